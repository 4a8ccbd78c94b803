/** Journal and checks. */
export const journal = {
  title: "日志与核验",
} as const;
