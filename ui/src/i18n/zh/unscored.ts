/** What is said of projects, whose scores advise and rank nothing, and where a sheet has questions and no points at all. */
export const unscored = {
  /** What a question of a sheet is called: as the sheets and the minutes have it. */
  ask: { veto: "否决事项", check: "核查事项" },
  settles: "此答须由专家组认定：{{effect}}。写明依据。",
  lockFinal: {
    advises: "锁定后以本机密钥签名，分数和意见都不能再改。",
    unscored: "锁定后以本机密钥签名，核查答复和意见都不能再改。",
  },
  abstainMeans: "不作答，按“缺”处理，不计入有效人数。理由印入纪要；已填的答复留在本机，不进交回的包。",
  lockAbstained: "弃权 {{count}} 项：不作答，理由印入纪要",
  nothingMissing: "本项已答完",
  freezeHint:
    "冻结后，政策版本、核查表、专家和项目只能以正式修订更改（要理由和组长确认）；摘要印在每份文书上。",
  finalSheet: { advises: "评分表和分值", unscored: "核查表的各个事项" },
  rule: "核查表填写完整",
  figure: "{{count}} 项核查事项",
  boardReady: "{{count}} 位专家都已锁定或按“缺”处理。汇总之后才显示各人填写的内容，并且不再收包。",
  boardTallied: "专家所填已锁定并汇总",
  closes: {
    advises: "保存全部文书后，本次会议随之关闭：不能再改评分和结论。请确认定稿检查都已办完。",
    unscored: "保存全部文书后，本次会议随之关闭：不能再改专家的答复和结论。请确认定稿检查都已办完。",
  },
} as const;
