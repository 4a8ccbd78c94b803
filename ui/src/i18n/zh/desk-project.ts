/** Words on a project. */
export const deskProject = {
  title: "项目情况",
  now: "本次考核的节点",
  milestone: "第 {{n}} 节点　{{task}}（{{due}}）",
  indicators: "节点指标",
  proposed: "终止建议",
  money: "财政资金",
  sums: "批准 {{approved}}，已拨 {{paid}}，已支出 {{spent}}",
  spentBy: "分科目支出（财政 / 自筹，万元）",
  spentOne: "{{subject}} {{fiscal}} / {{own}}",
  milestones: "任务书约定的节点",
  people: "人员",
  term: "实施期",
  contract: "任务书编号",
  reports: "提交的资料",
  report: {
    progress: "进展情况报告（验收报告）",
    evidence: "印证资料",
    audit: "专项审计报告",
    ledger: "专账和支出凭证复印件",
  },
} as const;
