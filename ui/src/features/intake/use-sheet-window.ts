import type { RefObject } from "react";

import { useWindow } from "../../components/use-window";
import { NUMBERS, ROW_HEIGHT } from "./widths";

/** Which rows and columns of a sheet are in sight, counted from 1, with a few more around them. */
export function useSheetWindow(
  scroller: RefObject<HTMLElement | null>,
  lastRow: number,
  offsets: readonly number[],
) {
  const { look, shown, from, to, left, right } = useWindow(scroller, lastRow, ROW_HEIGHT);
  const columns = offsets.length - 1;
  let firstColumn = 1;
  while (firstColumn < columns && (offsets[firstColumn] ?? 0) + NUMBERS < left) {
    firstColumn += 1;
  }
  let lastColumn = firstColumn;
  while (lastColumn < columns && (offsets[lastColumn] ?? 0) < right + 100) {
    lastColumn += 1;
  }
  return {
    look,
    first: from + 1,
    last: to,
    shown,
    firstColumn,
    lastColumn: Math.min(lastColumn, columns),
  };
}
