import { useEffect, useRef } from "react";

/**
 * Gives the focus to a row once it stands in its new place: moving a row in the page takes the focus from it.
 * Spread `ref` on the element around the rows; each row carries its key in `data-key`.
 */
export function useRefocus<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  const wanted = useRef<string | number | null>(null);
  useEffect(() => {
    const to = wanted.current;
    wanted.current = null;
    if (to !== null) {
      const row = typeof to === "number" ? `[data-rove="${to}"]` : `[data-key="${CSS.escape(to)}"]`;
      ref.current?.querySelector<HTMLElement>(row)?.focus();
    }
  });
  /** The row with this key, or at this place, gets the focus with the next change of the page. */
  const refocus = (to: string | number) => {
    wanted.current = to;
  };
  return { ref, refocus };
}
