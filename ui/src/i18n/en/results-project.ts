import type { Texts } from "../texts";
import type { resultsProject as zh } from "../zh/results-project";

export const resultsProject: Texts<typeof zh> = {
  reached: "What was reached",
  facts: "Facts and cause",
  money: "Use of money",
  problems: "Problems",
  follow: "To be put right, and what follows",
  conditions: "Conditions",
  hint: {
    question: "“{{question}}”: {{gave}} of {{answered}} answered {{answer}}",
    questions: "It follows from what most experts answered: {{questions}}.",
    few: "Nothing is suggested: some and not most answered so that it triggers; the panel talks first: {{questions}}.",
    leanings:
      "Of {{of}} sheets that count {{most}} lean to the conclusion that has most; more than half suggest it.",
  },
  reasonHint: "needed where it is not passed, closed, or departs from what the answers hint at",
  until: "Until when",
  extendTo: "Extended to",
  grounds: "Why it is not accepted (tick each)",
  ground: {
    unfinished: "main goals not reached, by fault",
    untrue: "papers or data found untrue",
    changed: "indicators, units or people changed without approval",
    money: "money used against the rules, or findings of the audit not put right",
    overdue: "acceptance not asked for in time",
    ownership: "grave dispute over ownership",
    other: "other (say it in the reason)",
  },
  responsible: "Who is responsible",
  party: { sponsor: "the sponsor", solver: "the solver", both: "both" },
  third_party: "Third party commissioned",
  proof: "Document that proves it",
  follows: "stopped {{stop}}, recovered {{recover}} (万元)",
};
