import type * as T from "./types";

/** Decisions on the panels' lists, publicity, objections, the announcement; calendars. */
export interface ApprovalCalls {
  /** The book of decisions, and the lists that wait for one. */
  approvals(): Promise<T.ApprovalsView>;
  approval(no: string): Promise<T.ApprovalView>;
  /** Puts the lists of closed sessions of one batch before a meeting. */
  approvalOpen(sessions: readonly string[]): Promise<T.ApprovalView>;
  /** What a meeting decided; a further ruling takes the place of the one before. */
  approvalRule(no: string, form: T.RulingForm): Promise<T.ApprovalView>;
  approvalPost(no: string, form: T.PostingForm): Promise<T.ApprovalView>;
  /** Names the file that proves the posting in force, by its digest. */
  approvalProve(no: string, path: string): Promise<T.ApprovalView>;
  approvalTakeDown(no: string, on: string, reason: string): Promise<T.ApprovalView>;
  approvalAnnounce(no: string, form: T.AnnouncementForm): Promise<T.ApprovalView>;
  objectionTake(no: string, form: T.ObjectionForm): Promise<T.ApprovalView>;
  objectionStep(no: string, objection: string, step: T.ObjectionStep): Promise<T.ApprovalView>;
  /** A paper of a decision as it would be saved now: a PDF. */
  approvalPreview(no: string, paper: T.ApprovalPaper): Promise<ArrayBuffer>;
  approvalSave(no: string, paper: T.ApprovalPaper, path: string): Promise<T.SavedDocument>;
  /** The years that working days are counted by. */
  calendarYears(): Promise<T.CalendarYear[]>;
  /** Loads the arrangement of a year, with the number of the announcement. */
  calendarLoad(path: string, notice: string): Promise<T.CalendarYear[]>;
}
