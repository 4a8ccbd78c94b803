/** What an edit at the desk is, in words. */
export const deskEdit = {
  mark: "{{which}}的「{{name}}」{{mark}} 分",
  markBack: "{{which}}的「{{name}}」收回的分",
  line: "{{which}}的预算",
  vote: "{{which}}的结论",
  comment: "{{which}}的意见",
  note: "{{which}}的会上拟问",
  gate: "{{which}}的否决事项",
  abstain: "{{which}}的弃权",
  change: "{{which}}的改动理由",
  confirm: "{{which}}的确认",
} as const;
