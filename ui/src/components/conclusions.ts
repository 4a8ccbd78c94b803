import type { Conclusion, SessionKind } from "../backend";

/** The words of each kind of session, in the order of their keys and of the sheet. */
export const CONCLUSIONS: Readonly<Record<SessionKind, readonly Conclusion[]>> = {
  bid: ["approve", "approve_after_revision", "reject"],
  demand: ["list", "list_after_revision", "defer"],
  milestone: ["milestone_pass", "rectify", "milestone_fail"],
  acceptance: ["acceptance_pass", "close", "acceptance_fail"],
  termination: ["extend", "terminate_objective", "terminate_fault", "recover_all"],
};

/** Whether a session judges projects: its scores advise and rank nothing. */
export function ofProjects(kind: SessionKind): boolean {
  return kind === "milestone" || kind === "acceptance" || kind === "termination";
}

/** What a question of a sheet is called there, on the desk and in the minutes: of a project it is checked, elsewhere it vetoes. */
export function askWord(kind: SessionKind): "unscored.ask.check" | "unscored.ask.veto" {
  return ofProjects(kind) ? "unscored.ask.check" : "unscored.ask.veto";
}
