/** Signed sheets that go back to their experts. */
export const boardReturn = {
  title: "退回重评",
  hint: "已锁定的评分表只能这样退回：写明原因，经组长同意。退回后重新发任务包，专家只能改这一项，原评分表留存。",
  open: "退回一份评分表",
  expert: "专家",
  bid: "项目",
  needWhich: "先选专家和项目",
  do: "退回",
  work: "没有办完的退回",
  line: "第 {{position}} 项，{{at}}退回（{{chair}}同意）：{{reason}}",
  waits: "等{{name}}的新评分表：重新发任务包，收回评分包后才能汇总。",
  came: "新的评分表已收到，计入。",
  ended: "已撤销，原评分有效：{{reason}}",
  end: "撤销退回",
  endWhy: "撤销的理由",
  endDo: "撤销，原评分有效",
} as const;
