/** Where nothing is scored: experts answer questions. */
export const setupUnscored = {
  left: "Experts who answer",
  leftCell: "No. {{position}} is answered by {{count}} experts",
  nobody: "nobody",
  legend: "nobody answers",
  now: "No. {{position}} is answered by {{count}} experts now.",
  only: "No. {{position}}, less the recused, is answered by {{count}} experts; the task pack holds only the number of this item.",
  after: "Recused, {{count}} are left; the task pack then holds only the number of this item.",
} as const;
