import type { ForkWord } from "./fork-word";
import type { PanelCalls } from "./panel-calls";
import type * as T from "./types";

/** What came from whom, what people settle about it, and the end of a session. */
export interface LedgerCalls {
  ledger(no: string): Promise<T.LedgerView>;
  packUndo(no: string, digest: string, reason: string): Promise<T.LedgerView>;
  forkSettle(no: string, word: ForkWord): Promise<T.LedgerView>;
  laptopRevoke(no: string, device: string, by: string, reason: string): Promise<T.LedgerView>;
  /** The own result beside those of panels in parallel rooms. */
  rooms(no: string): Promise<T.RoomsView>;
  /** Looks at another panel's archive: computed anew, and nothing taken in. */
  roomLook(no: string, files: T.RoomFiles, passphrase: string): Promise<T.RoomLook>;
  roomTake(no: string, files: T.RoomFiles, passphrase: string, confirmed: T.RoomConfirmed): Promise<void>;
  roomTakeBack(no: string, archive: string, reason: string): Promise<void>;
  /** Writes an archive and, apart from it, its key under the passphrase. */
  archiveWrite(
    no: string,
    path: string,
    keyPath: string,
    passphrase: string,
    supervisors: string[],
  ): Promise<T.ArchiveMade>;
  resultsWrite(no: string, folder: string): Promise<T.TaskMade[]>;
  receiptTake(no: string, path: string, out: string, by: string): Promise<T.ReceiptTaken>;
}

/** Results and papers. */
export interface ResultCalls extends PanelCalls {
  results(no: string, whatIf: T.WhatIf): Promise<T.ResultsView>;
  explain(no: string, bid: string): Promise<T.ExplainView>;
  /** What the scores say about the panel; the score line that is tried, or nothing. */
  insight(no: string, cutoff: string | null): Promise<T.InsightView>;
  /** The versions of an expert's sheet, once the scores were taken together. */
  sheetVersions(no: string, bid: string, expert: string): Promise<T.SheetVersions>;
  /** What an expert on paper says of a deviating score: it stands, with the reason; or it is to be changed. */
  deviationOnPaper(
    no: string,
    expert: string,
    bid: string,
    criterion: string | null,
    stands: boolean,
    reason: string,
  ): Promise<void>;
  /** Asks every expert with deviating scores for a word: a pack each, into a folder. */
  deviationsAsk(no: string, folder: string): Promise<T.TaskMade[]>;
  tieSettle(no: string, tie: T.TieForm): Promise<void>;
  decide(no: string, decisions: T.DecisionView[]): Promise<void>;
  documents(no: string): Promise<T.DocumentsView>;
  /** A PDF, made but not saved. */
  documentPreview(no: string, id: string): Promise<ArrayBuffer>;
  documentSave(no: string, id: string, path: string): Promise<T.SavedDocument>;
  /** All papers into a folder, which closes the session. */
  documentsSave(no: string, folder: string): Promise<T.SavedDocument[]>;
}
