/** What goes wrong while a meeting is held. */
export const incident = {
  title: "会中情况",
  none: "没有登记",
  form: "登记一条",
  kind: "类别",
  kinds: {
    laptop_dead: "评审电脑故障",
    code_forgotten: "口令遗忘",
    power_lost: "断电",
    restarted: "秘书处程序重新打开",
    other: "其他情况",
    revoked: "评审电脑作废",
    paper: "改用纸质评分表",
  },
  way: {
    laptop_dead:
      "最后一次收下的评分包照常计入。在“收发清单”作废这台电脑，换一台重新登记并发任务包；或者其余各项用纸质评分表。",
    code_forgotten:
      "专家的口令谁也找不回。有恢复码的用恢复码打开；没有的按电脑故障办理：作废，换一台登记，或者用纸质评分表。",
    power_lost:
      "已确认的每一步都在保险库里。来电后重新打开，核对日志，从停下的地方继续；重新打开由程序自动列入。",
    other: "写明情况和处理。",
  },
  who: "涉及的专家",
  nobody: "不涉及专家",
  happened: "发生时间",
  happenedHint: "10:05；不填为现在",
  what: "情况",
  whatHint: "例如：开机后黑屏",
  done: "处理",
  doneHint: "例如：换用备用电脑，重新登记",
  witness: "见证人",
  witnessHint: "可以不填",
  needWhat: "写明情况",
  needDone: "写明处理",
  go: "登记",
  doneSays: "处理：{{done}}",
  own: "按记录列出",
  by: "{{by}}登记",
  witnessSays: "，见证人：{{name}}",
  closed: "会议文书已经生成，不能再登记。",
} as const;
