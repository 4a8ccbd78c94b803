/** An expert's desk. */
export const desk = {
  title: "评分",
} as const;
