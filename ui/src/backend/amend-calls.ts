import type * as T from "./types";

/** Rules that are amended after the freeze. */
export interface AmendCalls {
  /** Records what went wrong at a meeting, and what was done. */
  incidentRecord(no: string, form: T.IncidentForm): Promise<void>;
  /** Withdraws what was recorded wrongly; it stays readable with the reason. */
  incidentWithdraw(no: string, number: number, reason: string): Promise<void>;
  /** What an amendment would do, and whom it touches; nothing is recorded. */
  amendPreview(no: string, form: T.AmendForm): Promise<T.AmendPreview>;
  /** The draft of another sheet and another method; the rules in force while nothing was drafted. */
  amendDraft(no: string): Promise<T.AmendDraftView>;
  /** Keeps a draft as it was typed, whole or not; the rules are as they were. */
  amendDraftSave(no: string, form: T.AmendDraftForm): Promise<T.AmendDraftView>;
  /** Drops a draft. */
  amendDraftDrop(no: string): Promise<T.AmendDraftView>;
  /** Amends the frozen rules: the next version, signed. */
  rulesAmend(no: string, form: T.AmendForm): Promise<T.SetupView>;
  /** Enters a bid by hand into the batch of a meeting. */
  bidAdd(no: string, bid: T.BidByHand): Promise<T.SetupView>;
}
