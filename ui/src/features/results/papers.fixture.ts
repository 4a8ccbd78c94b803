import type { ClosingSentence, DocumentsView, Problem, SessionCard } from "../../backend";

/** The papers of a session, with what closing it would leave blank. */
export const papersOf = (session: SessionCard, notes: Problem[] = []): Promise<DocumentsView> =>
  Promise.resolve({ session, documents: [], scored: true, blocked: [], notes });

/** What a panel may take as its closing sentence. */
export const CLOSING: ClosingSentence[] = [
  { conclusion: "approve", text: "专家组认为该方案目标明确、路线可行、预算合理。" },
  { conclusion: "reject", text: "专家组认为该方案尚不具备实施条件。" },
];
