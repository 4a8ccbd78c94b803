import { useCallback, useEffect, useRef } from "react";

/** Runs `save` with the last value once it has rested; what is still due when the page goes is saved then. */
export function useAutosave<V>(save: (value: V) => void, rest = 600) {
  const due = useRef<{ value: V; timer: ReturnType<typeof setTimeout> } | null>(null);
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  const flush = useCallback(() => {
    const held = due.current;
    if (held !== null) {
      due.current = null;
      clearTimeout(held.timer);
      latest.current(held.value);
    }
  }, []);
  useEffect(() => flush, [flush]);
  const touch = useCallback(
    (value: V) => {
      if (due.current !== null) {
        clearTimeout(due.current.timer);
      }
      due.current = { value, timer: setTimeout(flush, rest) };
    },
    [flush, rest],
  );
  return { touch, flush };
}
