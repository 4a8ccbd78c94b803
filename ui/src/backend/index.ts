import { createContext, useContext } from "react";

import type { AmendCalls } from "./amend-calls";
import type { DeskCalls } from "./desk-calls";
import type { LedgerCalls, ResultCalls } from "./result-calls";
import type { DrawCalls } from "./draw-calls";
import type { ApprovalCalls } from "./approval-calls";
import type { ChainCalls } from "./chain-calls";
import type { FeeCalls } from "./fee-calls";
import type { ProjectCalls } from "./project-calls";
import type { OverviewCalls } from "./overview-calls";
import type { PaperCalls } from "./paper-calls";
import type { SharedCalls } from "./shared-calls";
import type { StickCalls } from "./stick-calls";
import type * as T from "./types";

export type { DeskCalls } from "./desk-calls";
export type { LedgerCalls, ResultCalls } from "./result-calls";
export type * from "./types";
export type { ForkWord } from "./fork-word";
export { problemOf, problemsOf, Refused } from "./refused";

/** Dialogs of the system. Every one of them has a typed path beside it. Nothing when it was closed. */
export interface Dialogs {
  chooseFolder(): Promise<string | null>;
  chooseFile(extensions: string[]): Promise<string | null>;
  chooseSave(name: string): Promise<string | null>;
  /** Tells the path of each file that is dropped on the window, until the answer is called. */
  onDropped(dropped: (path: string) => void): Promise<() => void>;
  /** While this is heeded the window does not close by itself: `asked` is told instead. Gives what ends it. */
  onCloseAsked(asked: () => void): Promise<() => void>;
  /** Tells when the system is about to sleep, until the answer is called. */
  onSleep(asleep: () => void): Promise<() => void>;
  /** Closes the window, whoever heeds it. */
  closeWindow(): Promise<void>;
  /** The pack that was opened from the file manager, once. */
  openedPack(): Promise<string | null>;
}

/** The vault itself, in either role. */
export interface VaultCalls {
  facts(): Promise<T.AppFacts>;
  peek(folder: string): Promise<T.VaultCard>;
  /** Folders of the vaults that were open on this machine, the latest first. */
  recent(): Promise<string[]>;
  create(folder: string, role: T.Role, owner: string, passphrase: string): Promise<T.HomeFacts>;
  open(folder: string, passphrase: string): Promise<T.HomeFacts>;
  home(): Promise<T.HomeFacts>;
  lock(): Promise<void>;
  /** Refused unless the passphrase is that of whoever has the vault open. */
  prove(passphrase: string): Promise<void>;
  /** Bytes of an attached paper. */
  paper(id: string): Promise<ArrayBuffer>;
  /** How far the long work is that runs now; nothing when none does. */
  progress(): Promise<T.Progress | null>;
  /** Asks the long work to stop; what is done in one step is done or not. */
  stop(): Promise<void>;
  /** Newest first, older than `before` (exclusive) or from the end. */
  journal(before: number | null, count: number): Promise<T.JournalPage>;
  journalCheck(): Promise<T.JournalCheck>;
  verifyFiles(paths: string[]): Promise<T.FileCheck[]>;
  /** Checks a file anew and holds groups that a person read from its paper against it. */
  verifyPaper(path: string, number: T.PrintedNumber, groups: T.TypedGroup[]): Promise<T.FileCheck>;
  /** Writes the whole journal as a workbook and gives its digest. */
  journalExport(path: string): Promise<string>;
}

/** Who can open a vault, its backups, and going back to one. */
export interface SafeCalls extends StickCalls {
  keys(): Promise<T.KeysView>;
  userAdd(name: string, supervisor: boolean, passphrase: string): Promise<T.KeysView>;
  userRemove(slot: number, reason: string): Promise<T.KeysView>;
  /** Of the key that is open. */
  passphraseChange(old: string, fresh: string): Promise<void>;
  /** Writes a sheet with a new recovery code; the one before opens nothing any more. */
  recoveryWrite(path: string): Promise<T.RecoverySheetMade>;
  /** Writes the whole vault to a new folder under a new key. */
  vaultExport(folder: string, passphrase: string): Promise<string>;
  backups(): Promise<T.BackupsView>;
  backupNow(): Promise<T.BackupsView>;
  /** Writes a backup into a folder, such as a stick, reads it again, and gives its place. */
  backupTo(folder: string): Promise<string>;
  /** What going back would lose. */
  restoreView(name: string): Promise<T.RestoreView>;
  restore(name: string, word: T.RestoreWord): Promise<T.HomeFacts>;
  /** Looks through a vault that may be damaged, without opening it. */
  examine(folder: string, passphrase: string): Promise<T.ExaminationView>;
  openReading(folder: string, passphrase: string): Promise<T.HomeFacts>;
  restoreClosedView(folder: string, name: string, passphrase: string): Promise<T.RestoreView>;
  restoreClosed(folder: string, name: string, passphrase: string, word: T.RestoreWord): Promise<T.HomeFacts>;
}

/** Lists and papers of the secretariat. */
export interface IntakeCalls {
  officeHome(): Promise<T.OfficeHome>;
  bids(batch: string): Promise<T.BidLine[]>;
  experts(): Promise<T.ExpertLine[]>;
  paperAttach(batch: string, bidNo: string, kind: T.PaperKind, path: string): Promise<T.PaperCard>;
  paperRemove(batch: string, bidNo: string, id: string): Promise<void>;
  intakeOpen(path: string): Promise<T.IntakeView>;
  /** Rows `from`… of the sheet as it looks; rows without a cell are left out. */
  intakeRows(sheet: string, from: number, count: number): Promise<T.SheetRow[]>;
  intakeCorrect(sheet: string, cell: string, text: string): Promise<T.IntakeView>;
  intakeDrop(sheet: string, row: number, reason: string): Promise<T.IntakeView>;
  intakeKeep(sheet: string, row: number): Promise<T.IntakeView>;
  /** Matches a column by hand; nothing leaves it out. */
  intakeMap(sheet: string, letters: string, field: string | null): Promise<T.IntakeView>;
  /** Says into which batch bids go: findings then say which of them are in the vault already. */
  intakeBatch(batch: string): Promise<T.IntakeView>;
  /** Lets a row take the place of what is in the vault, or not. */
  intakeAmend(sheet: string, row: number, replace: boolean): Promise<T.IntakeView>;
  /** Lets every row that is in the vault already replace what is there, or none. */
  intakeAmendAll(replace: boolean): Promise<T.IntakeView>;
  /** Says what the table that begins at an address lists. */
  intakeTakeAs(sheet: string, at: string, kind: T.TableKind): Promise<T.IntakeView>;
  /** Says the unit of all amounts of a sheet that have none. */
  intakeUnit(sheet: string, unit: T.AmountUnit): Promise<T.IntakeView>;
  /** Forgets the columns that were remembered under a fingerprint. */
  intakeForget(fingerprint: string): Promise<T.IntakeView>;
  /** Writes the sender's workbook with notes, or a table of findings. */
  intakeSendBack(path: string): Promise<T.SentBackView>;
  intakeUndo(): Promise<T.IntakeView>;
  /** `collected`: when and from whom the demands of the file came. */
  intakeImport(
    batch: string,
    collected: T.CollectedView | null,
    remember: string | null,
  ): Promise<T.ImportDone>;
  intakeClose(): Promise<void>;
}

/** Demands, their selection and the challenge list. */
export interface DemandCalls {
  demands(): Promise<T.DemandsView>;
  demand(no: string): Promise<T.DemandView>;
  demandSave(form: T.DemandForm, isNew: boolean): Promise<T.DemandView>;
  demandNote(no: string, note: T.NoteView): Promise<T.DemandView>;
  /** All of them or none. */
  demandMove(numbers: string[], act: T.DemandAct, reason: string): Promise<void>;
  importUndo(id: string): Promise<void>;
  selection(): Promise<T.SelectionView>;
  reviewOpen(form: T.ReviewForm): Promise<void>;
  demandConclude(no: string, word: T.DemandWord): Promise<void>;
  demandRevised(no: string, made: T.DatedNote): Promise<void>;
  /** Nothing takes the mark away. */
  demandProvincial(numbers: string[], reported: T.DatedNote | null): Promise<void>;
  lists(): Promise<T.ListsView>;
  batchMake(form: T.BatchForm): Promise<void>;
  /** Makes the list these demands, in this order. */
  batchList(name: string, demands: string[]): Promise<void>;
  batchNumber(name: string, prefix: string): Promise<void>;
  challengeNumber(name: string, demand: string, number: string): Promise<void>;
  batchCorrect(name: string, which: T.Deciding, form: T.ListDecisionForm, reason: string): Promise<void>;
  batchDecide(name: string, which: T.Deciding, form: T.ListDecisionForm): Promise<void>;
  batchPublish(name: string, form: T.PublicationForm): Promise<void>;
  /** A PDF, made but not saved. */
  listPreview(name: string, paper: T.ListPaper): Promise<ArrayBuffer>;
  listSave(name: string, paper: T.ListPaper, path: string): Promise<T.SavedDocument>;
}

/** The office's books: records of bids, registers, papers in folders, plain workbooks, what may be there twice. */
export interface BookCalls {
  bid(batch: string, no: string): Promise<T.BidView>;
  /** What the rules say of a bid as it is typed; nothing is kept. */
  bidCheck(batch: string, no: string, form: T.BidForm): Promise<T.BidChecked>;
  bidSave(batch: string, no: string, form: T.BidForm, reason: string): Promise<T.BidView>;
  raceSet(batch: string, challengeNo: string, race: T.RaceView): Promise<void>;
  youthSet(rule: T.YouthRuleView): Promise<void>;
  units(): Promise<T.UnitsView>;
  unitSave(unit: T.UnitForm): Promise<T.UnitsView>;
  unitMerge(kept: string, gone: string, reason: string): Promise<T.UnitsView>;
  unitUnmerge(no: string): Promise<T.UnitsView>;
  unitsImport(path: string): Promise<T.ListTaken>;
  expert(no: string): Promise<T.ExpertView>;
  expertSave(expert: T.ExpertForm, isNew: boolean): Promise<T.ExpertView>;
  identitySet(no: string, identity: T.IdentityForm): Promise<T.ExpertView>;
  /** Numbers in full, for a purpose that the journal keeps. */
  identityShow(no: string, purpose: string): Promise<T.IdentityForm>;
  /** One expert's numbers, or everybody's. */
  identityPurge(no: string | null, reason: string): Promise<T.IdentityCount>;
  identityCount(): Promise<T.IdentityCount>;
  papersLook(batch: string, folder: string): Promise<T.FolderPaper[]>;
  papersAttach(batch: string, choices: T.PaperChoice[]): Promise<T.PaperAttached[]>;
  bookExport(book: T.Book, batch: string | null, path: string): Promise<T.Exported>;
  twice(batch: string): Promise<T.TwiceView>;
  twicePassages(newer: string, older: string): Promise<T.SideBySide>;
  twiceDecide(newer: string, older: string, word: T.TwiceWord, reason: string): Promise<void>;
  /** What the file on its way in has that the vault has already. */
  twiceIncoming(): Promise<T.IncomingView>;
  supportedImport(path: string): Promise<T.ListTaken>;
}

/** Setting a session up and holding it. */
export interface SessionCalls
  extends AmendCalls, ApprovalCalls, ChainCalls, DrawCalls, OverviewCalls, PaperCalls, ProjectCalls {
  sessionOpen(draft: T.SessionDraft): Promise<T.SessionCard>;
  setup(no: string): Promise<T.SetupView>;
  setupBids(no: string, bids: string[]): Promise<T.SetupView>;
  /** Also proposes recusals from unit names. */
  setupPanel(no: string, experts: string[]): Promise<T.SetupView>;
  recusalDeclare(
    no: string,
    expert: string,
    bid: string,
    ground: T.Ground,
    raisedBy: T.RaisedBy,
    evidence: string,
  ): Promise<T.SetupView>;
  recusalDecide(
    no: string,
    expert: string,
    bid: string,
    recused: boolean,
    by: string,
    reason: string,
    witness: string | null,
  ): Promise<T.SetupView>;
  factsSet(no: string, facts: T.FactsView): Promise<void>;
  hearingSet(no: string, hearing: T.HearingView): Promise<void>;
  /** Records what was seen at a gate; gates between are left out with the reason in `skipping`. */
  gateRecord(no: string, form: T.GateForm, skipping: string | null): Promise<void>;
  /** Leaves a gate out, with a reason that is printed. */
  gateLeaveOut(no: string, gate: T.GateName, reason: string): Promise<void>;
  /** Back to a gate with the chair's assent; to the scoring it is opened again after the tally. */
  gateBack(no: string, gate: T.GateName, reason: string, chair: string): Promise<void>;
  sm3Set(no: string, printed: boolean): Promise<T.SetupView>;
  /** The score sheet as it is edited, whole or not. */
  sheetEdit(no: string): Promise<T.SheetEdit>;
  sheetSave(no: string, form: T.SheetForm): Promise<T.SheetEdit>;
  /** Back to the shipped sheet of the kind. */
  sheetReset(no: string): Promise<T.SheetEdit>;
  /** Takes a sheet that the office keeps, or keeps this one under a name. */
  sheetTake(no: string, name: string): Promise<T.SheetEdit>;
  sheetKeep(no: string, name: string): Promise<T.SheetEdit>;
  /** Reads criteria from a workbook. */
  sheetImport(no: string, path: string): Promise<T.SheetEdit>;
  methodSet(no: string, form: T.MethodForm): Promise<T.SetupView>;
  rulesFreeze(no: string, reason: string | null): Promise<T.SetupView>;
  board(no: string): Promise<T.BoardView>;
  /** Writes the meeting card and gives this laptop's 24 digits. */
  cardWrite(no: string, path: string): Promise<string>;
  requestRead(no: string, path: string): Promise<T.RequestRead>;
  enrol(no: string, expert: string, path: string, typed: string, comparedBy: string): Promise<void>;
  tasksWrite(no: string, experts: string[], folder: string): Promise<T.TaskMade[]>;
  packLook(no: string, path: string): Promise<T.StagedPack>;
  /** Looks at every pack in a folder, such as a stick. */
  packsLook(no: string, folder: string): Promise<T.StagedPack[]>;
  packTake(no: string, path: string): Promise<T.PackTaken>;
  /** Passes over a missing sheet, or missing records when `bid` is null, with a reason. */
  passOver(no: string, expert: string, bid: string | null, reason: string): Promise<void>;
  /** Gives a bid back to be scored on a laptop that locked: with a reason and the chair's assent. */
  giveBack(no: string, expert: string, bid: string, reason: string, chair: string): Promise<void>;
  /** Returns a signed sheet to its expert: with a reason and the chair's assent. */
  sheetReturn(no: string, expert: string, bid: string, reason: string, chair: string): Promise<void>;
  /** Ends a return without a new sheet: the signed one stands. */
  sheetReturnEnd(no: string, expert: string, bid: string, reason: string): Promise<void>;
  excuse(no: string, expert: string, reason: string): Promise<void>;
  tally(no: string): Promise<void>;
}

/** What the window can ask of the program. Every call may reject with a `Refused`. */
export type Backend = Dialogs &
  VaultCalls &
  SafeCalls &
  IntakeCalls &
  BookCalls &
  FeeCalls &
  DemandCalls &
  SessionCalls &
  SharedCalls &
  LedgerCalls &
  ResultCalls &
  DeskCalls;

const BackendContext = createContext<Backend | null>(null);
export const BackendProvider = BackendContext.Provider;

/** The backend of this window. */
export function useBackend(): Backend {
  const backend = useContext(BackendContext);
  if (backend === null) {
    throw new Error("no backend");
  }
  return backend;
}
