import type * as T from "./types";

/** Scores from paper, typed by two people. */
export interface PaperCalls {
  paperView(no: string): Promise<T.PaperView>;
  /** The sheet that bears a code. */
  paperFind(no: string, code: string): Promise<T.PaperForm>;
  paperForm(no: string, expert: string, bid: string): Promise<T.PaperForm>;
  /** Begins the first entry, or the second by another person. */
  paperStart(
    no: string,
    expert: string,
    bid: string,
    by: string,
    reason: string | null,
  ): Promise<T.PaperForm>;
  /** Saves what was typed in a field, as it was typed. */
  paperType(no: string, expert: string, bid: string, field: string, text: string): Promise<void>;
  /** Says that the entry is whole. */
  paperDone(no: string, expert: string, bid: string): Promise<T.PaperForm>;
  /** Says what the paper says where the entries differ, and who looked. */
  paperLook(
    no: string,
    expert: string,
    bid: string,
    field: string,
    text: string,
    by: string,
  ): Promise<T.PaperForm>;
  paperDiscard(no: string, expert: string, bid: string, reason: string): Promise<void>;
  /** Lets it count; `scan` is the path of a picture of the sheet. */
  paperCount(no: string, expert: string, bid: string, scan: string | null): Promise<void>;
  /** Says that all sheets of an expert are in; `missing` are numbers of items with the reasons why not. */
  paperClose(no: string, expert: string, missing: [string, string][]): Promise<void>;
  /** Decides which counts of a sheet from a laptop and one from paper. */
  paperSettle(no: string, expert: string, bid: string, paper: boolean, reason: string): Promise<void>;
}
