import { useEffect, useRef, type RefObject } from "react";

const lost = () => document.activeElement === null || document.activeElement === document.body;

/** Where the keyboard goes on after an act: the head of what came of it. Spread `ref` on an element with `tabIndex={-1}`. */
export function useLanding<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  useEffect(() => {
    // Whoever is typing elsewhere is not called away.
    if (lost() || (document.activeElement as HTMLElement).matches("button:disabled")) {
      ref.current?.focus();
    }
  }, []);
  return ref;
}

/** Gives the focus to what had it before, once the component is gone; to the page's heading when that is gone too. */
export function useGiveBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (lost()) {
        const to =
          before instanceof HTMLElement && before !== document.body && before.isConnected
            ? before
            : document.querySelector<HTMLElement>(".head h1");
        to?.focus();
      }
    };
  }, []);
}

/** Gives the keyboard to the first of `what` in a place that has just come, unless somebody is typing elsewhere. */
export function useFirstFocus(place: RefObject<HTMLElement | null>, what: string): void {
  useEffect(() => {
    if (lost() || (document.activeElement as HTMLElement).matches("button:disabled")) {
      place.current?.querySelector<HTMLElement>(what)?.focus();
    }
  }, [place, what]);
}
