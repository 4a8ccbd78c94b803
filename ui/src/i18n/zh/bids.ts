/** The bids. */
export const bids = {
  title: "揭榜方案",
} as const;
