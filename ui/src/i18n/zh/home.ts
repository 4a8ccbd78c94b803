/** The overview. */
export const home = {
  title: "总览",
  facts: "{{owner}} · {{role}}",
  bids: "揭榜方案",
  experts: "专家",
  sessions: "会议",
  packs: "数据包",
  id: "保险库编号",
  folder: "位置",
  created: "建立时间",
  journal: "日志",
  journalEntries: "共 {{count}} 条",
  head: "日志摘要",
  network: "网络",
  noNetwork: "本软件不联网",
  next: "导入、会议、评分和文件的各页随后加入；现在可用命令 lunzheng demo 演示一次完整的会议。",
  opened: "保险库已开",
} as const;
