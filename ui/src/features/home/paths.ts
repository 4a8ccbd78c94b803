import type { SessionCard, Stage, Waiting, WaitingFor } from "../../backend";
import { pathOf, type Page } from "../../frame/pages";

/** The page that ends a wait. */
const ENDS: Record<WaitingFor, Page> = {
  lists: "intake",
  setup: "setup",
  enrolment: "board",
  task: "board",
  scores: "board",
  recusal: "board",
  tally: "board",
  tie: "results",
  decision: "results",
  documents: "documents",
};

/** The page a meeting is worked on at its stage. */
const WORK: Record<Stage, Page> = {
  preparing: "setup",
  frozen: "board",
  scoring: "board",
  tallied: "results",
  closed: "documents",
};

/** A page of one meeting: `/meetings/2026-01/setup`. */
function ofMeeting(page: Page, no: string): string {
  return `${pathOf("meetings")}/${encodeURIComponent(no)}${pathOf(page)}`;
}

/** Where the wait is ended. `bids`: how many bids there are, which decides which list is missing. */
export function waitingPath({ what, session_no: no }: Waiting, bids: number): string {
  if (what === "lists") {
    return bids === 0 ? INTAKE.bids : INTAKE.experts;
  }
  return no === null ? pathOf(ENDS[what]) : ofMeeting(ENDS[what], no);
}

/** Where a meeting goes on. */
export function sessionPath({ no, stage }: SessionCard): string {
  return ofMeeting(WORK[stage], no);
}

export const NEW_MEETING = `${pathOf("meetings")}/new`;
export const INTAKE = { bids: `${pathOf("intake")}/bids`, experts: `${pathOf("intake")}/experts` };
