/** What an edit at the desk is, in words. */
export const deskEdit = {
  mark: "第 {{position}} 项「{{name}}」的 {{mark}} 分",
  markBack: "第 {{position}} 项「{{name}}」收回的分",
  line: "第 {{position}} 项的预算",
  vote: "第 {{position}} 项的结论",
  comment: "第 {{position}} 项的意见",
  note: "第 {{position}} 项的会上拟问",
  gate: "第 {{position}} 项的否决事项",
  abstain: "第 {{position}} 项的弃权",
  change: "第 {{position}} 项的改动理由",
  confirm: "第 {{position}} 项的确认",
} as const;
