/** The pages of the four-part unfolding under 五, in their order. */
export const MEETING_PAGES = ["setup", "board", "results", "documents"] as const;

/** The page of each step of the chain. */
export const STEP_PAGES = ["needs", "list", "posting", "bids", "meetings", "projects", "delivery"] as const;

export type Page =
  | "home"
  | (typeof STEP_PAGES)[number]
  | "intake"
  | (typeof MEETING_PAGES)[number]
  | "experts"
  | "units"
  | "journal"
  | "safe";

/** Where a page stands: `onGo` gets it. */
export function pathOf(page: Page): string {
  return `/${page}`;
}

/** The step a page belongs to; nothing for those outside the chain. */
export function stepOf(page: Page): number | null {
  if (page === "intake") {
    return 4;
  }
  if ((MEETING_PAGES as readonly Page[]).includes(page)) {
    return 5;
  }
  const at = (STEP_PAGES as readonly Page[]).indexOf(page);
  return at < 0 ? null : at + 1;
}
