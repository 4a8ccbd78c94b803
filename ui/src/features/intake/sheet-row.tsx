import { memo } from "react";
import { useTranslation } from "react-i18next";

import { Mark } from "../../components/marks";
import { addressOf } from "./address";
import type { Rows } from "./use-rows";
import { ROW_HEIGHT } from "./widths";

export type CellMarks = ReadonlyMap<string, "error" | "warning">;

interface RowProps {
  row: number;
  rows: Rows;
  firstColumn: number;
  lastColumn: number;
  offsets: readonly number[];
  /** The chosen column, when the chosen cell is in this row. */
  chosen: number | null;
  marks: CellMarks;
  /** What cells typed anew had in the file, by address. */
  was: ReadonlyMap<string, string>;
  /** Only what reaches down out of this row: it lies above what is in sight. */
  reachingOnly?: boolean;
  gridId: string;
}

export const cellId = (gridId: string, row: number, column: number) => `${gridId}-${row}-${column}`;

/** Columns of which something shows: those in sight, and a merged cell that begins left of them. */
function columnsOf({ row, rows, firstColumn, lastColumn, reachingOnly = false }: RowProps): number[] {
  const inSight = Array.from({ length: lastColumn - firstColumn + 1 }, (_, i) => firstColumn + i);
  const left = rows.merge(row, firstColumn);
  const all = left?.row === row && left.column < firstColumn ? [left.column, ...inSight] : inSight;
  return all.filter((column) => {
    const merge = rows.merge(row, column);
    return merge === null ? !reachingOnly : merge.row === row && merge.column === column;
  });
}

/** A row as Excel shows it. */
export const SheetRowView = memo(function SheetRowView(props: RowProps) {
  const { t } = useTranslation();
  const { row, rows, offsets, chosen, reachingOnly = false } = props;
  const read = rows.get(row);
  const kind = read?.kind ?? "other";
  const out = kind === "left_out";
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      className={`in-row in-${kind}`}
      style={{ top: (row - 1) * ROW_HEIGHT, width: "100%" }}
    >
      {!reachingOnly && (
        <div role="rowheader" className={chosen === null ? "in-rn" : "in-rn in-at"}>
          {row}
          {out && <b>{t("intake.sheet.out")}</b>}
          {read?.hidden === true && <i>{t("intake.sheet.hidden")}</i>}
        </div>
      )}
      {rows.has(row) ? (
        columnsOf(props).map((column) => <Cell key={column} {...props} column={column} />)
      ) : (
        <div role="gridcell" className="in-cell dim" style={{ left: offsets[0], width: 200 }}>
          {t("intake.sheet.waits")}
        </div>
      )}
    </div>
  );
});

function Cell({ row, column, rows, offsets, chosen, marks, was, gridId }: RowProps & { column: number }) {
  const { t } = useTranslation();
  const cell = rows.cell(row, column);
  const address = addressOf({ row, column });
  const mark = marks.get(address);
  const original = was.get(address);
  const merge = rows.merge(row, column);
  const columns = merge?.columns ?? 1;
  const left = offsets[column - 1] ?? 0;
  const end = offsets[Math.min(column - 1 + columns, offsets.length - 1)] ?? left;
  const text = cell?.text ?? "";
  const on = chosen === column;
  const looks = [
    "in-cell",
    cell?.number === true ? "num" : "",
    columns > 1 ? "in-merged" : "",
    mark === undefined ? "" : `in-${mark}`,
    original === undefined ? "" : "in-corrected",
    on ? "in-sel" : "",
  ];
  return (
    <div
      id={cellId(gridId, row, column)}
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={on}
      {...(columns > 1 ? { "aria-colspan": columns } : {})}
      {...(merge !== null && merge.rows > 1 ? { "aria-rowspan": merge.rows } : {})}
      className={looks.filter((one) => one !== "").join(" ")}
      style={{ left, width: end - left, height: (merge?.rows ?? 1) * ROW_HEIGHT }}
      title={text}
      data-row={row}
      data-column={column}
    >
      {mark !== undefined && (
        <>
          <Mark kind={mark === "error" ? "stop" : "warn"} size={12} />
          <span className="aside">{t(`intake.sheet.${mark}`)}</span>{" "}
        </>
      )}
      {original !== undefined && <span className="in-tag">{t("intake.sheet.corrected")}</span>}
      {text === "" && mark !== undefined ? (
        <span className="in-empty">{t("intake.sheet.empty")}</span>
      ) : (
        <span className="in-t">{text}</span>
      )}
    </div>
  );
}
