/** The papers of a meeting. */
export const documents = {
  title: "会议文书",
} as const;
