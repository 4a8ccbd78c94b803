import { Select } from "antd";
import { useTranslation } from "react-i18next";

import type { IntakeTable, TableKind } from "../../backend";
import { Mark } from "../../components/marks";
import { isTaken } from "./taken";
import type { Intake } from "./use-intake";

const KINDS: readonly TableKind[] = ["bid", "budget", "person", "milestone", "demand", "expert", "unknown"];

/** What a table was taken for, and what it is where the program cannot tell or was wrong. */
export function KindChoice({
  table,
  sheet,
  edit,
}: {
  table: IntakeTable;
  sheet: string;
  edit: Intake["edit"];
}) {
  const { t } = useTranslation();
  const { kind, kind_chosen, at } = table;
  return (
    <span className={isTaken(kind) ? "say say-done" : "say say-warn"}>
      <Mark kind={isTaken(kind) ? "done" : "warn"} />{" "}
      <Select<TableKind>
        size="small"
        aria-label={t("intake.tables.kindOf", { sheet, at })}
        value={kind}
        disabled={edit.isPending}
        popupMatchSelectWidth={false}
        options={KINDS.map((value) => ({
          value,
          label: t(value === "unknown" && kind_chosen ? "intake.kind.left" : `intake.kind.${value}`),
        }))}
        onChange={(value) => edit.mutate({ act: "takeAs", sheet, at, kind: value })}
      />
      {kind_chosen && <i className="in-tag">{t("intake.columns.hand")}</i>}
    </span>
  );
}
