import { useTranslation } from "react-i18next";

import { useRoving } from "./roving";
import "./step-tabs.css";

/** The pages under 六, in the order of the work. */
const TABS = ["approvals", "plans", "projects", "dues"] as const;

/** The line of the pages that one step of the chain has: one Tab stop, arrows inside. */
export function StepTabs({ here, onGo }: { here: (typeof TABS)[number]; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const { pane, item } = useRoving({
    count: TABS.length,
    columns: TABS.length,
    initial: TABS.indexOf(here),
  });
  return (
    <nav className="step-tabs" aria-label={t("approval.tabs")} {...pane}>
      {TABS.map((tab, index) => (
        <button
          key={tab}
          type="button"
          aria-current={tab === here ? "page" : undefined}
          onClick={() => onGo(`/${tab}`)}
          {...item(index)}
        >
          {t(`approval.tab.${tab}`)}
        </button>
      ))}
    </nav>
  );
}
