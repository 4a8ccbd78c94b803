/** The results. */
export const results = {
  title: "评审结果",
} as const;
