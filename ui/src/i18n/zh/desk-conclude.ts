/** What an expert leans to. */
export const deskConclude = {
  approve: "同意",
  approve_after_revision: "修改后同意",
  reject: "不同意",
  list: "建议入榜",
  list_after_revision: "完善后入榜",
  defer: "暂不入榜",
  milestone_pass: "通过",
  rectify: "限期整改",
  milestone_fail: "不通过",
  acceptance_pass: "通过",
  close: "结题",
  acceptance_fail: "未通过",
  extend: "延期实施",
  terminate_objective: "客观原因终止",
  terminate_fault: "主观原因终止",
  recover_all: "弄虚作假追回全部",
} as const;
