import type { IntakeTable, SheetRow } from "../../backend";
import { columnOf } from "./address";

export const ROW_HEIGHT = 27;
/** The column of row numbers. */
export const NUMBERS = 62;
/** Letters and, below them, what each column is. */
export const LETTERS = 24;
export const MAPPING = 34;
const LEAST = 76;
const MOST = 210;

/** Roughly how wide a text is at 13 px. */
function textWidth(text: string): number {
  let width = 14;
  for (const letter of text) {
    width += letter > "\u2e7f" ? 13 : 7.5;
    if (width > MOST) {
      return MOST;
    }
  }
  return width;
}

/** The arrow of a choice, and the word of one made by hand. */
const CHOICE = 34;
const HAND = 40;

/** Widths of the columns, by what their first rows hold and by what they were matched to. */
export function widthsOf(rows: readonly SheetRow[], columns: number, table: IntakeTable | null): number[] {
  const widths = Array.from({ length: columns }, () => LEAST);
  for (const { letters, field, chosen } of table?.columns ?? []) {
    const name = table?.fields.find((one) => one.field === field)?.zh ?? "";
    widths[columnOf(letters) - 1] = Math.max(LEAST, textWidth(name) + CHOICE + (chosen ? HAND : 0));
  }
  for (const { cells, kind } of rows) {
    for (const cell of cells) {
      if (cell.columns === 1 && kind !== "other") {
        widths[cell.column - 1] = Math.max(widths[cell.column - 1] ?? LEAST, textWidth(cell.text));
      }
    }
  }
  return widths;
}

/** Where each column begins, and behind the last where it ends. */
export function offsetsOf(widths: readonly number[]): number[] {
  const offsets = [0];
  for (const width of widths) {
    offsets.push((offsets[offsets.length - 1] ?? 0) + width);
  }
  return offsets;
}
