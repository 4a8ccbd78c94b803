import {
  useId,
  useLayoutEffect,
  useMemo,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { useTranslation } from "react-i18next";

import type { IntakeSheet, IntakeTable } from "../../backend";
import { lettersOf, type Spot } from "./address";
import { MappingRow } from "./mapping-row";
import { cellId, SheetRowView, type CellMarks } from "./sheet-row";
import type { Rows } from "./use-rows";
import type { useSheetWindow } from "./use-sheet-window";
import { LETTERS, MAPPING, NUMBERS, ROW_HEIGHT } from "./widths";

const HEAD = LETTERS + MAPPING;

interface GridProps {
  sheet: IntakeSheet;
  table: IntakeTable | null;
  rows: Rows;
  port: ReturnType<typeof useSheetWindow>;
  scroller: RefObject<HTMLDivElement | null>;
  grid: RefObject<HTMLDivElement | null>;
  /** Where each column begins, right of the row numbers. */
  offsets: readonly number[];
  /** Whether the widths are those of what was read. */
  measured: boolean;
  spot: Spot;
  /** Grows with each choice. */
  nonce: number;
  marks: CellMarks;
  was: ReadonlyMap<string, string>;
  onChoose: (spot: Spot) => void;
  onEdit: () => void;
  onMap: (letters: string, field: string | null) => void;
  /** The editor of the chosen cell, laid over it. */
  editor: (place: { left: number; top: number; width: number }) => ReactNode;
}

/** Where a key leads from a cell; nothing when it leads nowhere. A merged cell is one cell. */
function target(event: KeyboardEvent, at: Spot, rows: Rows, sheet: IntakeSheet, page: number): Spot | null {
  const merge = rows.merge(at.row, at.column);
  const { row, column } = merge ?? at;
  const [high, wide] = [merge?.rows ?? 1, merge?.columns ?? 1];
  const to = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + high, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + wide },
    PageUp: { row: Math.max(row - page, 1), column },
    PageDown: { row: Math.min(row + page, sheet.last_row), column },
    Home: { row: event.ctrlKey ? 1 : row, column: 1 },
    End: { row: event.ctrlKey ? sheet.last_row : row, column: sheet.last_column },
  }[event.key];
  const inside =
    to !== undefined &&
    to.row >= 1 &&
    to.column >= 1 &&
    to.row <= sheet.last_row &&
    to.column <= sheet.last_column;
  return inside ? (rows.merge(to.row, to.column) ?? to) : null;
}

/** Scrolls until a cell is in sight, with a row of what is around it. */
function bring(element: HTMLElement, row: number, left: number, right: number): void {
  const top = (row - 1) * ROW_HEIGHT;
  const height = Math.max(element.clientHeight - HEAD - ROW_HEIGHT, 0);
  if (top < element.scrollTop) {
    element.scrollTop = Math.max(top - ROW_HEIGHT, 0);
  } else if (top > element.scrollTop + height) {
    element.scrollTop = top - height + ROW_HEIGHT;
  }
  if (left < element.scrollLeft) {
    element.scrollLeft = left;
  } else if (element.clientWidth > 0 && right > element.scrollLeft + element.clientWidth) {
    element.scrollLeft = right - element.clientWidth;
  }
}

/** The sheet as Excel shows it; only rows and columns in sight are there. */
export function SheetGrid(props: GridProps) {
  const { sheet, rows, port, scroller, grid, offsets, measured, spot, nonce, onChoose, onEdit, editor } =
    props;
  const { t } = useTranslation();
  const id = useId();
  const width = NUMBERS + (offsets.at(-1) ?? 0);
  const placed = useMemo(() => offsets.map((offset) => offset + NUMBERS), [offsets]);
  const left = placed[spot.column - 1] ?? NUMBERS;
  const right = placed[spot.column] ?? left;
  // Room to type in, however narrow the column.
  const wide = Math.max(right - left, 220);
  useLayoutEffect(() => {
    if (scroller.current !== null) {
      bring(scroller.current, spot.row, left - NUMBERS, right);
    }
    // A correction may change widths: that is no reason to scroll.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [nonce, measured, sheet.name, scroller]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing || event.altKey) {
      return;
    }
    if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      onEdit();
      return;
    }
    const to = event.shiftKey ? null : target(event, spot, rows, sheet, Math.max(port.shown - 4, 1));
    if (to !== null) {
      event.preventDefault();
      onChoose({ row: to.row, column: to.column });
    }
  };
  const spotOfEvent = (event: MouseEvent): Spot | null => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
    const { row, column } = cell?.dataset ?? {};
    return row === undefined || column === undefined ? null : { row: Number(row), column: Number(column) };
  };
  const inSight = Array.from({ length: Math.max(port.last - port.first + 1, 0) }, (_, i) => port.first + i);
  const shared = {
    rows,
    firstColumn: port.firstColumn,
    lastColumn: port.lastColumn,
    offsets: placed,
    marks: props.marks,
    was: props.was,
    gridId: id,
  };
  const chosenRow = rows.merge(spot.row, spot.column) ?? spot;
  const seen =
    rows.has(chosenRow.row) &&
    chosenRow.row >= port.first &&
    chosenRow.row <= port.last &&
    chosenRow.column >= port.firstColumn &&
    chosenRow.column <= port.lastColumn;
  return (
    <div ref={scroller} className="in-xl" onScroll={port.look}>
      <div className="in-canvas" style={{ width, height: HEAD + sheet.last_row * ROW_HEIGHT }}>
        <div
          ref={grid}
          role="grid"
          tabIndex={0}
          aria-label={t("intake.sheet.label", { name: sheet.name })}
          aria-rowcount={sheet.last_row + 2}
          aria-colcount={sheet.last_column + 1}
          {...(seen ? { "aria-activedescendant": cellId(id, chosenRow.row, chosenRow.column) } : {})}
          onKeyDown={onKeyDown}
          onClick={(event) => {
            const to = spotOfEvent(event);
            if (to !== null) {
              onChoose(to);
            }
          }}
          onDoubleClick={(event) => {
            if (spotOfEvent(event) !== null) {
              onEdit();
            }
          }}
        >
          <div role="rowgroup" className="in-head">
            <Letters {...props} placed={placed} />
            <MappingRow
              table={props.table}
              firstColumn={port.firstColumn}
              lastColumn={port.lastColumn}
              offsets={placed}
              onMap={props.onMap}
            />
          </div>
          <div role="rowgroup" className="in-rows" style={{ height: sheet.last_row * ROW_HEIGHT }}>
            {rows.above(port.first).map((read) => (
              <SheetRowView key={read.row} {...shared} row={read.row} chosen={null} reachingOnly />
            ))}
            {inSight.map((row) => (
              <SheetRowView
                key={row}
                {...shared}
                row={row}
                chosen={row === chosenRow.row ? chosenRow.column : null}
              />
            ))}
          </div>
        </div>
        {editor({
          left: Math.max(Math.min(left, width - wide), NUMBERS),
          top: HEAD + (chosenRow.row - 1) * ROW_HEIGHT,
          width: wide,
        })}
      </div>
    </div>
  );
}

function Letters({ table, port, spot, placed }: GridProps & { placed: readonly number[] }) {
  const { t } = useTranslation();
  const hidden = new Set(table?.columns.filter((one) => one.hidden).map((one) => one.letters));
  return (
    <div role="row" aria-rowindex={1} className="in-row in-letters">
      <div role="columnheader" className="in-rn">
        <span className="aside">{t("intake.sheet.rowHead")}</span>
      </div>
      {Array.from({ length: port.lastColumn - port.firstColumn + 1 }, (_, i) => {
        const column = port.firstColumn + i;
        const letters = lettersOf(column);
        const left = placed[column - 1] ?? 0;
        return (
          <div
            key={letters}
            role="columnheader"
            aria-colindex={column + 1}
            className={column === spot.column ? "in-cell in-at" : "in-cell"}
            style={{ left, width: (placed[column] ?? left) - left }}
          >
            {letters} {hidden.has(letters) && <i>{t("intake.columns.hidden")}</i>}
          </div>
        );
      })}
    </div>
  );
}
