/** What is due or late over the whole chain. */
export const due = {
  title: "到期与逾期",
  what: "到期事项",
  facts: "今天 {{today}} · {{late}} 项逾期 · {{soon}} 项 7 天内到期",
  table: "到期与逾期",
  emptyTitle: "没有到期事项",
  emptyHint: "公示、下达、签订任务书、节点、整改、拨付、验收、延期和退款的期限，到时候都列在这里。",
  group: { late: "逾期", soon: "7 天内", later: "以后", open: "没有固定日期" },
  matter: "事项",
  day: "日期",
  who: "谁办理",
  of: "对象",
  article: "条款",
  open: "打开选中的事项",
  since: "自 {{day}} 起可以办理",
  lateBy: "逾期 {{days}} 天",
  part: "（第 {{n}} 节点）",
} as const;
