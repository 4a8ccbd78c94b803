import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { IntakeView } from "../../backend";
import { language } from "../../i18n";
import { spotOf } from "./address";
import type { Intake } from "./use-intake";
import type { Selection } from "./use-selection";

/** Columns that somebody matched by hand. */
function mappedOf(view: IntakeView) {
  return view.sheets.flatMap((sheet) =>
    sheet.tables.flatMap(({ columns, fields }) =>
      columns
        .filter((one) => one.chosen)
        .map(({ letters, field }) => ({
          sheet: sheet.name,
          letters,
          name: fields.find((one) => one.field === field) ?? null,
        })),
    ),
  );
}

/** What was changed by hand: cells, rows left out with their reasons, columns. */
export function ChangesPane({
  view,
  selection,
  edit,
}: {
  view: IntakeView;
  selection: Selection;
  edit: Intake["edit"];
}) {
  const { t } = useTranslation();
  const mapped = mappedOf(view);
  const count = view.corrected.length + view.left_out.length + mapped.length;
  const place = (sheet: string, at: string) => (view.sheets.length > 1 ? `${sheet}!${at}` : at);
  const quoted = (text: string) => (text === "" ? t("intake.changes.blank") : text);
  const none = t("intake.columns.none");
  return (
    <details className="in-changes">
      <summary>
        {t("intake.changes.title")} <small>{count}</small>
      </summary>
      {count === 0 && <p className="sec">{t("intake.changes.none")}</p>}
      {view.corrected.length > 0 && <h3>{t("intake.changes.cells")}</h3>}
      <ul>
        {view.corrected.map(({ sheet, cell, was, text }) => (
          <li key={`${sheet}!${cell}`}>
            <button
              type="button"
              onClick={() => {
                const spot = spotOf(cell);
                if (spot !== null) {
                  selection.choosePlace(sheet, spot);
                }
              }}
            >
              <code>{place(sheet, cell)}</code>
            </button>
            <span>{t("intake.changes.change", { was: quoted(was), text: quoted(text) })}</span>
          </li>
        ))}
      </ul>
      {view.left_out.length > 0 && <h3>{t("intake.changes.rows")}</h3>}
      <ul>
        {view.left_out.map(({ sheet, row, reason, with_bid }) => (
          <li key={`${sheet}!${row}`}>
            <button type="button" onClick={() => selection.choosePlace(sheet, { row, column: 1 })}>
              <code>{place(sheet, t("intake.finds.row", { row }))}</code>
            </button>
            <span>
              {with_bid ? t("intake.sheet.withBid") : reason}{" "}
              {!with_bid && (
                <Button size="small" onClick={() => edit.mutate({ act: "keep", sheet, row })}>
                  {t("intake.sheet.keep")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {mapped.length > 0 && <h3>{t("intake.changes.mapped")}</h3>}
      <ul>
        {mapped.map(({ sheet, letters, name }) => {
          const field = name === null ? none : language() === "zh" ? name.zh : name.en;
          return (
            <li key={`${sheet}!${letters}`}>
              <code>{place(sheet, letters)}</code>
              <span>{t("intake.columns.column", { letters, field })}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
