import { useCallback, useEffect, useRef, useState } from "react";
import { clockTime } from "../../clock";

/** Whether what was typed is kept. */
export interface Kept {
  state: "saved" | "saving" | "failed";
  /** Time of the last save, `10:42:07`. */
  at: string | null;
  error: unknown;
}

/** Saves what is typed at each pause, one save at a time, and what is left when the form goes. */
export function useKept<T>(value: T, save: (value: T) => Promise<void>, rest = 700): Kept {
  const [kept, setKept] = useState<Kept>({ state: "saved", at: null, error: null });
  const last = useRef(JSON.stringify(value));
  const now = useRef({ value, save });
  const busy = useRef(false);
  useEffect(() => {
    now.current = { value, save };
  });
  const flush = useCallback(async () => {
    if (busy.current) {
      return;
    }
    busy.current = true;
    // What was typed while a save ran is saved after it.
    while (JSON.stringify(now.current.value) !== last.current) {
      const text = JSON.stringify(now.current.value);
      setKept((was) => ({ ...was, state: "saving" }));
      try {
        await now.current.save(now.current.value);
        last.current = text;
        setKept({ state: "saved", at: clockTime(), error: null });
      } catch (error) {
        setKept((was) => ({ ...was, state: "failed", error }));
        break;
      }
    }
    busy.current = false;
  }, []);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => void flush(), rest);
    return () => clearTimeout(timer);
  }, [text, rest, flush]);
  useEffect(() => () => void flush(), [flush]);
  return kept;
}
