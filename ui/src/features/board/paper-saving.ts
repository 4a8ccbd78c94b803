import { useCallback, useEffect, useRef, useState } from "react";

/** So long after the last key a field is saved. */
const PAUSE_MS = 300;

/** Saves each field as soon as the typing pauses, one after the other; `flush` saves what still waits, now. */
export function useSaving(write: (field: string, text: string) => Promise<void>) {
  const waiting = useRef(new Map<string, { text: string; timer: number }>());
  const running = useRef<Promise<void>>(Promise.resolve());
  const latest = useRef(write);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    latest.current = write;
  });
  const save = useCallback((field: string) => {
    const one = waiting.current.get(field);
    if (one === undefined) {
      return;
    }
    window.clearTimeout(one.timer);
    waiting.current.delete(field);
    running.current = running.current
      .then(() => latest.current(field, one.text))
      .then(
        () => setError(null),
        (reason: unknown) => setError(reason),
      )
      .then(() => setPending(waiting.current.size > 0));
  }, []);
  const later = useCallback(
    (field: string, text: string) => {
      window.clearTimeout(waiting.current.get(field)?.timer);
      waiting.current.set(field, { text, timer: window.setTimeout(() => save(field), PAUSE_MS) });
      setPending(true);
    },
    [save],
  );
  const flush = useCallback(async () => {
    for (const field of [...waiting.current.keys()]) {
      save(field);
    }
    await running.current;
    return waiting.current.size === 0;
  }, [save]);
  // Whoever closes the panel in the middle of a figure has typed it all the same.
  useEffect(() => () => void flush(), [flush]);
  return { later, flush, pending, error };
}
