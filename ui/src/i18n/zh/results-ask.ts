/** What experts are asked, and what they said beside their scores. */
export const resultsAsk = {
  do: "请专家复核（生成复核包）",
  made: "已写出 {{count}} 份复核包，交给专家的电脑收下；答复随评分包交回。修改评分的，先重新开启评分再收。",
  spoken: "专家的说明",
  veto: "{{ask}}“{{question}}”：{{answered}} 人作答，{{count}} 人答“{{answer}}”。",
  word: "{{name}}：{{reason}}。",
  abstained: "{{name}}弃权，按“缺”处理：{{reason}}",
  changed: "{{name}}重新签署过，现为第 {{n}} 版。",
} as const;
