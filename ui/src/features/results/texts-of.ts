import type { Conclusion } from "../../backend";
import { revises } from "./draft";

/** The texts of each kind of session. */
const TEXTS = {
  bid: ["feasibility", "budget", "revise", "reason"],
  demand: ["value", "weakness", "revise", "reason"],
  project: ["feasibility", "budget", "weakness", "revise", "reason"],
} as const;
export type TextName = (typeof TEXTS)["bid" | "demand" | "project"][number];

/** The texts that are asked for: a revision only of what is to be revised. */
export function textsOf(of: keyof typeof TEXTS, conclusion: Conclusion | null): TextName[] {
  const texts: readonly TextName[] = TEXTS[of];
  return texts.filter((name) => name !== "revise" || of === "project" || revises(conclusion));
}
