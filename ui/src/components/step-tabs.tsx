import { useTranslation } from "react-i18next";

import { useRoving } from "./roving";
import "./step-tabs.css";

/** The pages under 六 and those under 七, in the order of the work. */
const STEPS = [
  { step: "six", tabs: ["approvals", "plans", "projects"] },
  { step: "seven", tabs: ["dues", "overview"] },
] as const;

type Tab = (typeof STEPS)[number]["tabs"][number];

/** The line of the pages that one step of the chain has: one Tab stop, arrows inside. */
export function StepTabs({ here, onGo }: { here: Tab; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const { step, tabs } = STEPS.find((one) => (one.tabs as readonly Tab[]).includes(here)) ?? STEPS[0];
  const { pane, item } = useRoving({
    count: tabs.length,
    columns: tabs.length,
    initial: (tabs as readonly Tab[]).indexOf(here),
  });
  return (
    <nav className="step-tabs" aria-label={t(`approval.tabs.${step}`)} {...pane}>
      {tabs.map((tab, index) => (
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
