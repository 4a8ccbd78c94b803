import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { Mark } from "../../components/marks";
import { useProgress } from "../../components/progress";

/** Long work: what it is, how far it has come, and a way to stop it. */
export function Working({ what }: { what: string }) {
  const { t } = useTranslation();
  const { done, of, stop, stopping } = useProgress();
  return (
    <div className="waiting">
      <p className="say say-part" role="status">
        <Mark kind="part" /> {what}{" "}
        {of > 0 ? t("app.progress", { done, total: of }) : t("intake.unknownExtent")}
      </p>
      {of > 0 && <progress value={done} max={of} aria-label={what} />}
      <Button disabled={stopping} onClick={stop}>
        {t(stopping ? "intake.stopping" : "intake.stop")}
      </Button>
    </div>
  );
}
