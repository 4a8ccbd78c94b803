/** The steps of an expert's day, on the first page. */
export const deskSteps = {
  card: "读会议卡，核对秘书处",
  request: "登记本机",
  task: "收任务包",
  enter: "进入评分",
  closing: "结果与清除",
  key: "打开某一步，例如收新任务包",
} as const;
