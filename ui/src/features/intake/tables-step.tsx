import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { IntakeView } from "../../backend";
import { Empty } from "../../components/states";
import { KindChoice } from "./kind-choice";
import { listed } from "./listed";
import { isTaken } from "./taken";
import type { Intake } from "./use-intake";

/** Which tables were found on which sheets, and what they were taken for. */
export function TablesStep({
  view,
  edit,
  onLook,
}: {
  view: IntakeView;
  edit: Intake["edit"];
  onLook: (sheet: string) => void;
}) {
  const { t } = useTranslation();
  if (view.sheets.every((sheet) => sheet.tables.length === 0 && !sheet.own)) {
    return <Empty title={t("intake.tables.empty")} hint={t("intake.tables.emptyHint")} />;
  }
  return (
    <div className="scroll">
      <table className="grid in-tables" aria-label={t("intake.tables.title")}>
        <thead>
          <tr>
            <th scope="col">{t("intake.tables.sheet")}</th>
            <th scope="col">{t("intake.tables.kind")}</th>
            <th scope="col">{t("intake.tables.header")}</th>
            <th scope="col" className="num">
              {t("intake.tables.rows")}
            </th>
            <th scope="col" className="num">
              {t("intake.tables.columns")}
            </th>
            <th scope="col">
              <span className="aside">{t("intake.tables.look")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {view.sheets.flatMap(({ name, hidden, tables, own }) => {
            const title = (
              <th scope="row">
                {name} {hidden && <i className="in-word">{t("intake.sheet.hidden")}</i>}
              </th>
            );
            if (tables.length === 0) {
              return [
                <tr key={name}>
                  {title}
                  <td colSpan={5} className="dim">
                    {t(own ? "intake.tables.own" : "intake.tables.none")}
                  </td>
                </tr>,
              ];
            }
            return tables.map((table, index) => {
              const { kind, header_rows, rows, columns } = table;
              return (
                <tr key={`${name}|${index}`}>
                  {title}
                  <td>
                    <KindChoice table={table} sheet={name} edit={edit} />
                  </td>
                  <td>{t("intake.tables.headerRows", { rows: listed(header_rows) })}</td>
                  <td className="num">{rows}</td>
                  <td className="num">
                    {isTaken(kind)
                      ? t("intake.tables.matched", {
                          done: columns.filter((one) => one.field !== null).length,
                          total: columns.length,
                        })
                      : "—"}
                  </td>
                  <td>
                    <Button size="small" onClick={() => onLook(name)}>
                      {t("intake.tables.look")}
                    </Button>
                  </td>
                </tr>
              );
            });
          })}
        </tbody>
      </table>
    </div>
  );
}
