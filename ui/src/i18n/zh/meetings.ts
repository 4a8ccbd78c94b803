/** The meetings. */
export const meetings = {
  title: "专家论证",
} as const;
