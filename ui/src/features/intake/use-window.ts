import { useLayoutEffect, useState, type RefObject } from "react";

import { NUMBERS, ROW_HEIGHT } from "./widths";

/** A page without layout, and the first picture before it is measured. */
const HEIGHT = 540;
const WIDTH = 1000;
const OVERSCAN = 8;

interface Port {
  row: number;
  left: number;
  height: number;
  width: number;
}

function portOf(element: HTMLElement): Port {
  return {
    row: Math.floor(element.scrollTop / ROW_HEIGHT),
    // In steps: columns change less often than pixels.
    left: Math.floor(element.scrollLeft / 100) * 100,
    height: element.clientHeight || HEIGHT,
    width: element.clientWidth || WIDTH,
  };
}

const same = (a: Port, b: Port) =>
  a.row === b.row && a.left === b.left && a.height === b.height && a.width === b.width;

/** Which rows and columns of a sheet are in sight, counted from 1, with a few more around them. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  lastRow: number,
  offsets: readonly number[],
) {
  const [port, setPort] = useState<Port>({ row: 0, left: 0, height: HEIGHT, width: WIDTH });
  const look = () => {
    const element = scroller.current;
    if (element !== null) {
      const next = portOf(element);
      setPort((now) => (same(now, next) ? now : next));
    }
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return undefined;
    }
    const measure = () => {
      const next = portOf(element);
      setPort((now) => (same(now, next) ? now : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  const shown = Math.ceil(port.height / ROW_HEIGHT);
  const top = Math.min(port.row, Math.max(lastRow - shown, 0));
  const columns = offsets.length - 1;
  const right = port.left + port.width + 100;
  let firstColumn = 1;
  while (firstColumn < columns && (offsets[firstColumn] ?? 0) + NUMBERS < port.left) {
    firstColumn += 1;
  }
  let lastColumn = firstColumn;
  while (lastColumn < columns && (offsets[lastColumn] ?? 0) < right) {
    lastColumn += 1;
  }
  return {
    look,
    first: Math.max(top - OVERSCAN + 1, 1),
    last: Math.min(top + shown + OVERSCAN, lastRow),
    shown,
    firstColumn,
    lastColumn: Math.min(lastColumn, columns),
  };
}
