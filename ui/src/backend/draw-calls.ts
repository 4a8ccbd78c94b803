import type * as T from "./types";

/** Drawing experts from the register. */
export interface DrawCalls {
  /** Whom a plan would draw from; nothing is recorded. */
  drawPool(no: string, plan: T.DrawForm): Promise<T.DrawPool>;
  /** Fixes pool and seed and shows their commitment. */
  drawPrepare(no: string, plan: T.DrawForm, reason: string | null): Promise<T.SetupView>;
  /** Draws with the words that were said. */
  drawDo(no: string, words: string, saidBy: string | null, witnesses: string | null): Promise<T.SetupView>;
  /** Gives a prepared draw up. */
  drawSetAside(no: string, reason: string): Promise<T.SetupView>;
  /** Calls the next alternate in a member's place. */
  drawCall(no: string, expert: string, cause: T.DrawCause, reason: string): Promise<T.SetupView>;
  /** Writes the record of a draw; gives where it lies. */
  drawWrite(no: string, draw: number, path: string): Promise<string>;
}
