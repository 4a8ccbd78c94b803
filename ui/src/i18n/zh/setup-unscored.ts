/** Where nothing is scored: experts answer questions. */
export const setupUnscored = {
  left: "可以答复的专家",
  leftCell: "第 {{position}} 项有 {{count}} 位专家答复",
  nobody: "没有专家",
  legend: "没有专家答复",
  now: "第 {{position}} 项现有 {{count}} 位专家答复。",
  only: "第 {{position}} 项已扣除回避，余 {{count}} 位专家答复；其任务包只有本项编号，没有材料和金额。",
  after: "回避后余 {{count}} 位；其任务包只有本项编号，没有材料和金额。",
} as const;
