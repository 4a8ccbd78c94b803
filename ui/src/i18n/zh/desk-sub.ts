/** Scored parts at the desk. */
export const deskSub = {
  name: "{{name}}：{{part}}",
  lacks: "缺",
  open: "缺 {{n}} 个分项",
  each: "逐项填写 {{n}} 个分项，得分自动相加",
  soFar: "已填合计 {{sum}} 分，还缺 {{names}}",
  sum: "各分项之和 {{mark}} 分",
  range: "0–{{max}}，{{step}} 的倍数",
  key: { fill: "填分项", walk: "换分项、换指标", next: "下一分项" },
} as const;
