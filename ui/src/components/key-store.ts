import { composing, needsItself, parse, pressed, repeats } from "./key-match";

/** What a combination does. */
export interface Binding {
  /** `Ctrl Enter`, `Alt 1–7`, `Ctrl ↑↓`, `F2`, `Esc`: never a bare letter. */
  keys: string;
  /** What it does, in the current language. */
  label: string;
  /** Gets the key itself, such as `5` of `Alt 1–7`. */
  run?: (key: string) => void;
  /** Only listed: the element with the focus acts on it by itself. */
  listed?: boolean;
  /** Whether it acts now; a key that does not is not shown either. Left out: yes. */
  when?: boolean;
  /** Acts even where the element with the focus would need the key itself: a text field, a button. */
  inFields?: boolean;
  /** Acts while a modal has the focus; other bindings rest there. */
  inModal?: boolean;
  /** Changes the vault: rests where nothing may be changed. */
  changes?: boolean;
  /** Listed by `Ctrl /` only, not in the bottom bar. */
  quiet?: boolean;
}

/** A hint for the bottom bar and the list of all keys. */
export interface Hint {
  keys: string;
  label: string;
  quiet: boolean;
}

interface Entry {
  bindings: readonly Binding[];
  everywhere: boolean;
}

const acts = (binding: Binding) => binding.when !== false;

/** All bindings in force. One listener serves them, so that a key never acts twice. */
export class KeyStore {
  readonly #entries = new Map<string, Entry>();
  readonly #watchers = new Set<() => void>();
  #hints: readonly Hint[] = [];

  /** Sets the bindings of one place; the hints change only when what they say does. */
  set(id: string, entry: Entry): void {
    entry.bindings.forEach((binding) => parse(binding.keys));
    this.#entries.set(id, entry);
    this.#tell();
  }

  remove(id: string): void {
    this.#entries.delete(id);
    this.#tell();
  }

  readonly hints = (): readonly Hint[] => this.#hints;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Runs what the event is bound to. Of two with the same keys the one that came last acts. */
  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || composing(event)) {
      return;
    }
    const inModal =
      (event.target instanceof Element && event.target.closest("[aria-modal=true]") !== null) ||
      // Behind a covered page nothing acts, wherever the focus is.
      document.querySelector(".covered") !== null;
    const entries = this.#inOrder().reverse();
    for (const binding of entries.flatMap((entry) => entry.bindings).filter(acts)) {
      if (binding.listed === true) {
        continue;
      }
      const key = pressed(binding.keys, event);
      if (key === null || (inModal && binding.inModal !== true)) {
        continue;
      }
      if (binding.inFields !== true && needsItself(event.target, event, key)) {
        continue;
      }
      event.preventDefault();
      if (!event.repeat || repeats(key)) {
        binding.run?.(key);
      }
      return;
    }
  }

  /** The frame's first, the screen's last. */
  #inOrder(): Entry[] {
    const all = [...this.#entries.values()];
    return [...all.filter((entry) => entry.everywhere), ...all.filter((entry) => !entry.everywhere)];
  }

  #tell(): void {
    const all = [...this.#entries.values()];
    const shown = [...all.filter((entry) => !entry.everywhere), ...all.filter((entry) => entry.everywhere)];
    const hints = shown
      .flatMap((entry) => entry.bindings)
      .filter(acts)
      .map(({ keys, label, quiet }) => ({ keys, label, quiet: quiet === true }));
    if (JSON.stringify(hints) !== JSON.stringify(this.#hints)) {
      this.#hints = hints;
      this.#watchers.forEach((watcher) => watcher());
    }
  }
}
