import { Select } from "antd";
import { memo, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { IntakeColumn, IntakeTable } from "../../backend";
import { language } from "../../i18n";
import { lettersOf } from "./address";
import { isTaken } from "./taken";

const NONE = "";

/** What each column is, above the header. One Tab stop: ← and → go from column to column. */
export const MappingRow = memo(function MappingRow({
  table,
  firstColumn,
  lastColumn,
  offsets,
  onMap,
}: {
  table: IntakeTable | null;
  firstColumn: number;
  lastColumn: number;
  offsets: readonly number[];
  onMap: (letters: string, field: string | null) => void;
}) {
  const { t } = useTranslation();
  const [stop, setStop] = useState<string | null>(null);
  // Of a table that is not imported no column can be chosen.
  const columns = new Map(
    table === null || !isTaken(table.kind) ? [] : table.columns.map((one) => [one.letters, one]),
  );
  const inSight = Array.from({ length: lastColumn - firstColumn + 1 }, (_, i) => firstColumn + i);
  const shown = inSight.filter((column) => columns.has(lettersOf(column))).map(lettersOf);
  const first = stop !== null && shown.includes(stop) ? stop : shown[0];
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const from = (event.target as HTMLElement).closest<HTMLElement>("[data-letters]")?.dataset["letters"];
    const to = by === undefined || from === undefined ? undefined : shown[shown.indexOf(from) + by];
    if (to !== undefined) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>(`[data-letters="${to}"] input`)?.focus();
    }
  };
  return (
    <div role="row" aria-rowindex={2} className="in-row in-map" onKeyDown={move}>
      <div role="rowheader" className="in-rn">
        {t("intake.columns.row")}
      </div>
      {inSight.map((column) => {
        const letters = lettersOf(column);
        const matched = columns.get(letters);
        const left = offsets[column - 1] ?? 0;
        return (
          <div
            key={letters}
            role="gridcell"
            aria-colindex={column + 1}
            className={matched?.chosen === true ? "in-cell in-hand" : "in-cell"}
            style={{ left, width: (offsets[column] ?? left) - left }}
            data-letters={letters}
            onFocus={() => setStop(letters)}
          >
            {matched !== undefined && table !== null && (
              <ColumnSelect
                table={table}
                column={matched}
                tabIndex={letters === first ? 0 : -1}
                onMap={(field) => onMap(letters, field)}
              />
            )}
          </div>
        );
      })}
    </div>
  );
});

function ColumnSelect({
  table,
  column,
  tabIndex,
  onMap,
}: {
  table: IntakeTable;
  column: IntakeColumn;
  tabIndex: number;
  onMap: (field: string | null) => void;
}) {
  const { t } = useTranslation();
  const zh = language() === "zh";
  const name = t("intake.columns.map", { letters: column.letters });
  const { field } = column;
  const unnamed = field !== null && !table.fields.some((one) => one.field === field);
  return (
    <>
      <Select
        size="small"
        aria-label={column.chosen ? `${name} · ${t("intake.columns.hand")}` : name}
        tabIndex={tabIndex}
        variant={column.field === null ? "borderless" : "outlined"}
        value={column.field ?? NONE}
        popupMatchSelectWidth={false}
        options={[
          { value: NONE, label: t("intake.columns.none") },
          ...table.fields.map((one) => ({ value: one.field, label: zh ? one.zh : one.en })),
          ...(unnamed ? [{ value: field, label: t("intake.columns.asHeader") }] : []),
        ]}
        onChange={(chosen) => onMap(chosen === NONE ? null : chosen)}
      />
      {column.chosen && <span className="in-tag">{t("intake.columns.hand")}</span>}
    </>
  );
}
