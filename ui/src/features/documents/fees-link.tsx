import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";

/** The fee sheet is no paper of the set: it has a page of its own. */
export function FeesLink({ onGo }: { onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const go = () => onGo("/fees");
  useKeys([{ keys: "Ctrl E", label: t("documents.fees"), run: go }]);
  return (
    <div className="dc-beside">
      <Button size="small" onClick={go}>
        {t("documents.fees")} <Keys of="Ctrl E" />
      </Button>
      <small className="sec">{t("documents.feesHint")}</small>
    </div>
  );
}
