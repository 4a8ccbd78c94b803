/** Gives the keyboard to an element once it is drawn: whoever's form has gone keeps a place to go on from. */
export function refocus(selector: string, how?: FocusOptions): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(selector)?.focus(how);
  });
}
