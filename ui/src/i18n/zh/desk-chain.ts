/** How the amount follows from the budget lines. */
export const deskChain = {
  rd: "核减后研发投入总额",
  cap: "财政资金上限",
  indirect: "间接费用上限（财政 {{amount}}）",
  within: "未超",
  over: "超上限",
  fiscal: "各科目财政合计",
  award: "建议财政额",
  name: "财政额怎样得出",
  apart: "未计入未填完的行：{{lines}}",
  result: "本项建议财政额",
  open: "各科目填齐后，这里显示建议财政额",
  capped: "按上限核定",
  free: "未超上限",
} as const;
