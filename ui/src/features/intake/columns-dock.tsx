import { useTranslation } from "react-i18next";

import type { IntakeView } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemList } from "../../components/problem-list";
import { useRoving } from "../../components/roving";
import { Side } from "../../components/side";
import { Empty } from "../../components/states";
import { language } from "../../i18n";
import { columnOf } from "./address";
import { RememberedNote } from "./remembered-note";
import { isTaken } from "./taken";
import type { Intake } from "./use-intake";
import { tableAt, type Selection } from "./use-selection";

/** Findings about columns as a whole. */
const ABOUT_COLUMNS = new Set(["column_missing", "column_ambiguous", "table_unknown"]);

export function columnProblems(view: IntakeView) {
  return view.findings.map((one) => one.problem).filter((one) => ABOUT_COLUMNS.has(one.code));
}

/** What each column of the table is, beside the sheet on which it is chosen. */
export function ColumnsDock({
  view,
  selection,
  edit,
}: {
  view: IntakeView;
  selection: Selection;
  edit: Intake["edit"];
}) {
  const { t } = useTranslation();
  const sheet = view.sheets.find((one) => one.name === selection.sheet);
  const table = sheet === undefined ? null : tableAt(sheet, selection.spot.row);
  const alien = table !== null && !isTaken(table.kind) ? "unknown" : null;
  const columns = alien === null ? (table?.columns ?? []) : [];
  const header = table?.header_rows[0] ?? 1;
  const choose = (index: number) => {
    const letters = columns[index]?.letters;
    if (letters !== undefined) {
      selection.choose({ row: header, column: columnOf(letters) });
    }
  };
  const { pane, item } = useRoving({ count: columns.length, onMove: choose });
  const problems = columnProblems(view);
  const done = columns.filter((one) => one.field !== null).length;
  return (
    <Side className="dock in-dock" label={t("intake.columns.title")}>
      <div className="in-top">
        <h2>{t("intake.columns.title")}</h2>
        {alien === null && (
          <>
            <p className="sec">{t("intake.columns.hint")}</p>
            <p>{t("intake.columns.matched", { done, none: columns.length - done })}</p>
          </>
        )}
      </div>
      {table !== null && <RememberedNote table={table} sheet={selection.sheet} edit={edit} />}
      {problems.length > 0 && (
        <>
          <h3 className="in-h3">{t("intake.columns.problems")}</h3>
          <ProblemList problems={problems} />
        </>
      )}
      {alien !== null ? (
        <Empty title={t(`intake.strange.${alien}`)} hint={t("intake.strange.sheetHint")} />
      ) : columns.length === 0 ? (
        <Empty title={t("intake.columns.empty")} />
      ) : (
        <ul className="in-finds" aria-label={t("intake.columns.title")} {...pane}>
          {columns.map(({ letters, field, chosen, remembered, hidden }, index) => {
            const name = table?.fields.find((one) => one.field === field);
            const words =
              field === null
                ? t("intake.columns.none")
                : ((language() === "zh" ? name?.zh : name?.en) ?? t("intake.columns.asHeader"));
            return (
              <li key={letters} className="in-one">
                <button type="button" className="in-find" onClick={() => choose(index)} {...item(index)}>
                  <Mark kind={field === null ? "none" : "done"} size={15} />
                  <code>{letters}</code>
                  <span>
                    {words}{" "}
                    <small className="dim">
                      {remembered && table?.remembered != null
                        ? t("intake.taught.column", { on: table.remembered.on })
                        : chosen
                          ? t("intake.columns.hand")
                          : field !== null && t("intake.columns.machine")}
                      {hidden && ` · ${t("intake.columns.hidden")}`}
                    </small>
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </Side>
  );
}
