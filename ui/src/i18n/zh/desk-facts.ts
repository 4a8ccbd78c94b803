/** What a bid says of itself, at the desk. */
export const deskFacts = {
  field: "领域",
  sponsor: "出题",
  solver: "揭榜",
  participants: "参与",
  chief: "总师",
  asked: "申请",
  rd: "研发投入",
  askedLong: "申请财政",
  rdLong: "研发投入总额",
} as const;
