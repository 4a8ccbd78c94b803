import type * as T from "./types";

/** Fees of experts, and papers that stand in no meeting's set. */
export interface FeeCalls {
  /** What the office pays from now on. */
  feeRules(): Promise<T.FeeRulesView>;
  feeRulesSet(form: T.FeeRulesForm): Promise<T.FeeRulesView>;
  fees(no: string): Promise<T.FeesView>;
  /** What it comes to as it is typed; nothing is kept. */
  feesCheck(no: string, form: T.FeesForm): Promise<T.FeesView>;
  feesSave(no: string, form: T.FeesForm): Promise<T.FeesView>;
  feesPurge(no: string, reason: string): Promise<T.FeesView>;
  /** The sheet with masked numbers: a PDF. */
  feeSheetPreview(no: string): Promise<ArrayBuffer>;
  /** With full numbers for a purpose, which the journal keeps; with masked ones without. */
  feeSheetSave(no: string, purpose: string | null, path: string): Promise<T.SavedDocument>;
  /** 形式审查表 of a bid: a PDF. */
  formalCheckPreview(batch: string, no: string): Promise<ArrayBuffer>;
  formalCheckSave(batch: string, no: string, path: string): Promise<T.SavedDocument>;
  /** Those of all bids of a batch, into a folder. */
  formalChecksSave(batch: string, folder: string): Promise<T.SavedDocument[]>;
}
