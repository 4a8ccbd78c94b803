import { useEffect } from "react";

/** Runs an action on Ctrl and a letter. Bare letters are never keys: a Chinese input method would swallow them. */
export function useCtrlKey(letter: string, action: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const composing = event.isComposing;
      if (event.ctrlKey && !event.altKey && !composing && event.key.toLowerCase() === letter) {
        event.preventDefault();
        action();
      }
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [letter, action]);
}
