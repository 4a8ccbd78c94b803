import type * as T from "./types";

/** 共用一机: one laptop that is passed round. */
export interface SharedCalls {
  /** The panel and the shared laptop, for the board. */
  shared(no: string): Promise<T.SharedView>;
  /** Passes the laptop round: nothing of the office can be reached from then on without its passphrase. */
  sharedBegin(no: string): Promise<T.TurnView>;
  /** Deletes the desks of an archived meeting from this machine. */
  sharedClear(no: string): Promise<T.SharedView>;
  /** Whose turn it may be; nothing while the laptop is not passed round. */
  sharedTurn(): Promise<T.TurnView | null>;
  /** Makes the desk of a member under a code typed twice; `signsIn`: the member signs in by it. */
  sharedCode(expert: string, code: string, again: string, signsIn: boolean): Promise<T.TurnView>;
  sharedOpen(expert: string, code: string): Promise<T.TurnOpened>;
  /** Locks the desk that is open; what it signed is handed over. */
  sharedBack(): Promise<T.TurnView>;
  /** Back to the office by its own passphrase. */
  sharedEnd(passphrase: string): Promise<T.HomeFacts>;
}
