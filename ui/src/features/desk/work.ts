import type { DeskBid, DeskEdit, DeskView, Problem } from "../../backend";
import { ofProjects } from "../../components/conclusions";
import type { Unsaved } from "./save-queue";

/** Texts and amounts are saved once the typing rests for so many milliseconds; everything else at once. */
export const REST = 400;

/** Where the keyboard stands first in the criterion that is open: its bands, or its first open part. */
export const FIRST_STOP = ".dk-bands, [data-part-stop]";

export type Tab = "score" | "budget" | "opinion";

/** What the sheet of one bid works on. */
export interface Work {
  view: DeskView;
  /** The bid with what was typed over what was saved. */
  bid: DeskBid;
  unsaved: readonly Unsaved[];
  /** Read only: locked, or another bid is still being read. */
  frozen: boolean;
  put: (edit: DeskEdit, rest?: number, held?: boolean) => void;
  flush: () => void;
  /** Sends what waits; whether that edit, such as `mark/fit`, is in the vault then. */
  settle: (what: string) => Promise<boolean>;
  /** Shows the page of the paper that speaks most of some words; nothing while no paper is shown. */
  seek: Seek;
}

/** Between the sheet, which knows what one judges, and the reader, which knows its pages. */
export interface Seek {
  to: (words: string) => void;
  /** The reader takes the words while it shows a paper, until what it gets here is called. */
  served: (by: (words: string) => void) => () => void;
}

/** Nobody serves it yet. */
export function makeSeek(): Seek {
  let reader: ((words: string) => void) | null = null;
  return {
    to: (words) => reader?.(words),
    served: (by) => {
      reader = by;
      return () => {
        reader = reader === by ? null : reader;
      };
    },
  };
}

/** What a finding of the desk is about: its bid, and the criterion's id or the line's name. */
export function spotOf(problem: Problem): { bid: string; what: string } | null {
  const found = /^bid\/(.+)\/([^/]+)$/.exec(problem.place ?? "");
  return found === null ? null : { bid: found[1] ?? "", what: found[2] ?? "" };
}

const SUBJECTS = ["设备费", "业务费", "劳务费", "间接费用"];

/** The tab on which a finding's place lies: a line of the budget, or anything of the score sheet. */
export function tabOf(what: string): Tab {
  return SUBJECTS.includes(what) ? "budget" : "score";
}

/** What was typed with a Chinese input method at full width, as plain digits. */
export function plain(text: string): string {
  return text.normalize("NFKC").replaceAll("。", ".").trim();
}

/** A button that leaves the keyboard where it is: the keys of the sheet go on working after a click. */
export const keepsFocus = {
  tabIndex: -1,
  onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault(),
};

/** Whether this expert answers questions on a project and gives no points. */
export function answersOnly({ kind, criteria }: Pick<DeskView, "kind" | "criteria">): boolean {
  return ofProjects(kind) && criteria.length === 0;
}
