/** How the amount follows from the budget lines. */
export const deskChain = {
  rd: "R&D total after the cuts",
  cap: "Cap of the fiscal funds",
  indirect: "Cap of the indirect costs (fiscal {{amount}})",
  within: "within",
  over: "over it",
  fiscal: "Fiscal sum of the lines",
  award: "Amount that follows",
  name: "How the amount follows",
  apart: "Sums do not count lines that are not whole: {{lines}}",
  result: "Amount for this bid",
  open: "The amount stands here once every subject is filled",
  capped: "cut to the cap",
  free: "under the cap",
} as const;
