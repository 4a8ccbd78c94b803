import { useLayoutEffect, useState, type RefObject } from "react";

/** A page without layout, and the first picture before it is measured. */
const HEIGHT = 560;
const OVERSCAN = 6;

/** Which of `count` rows of one height are in sight, with a few more around them. */
export function useWindow(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number) {
  const [port, setPort] = useState({ row: 0, height: HEIGHT });
  const look = () => {
    const element = scroller.current;
    if (element !== null) {
      const row = Math.floor(element.scrollTop / rowHeight);
      const height = element.clientHeight || HEIGHT;
      setPort((now) => (now.row === row && now.height === height ? now : { row, height }));
    }
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return undefined;
    }
    const measure = () => {
      const height = element.clientHeight || HEIGHT;
      setPort((now) => (now.height === height ? now : { ...now, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  const shown = Math.ceil(port.height / rowHeight);
  // The list may have become shorter.
  const top = Math.min(port.row, Math.max(count - shown, 0));
  return { look, shown, from: Math.max(top - OVERSCAN, 0), to: Math.min(top + shown + OVERSCAN, count) };
}
