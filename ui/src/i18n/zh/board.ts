/** A meeting in session. */
export const board = {
  title: "会议进行",
} as const;
