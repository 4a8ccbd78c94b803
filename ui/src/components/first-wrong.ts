import { useEffect, useRef } from "react";

const WRONG = '[aria-invalid="true"], [data-wrong="true"]';
const FIELD = "input:not([disabled]), textarea:not([disabled]), select:not([disabled])";

/** The field that a mark of what is wrong is about: itself, or the first of its group. */
function fieldOf(wrong: HTMLElement): HTMLElement {
  if (wrong.matches(FIELD)) {
    return wrong;
  }
  const group = wrong.closest<HTMLElement>("fieldset, [role=group], form, .rs-form");
  return (
    wrong.querySelector<HTMLElement>(FIELD) ??
    group?.querySelector<HTMLElement>("input:checked:not([disabled])") ??
    group?.querySelector<HTMLElement>(FIELD) ??
    wrong
  );
}

/**
 * Brings the first field in error into sight and gives it the keyboard as soon as something was refused. Spread `ref` on
 * the form; a field in error says `aria-invalid`, or what is said of it `data-wrong`.
 */
export function useFirstWrong<E extends HTMLElement>(error: unknown) {
  const ref = useRef<E>(null);
  useEffect(() => {
    const wrong = error == null ? null : ref.current?.querySelector<HTMLElement>(WRONG);
    if (wrong != null) {
      fieldOf(wrong).focus({ preventScroll: true });
      // (A page without layout has nothing to scroll.)
      wrong.scrollIntoView?.({ block: "center" });
    }
  }, [error]);
  return ref;
}
