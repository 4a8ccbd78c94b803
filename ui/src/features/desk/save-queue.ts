import { problemOf, type DeskEdit, type DeskSaved } from "../../backend";

/** Where an edit is on its way into the vault. `held`: it is not whole yet, such as one amount of two. */
export type UnsavedState = "held" | "waiting" | "due" | "sending" | "failed";

/** Something typed that the vault does not have yet. */
export interface Unsaved {
  readonly bid: string;
  /** What of the bid: `mark/fit`, `sub/fit/s1`, `line/labour`, `gate/fraud`, `vote`, `comment`, `note`. */
  readonly what: string;
  readonly edit: DeskEdit;
  readonly state: UnsavedState;
  /** Why it was not saved. */
  readonly error: unknown;
}

export interface QueueView {
  readonly unsaved: readonly Unsaved[];
  readonly state: "saved" | "saving" | "failed";
  /** The last save of this sitting, `10:42:07`. */
  readonly at: string | null;
}

/** What of a bid an edit is about; a later edit of the same takes the place of an earlier one. */
export function whatOf(edit: DeskEdit): string {
  switch (edit.edit) {
    case "mark":
      return `mark/${edit.criterion}`;
    case "sub":
      return `sub/${edit.criterion}/${edit.sub}`;
    case "line":
      return `line/${edit.subject}`;
    case "gate":
      return `gate/${edit.gate}`;
    default:
      return edit.edit;
  }
}

const VALUES =
  /^(score\.(over_max|not_yours|unreadable)|budget[._]|amount|value_|input\.|unit_|line_unknown|reason\.)/;

/** Whether what was typed is refused, rather than the saving having gone wrong: then its words stand at the figure. */
export function refusesValue(error: unknown): boolean {
  return VALUES.test(problemOf(error).code);
}

/** Whether it does not go into the vault without the reader doing something about it. */
export function stuck(entry: Unsaved): boolean {
  return entry.state === "failed" || entry.state === "held";
}

/** A fault passes by itself, such as a disk that gets room again. */
const RETRY_AFTER = 5_000;

/**
 * Saves edits one after another, in the order they were made. What was not saved stays here, and so on screen, until
 * it is saved or typed anew.
 */
export class SaveQueue {
  readonly #send: (bid: string, edit: DeskEdit) => Promise<DeskSaved>;
  readonly #saved: (saved: DeskSaved) => Promise<void> | void;
  readonly #watchers = new Set<() => void>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #entries: readonly Unsaved[] = [];
  #at: string | null = null;
  #view: QueueView = { unsaved: [], state: "saved", at: null };
  #going = false;
  #running: Promise<void> = Promise.resolve();
  #retry: ReturnType<typeof setTimeout> | null = null;
  #open = true;

  constructor(
    send: (bid: string, edit: DeskEdit) => Promise<DeskSaved>,
    saved: (saved: DeskSaved) => Promise<void> | void,
  ) {
    this.#send = send;
    this.#saved = saved;
  }

  readonly view = (): QueueView => this.#view;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Takes an edit on; it is sent after `rest` milliseconds without another one of the same. */
  put(bid: string, edit: DeskEdit, rest = 0, held = false): void {
    const what = whatOf(edit);
    const same = (entry: Unsaved) => entry.bid === bid && entry.what === what && entry.state !== "sending";
    const state = held ? "held" : "waiting";
    const entry: Unsaved = { bid, what, edit, state, error: null };
    const at = this.#entries.findIndex(same);
    // The order is that of the first keystroke of each.
    this.#set(
      at < 0 ? [...this.#entries, entry] : this.#entries.map((was, index) => (index === at ? entry : was)),
    );
    const id = `${bid} ${what}`;
    clearTimeout(this.#timers.get(id));
    if (held) {
      return;
    }
    if (rest === 0) {
      void this.flush();
    } else {
      this.#timers.set(
        id,
        setTimeout(() => void this.#due((waiting) => waiting.bid === bid && waiting.what === what), rest),
      );
    }
  }

  /** Sends at once what waits for its pause. Resolves when everything was tried. */
  flush(): Promise<void> {
    return this.#due(() => true);
  }

  /** Sends also what failed before. Tells whether everything is saved now. */
  async retry(): Promise<boolean> {
    this.#set(
      this.#entries.map((entry) => (entry.state === "failed" ? { ...entry, state: "waiting" } : entry)),
    );
    await this.flush();
    return this.#entries.length === 0;
  }

  /** Forgets what was typed of a bid that is no longer this expert's. */
  drop(bid: string): void {
    this.#set(this.#entries.filter((entry) => entry.bid !== bid));
  }

  /** Something that does not go through here was kept at that time, such as a recusal. */
  kept(at: string): void {
    this.#at = at;
    this.#set(this.#entries);
  }

  /** The desk is on screen: what failed is tried again by and by. */
  open(): void {
    this.#open = true;
  }

  /** The desk goes: everything is sent once more, and then nothing is tried again. */
  close(): void {
    this.#open = false;
    void this.flush();
    if (this.#retry !== null) {
      clearTimeout(this.#retry);
      this.#retry = null;
    }
  }

  #due(which: (entry: Unsaved) => boolean): Promise<void> {
    // What was typed before goes before.
    const last = this.#entries.reduce(
      (found, entry, index) => (entry.state === "waiting" && which(entry) ? index : found),
      -1,
    );
    if (last >= 0) {
      this.#set(
        this.#entries.map((entry, index) =>
          index <= last && entry.state === "waiting" ? { ...entry, state: "due" } : entry,
        ),
      );
    }
    if (!this.#going) {
      this.#going = true;
      this.#running = this.#run();
    }
    return this.#running;
  }

  async #run(): Promise<void> {
    for (;;) {
      const next = this.#entries.find((entry) => entry.state === "due");
      if (next === undefined) {
        this.#going = false;
        return;
      }
      const sending: Unsaved = { ...next, state: "sending" };
      this.#set(this.#entries.map((entry) => (entry === next ? sending : entry)));
      try {
        const saved = await this.#send(next.bid, next.edit);
        await this.#saved(saved);
        this.#at = saved.bid.saved_at ?? this.#at;
        this.#set(this.#entries.filter((entry) => entry !== sending));
      } catch (error) {
        this.#failed(sending, error);
      }
    }
  }

  #failed(sent: Unsaved, error: unknown): void {
    const typedAnew = this.#entries.some(
      (entry) => entry !== sent && entry.bid === sent.bid && entry.what === sent.what,
    );
    this.#set(
      typedAnew
        ? this.#entries.filter((entry) => entry !== sent)
        : this.#entries.map((entry) => (entry === sent ? { ...sent, state: "failed", error } : entry)),
    );
    if (!refusesValue(error) && this.#open) {
      this.#retry ??= setTimeout(() => {
        this.#retry = null;
        void this.#again();
      }, RETRY_AFTER);
    }
  }

  async #again(): Promise<void> {
    this.#set(
      this.#entries.map((entry) =>
        entry.state === "failed" && !refusesValue(entry.error) ? { ...entry, state: "waiting" } : entry,
      ),
    );
    await this.flush();
  }

  #set(entries: readonly Unsaved[]): void {
    this.#entries = entries;
    const failed = entries.some((entry) => entry.state === "failed");
    const going = entries.some((entry) => entry.state !== "failed" && entry.state !== "held");
    this.#view = { unsaved: entries, state: failed ? "failed" : going ? "saving" : "saved", at: this.#at };
    this.#watchers.forEach((watcher) => watcher());
  }
}
