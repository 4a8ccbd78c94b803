/** What waits on the results page. */
export const resultsQueue = {
  title: "待处理",
  hint: "处理完再出文书",
  none: "没有待处理的事",
  far: "偏离",
  farTotal: "{{name}} 对第 {{position}} 项给 {{own}} 分，与其余专家均值相差 {{percent}}%（限 ±{{limit}}%）",
  farOne:
    "{{name}} 对第 {{position}} 项“{{criterion}}”给 {{own}} 分，与其余专家均值相差 {{percent}}%（限 ±{{limit}}%）",
  farDo: "请专家本人单独复核：维持的写理由，修改的重新签署；都印入纪要，没有答复的留空。分数不由程序删改。",
  said: "登记答复",
  stands: "专家维持：{{reason}}",
  askedWords: "已请本人复核，还没有答复",
  see: "看这一项",
  wrongWords: "有 {{count}} 处结论或者去向须改，逐条列在排序上方",
  veto: "否决事项",
  vetoWords: "第 {{position}} 项：{{count}} 名专家对“{{question}}”答“{{answer}}”，专家组还没有集体认定",
  vetoDo: "看依据并登记",
  tie: "并列",
  tieWords: "第 {{bids}} 项并列第 {{rank}} 名，并列规则分不出先后",
  tieMatters: "先后决定谁在线内",
  tieOnly: "都在同一侧，只定先后",
  settle: "定先后",
  settled: "已定先后",
  settledWords: "第 {{order}} 项，依次；{{way}}；理由：{{reason}}；见证：{{witnesses}}",
  decide: "结论",
  decideWords: "还有 {{count}} 项没有专家组结论",
  next: "下一项",
  all: "全部按建议",
  fold: "收起",
  unfold: "展开",
} as const;

/** What an expert on paper says of a deviating score. */
export const resultsSaid = {
  title: "纸质评分专家的偏离复核",
  hint: "请专家本人单独复核，写在复核单上并签字；这里照录。对本人不说其他专家的分数。",
  choice: "专家的答复",
  stands: "维持原评分",
  changes: "修改评分",
  reason: "维持的理由（照录）",
  changesHow:
    "登记后，经组长同意在会议台退回到打分，再把签字的新评分表录入两次并写明原因；两个分数都印入纪要。",
  save: "登记答复",
  needChoice: "选专家的答复",
  needReason: "写维持的理由",
} as const;
