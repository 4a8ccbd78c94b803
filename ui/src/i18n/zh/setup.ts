/** Preparing a meeting. */
export const setup = {
  title: "会议准备",
} as const;
