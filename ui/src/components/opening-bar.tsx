import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { Mark } from "./marks";
import { useOpening, useWhyNot } from "./may";
import { ProblemList } from "./problem-list";
import { useTableName } from "./table-names";

/**
 * What opening the vault found, above every page as long as it is so: that it is damaged, older than a backup, or read only; that
 * the clock is wrong, for which no backup helps.
 */
export function OpeningBar() {
  const { t } = useTranslation();
  const { reading, found, safe, onSafe } = useOpening();
  const why = useWhyNot();
  const named = useTableName();
  if (why === null && found.length === 0) {
    return null;
  }
  const harmed = found.some(({ code }) => code.startsWith("vault."));
  return (
    <section
      className={`note ${harmed ? "note-stop" : "note-warn"} opening-bar`}
      aria-label={t("frame.opening")}
      role={found.length > 0 ? "alert" : "status"}
    >
      <Mark kind={harmed ? "stop" : found.length > 0 ? "warn" : "lock"} size={16} />
      <div>
        {why !== null && <b>{why}</b>}
        {found.length > 0 && <ProblemList problems={found} />}
        {safe !== null && (
          <p>
            {t("safe.rescue.safe", { tables: safe.tables, rows: safe.rows })}
            {safe.lost.length > 0 &&
              `${t("safe.rescue.semicolon")}${t("safe.rescue.lost", { names: safe.lost.map(named).join("、") })}`}
          </p>
        )}
        {harmed && reading !== "supervisor" && onSafe !== undefined && (
          <Button size="small" onClick={onSafe}>
            {t("frame.toBackups")}
          </Button>
        )}
      </div>
    </section>
  );
}
