import { useLayoutEffect, useState, type RefObject } from "react";

/** A page without layout, and the first picture before it is measured. */
const HEIGHT = 560;
const WIDTH = 1000;
const OVERSCAN = 8;

interface Port {
  row: number;
  left: number;
  height: number;
  width: number;
}

const same = (a: Port, b: Port) =>
  a.row === b.row && a.left === b.left && a.height === b.height && a.width === b.width;

/** Which of `count` rows of one height are in sight, with a few more around them; and what of the width is. */
export function useWindow(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number) {
  const [port, setPort] = useState<Port>({ row: 0, left: 0, height: HEIGHT, width: WIDTH });
  const look = () => {
    const element = scroller.current;
    if (element !== null) {
      const next: Port = {
        row: Math.floor(element.scrollTop / rowHeight),
        // In steps: columns change less often than pixels.
        left: Math.floor(element.scrollLeft / 100) * 100,
        height: element.clientHeight || HEIGHT,
        width: element.clientWidth || WIDTH,
      };
      setPort((now) => (same(now, next) ? now : next));
    }
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return undefined;
    }
    const measure = () => {
      const height = element.clientHeight || HEIGHT;
      const width = element.clientWidth || WIDTH;
      setPort((now) => (now.height === height && now.width === width ? now : { ...now, height, width }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  const shown = Math.ceil(port.height / rowHeight);
  // The list may have become shorter.
  const top = Math.min(port.row, Math.max(count - shown, 0));
  return {
    look,
    shown,
    from: Math.max(top - OVERSCAN, 0),
    to: Math.min(top + shown + OVERSCAN, count),
    left: port.left,
    right: port.left + port.width,
  };
}
