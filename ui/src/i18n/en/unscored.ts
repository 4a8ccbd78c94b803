import type { Texts } from "../texts";
import type { unscored as zh } from "../zh/unscored";

/** What is said of projects, whose scores advise and rank nothing, and where a sheet has questions and no points at all. */
export const unscored: Texts<typeof zh> = {
  /** What a question of a sheet is called: as the sheets and the minutes have it. */
  ask: { veto: "Veto questions", check: "Check questions" },
  settles: "This answer is for the panel to confirm: {{effect}}. Say on what ground.",
  lockFinal: {
    advises:
      "The lock signs everything with the key of this laptop; scores and opinions cannot be changed after it.",
    unscored:
      "The lock signs everything with the key of this laptop; answers and opinions cannot be changed after it.",
  },
  abstainMeans:
    "Nothing is answered: it counts as missing. The reason is printed in the minutes; what was typed stays on this laptop.",
  lockAbstained: "Abstained, {{count}}: no answer, and the reason is printed in the minutes",
  nothingMissing: "All answered",
  freezeHint:
    "Once frozen, policy, questions, panel and projects change by a formal amendment only, with a reason and the chair's assent; the digest is printed on every paper.",
  finalSheet: { advises: "the score sheet and its points", unscored: "the questions of the sheet" },
  rule: "The questions are complete",
  figure: "{{count}} questions",
  boardReady:
    "All {{count}} experts have locked or are excused. What they filled in is shown after the tally, and no pack is taken in any more.",
  boardTallied: "What the experts filled in is locked and tallied",
  closes: {
    advises:
      "Saving all papers closes this meeting: scores and conclusions can no longer be changed. Make sure that the last checks are done.",
    unscored:
      "Saving all papers closes this meeting: answers and conclusions can no longer be changed. Make sure that the last checks are done.",
  },
};
