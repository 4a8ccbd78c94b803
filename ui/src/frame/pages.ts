import type { OfficeHome } from "../backend";

/** The pages of the four-part unfolding under 五, in their order. */
export const MEETING_PAGES = ["setup", "board", "results", "documents"] as const;

/** The page of each step of the chain. */
export const STEP_PAGES = ["needs", "list", "posting", "bids", "meetings", "projects", "dues"] as const;

export type Page =
  | "home"
  | (typeof STEP_PAGES)[number]
  | "intake"
  | (typeof MEETING_PAGES)[number]
  | "rooms"
  | "fees"
  | "approvals"
  | "plans"
  | "overview"
  | "experts"
  | "units"
  | "journal"
  | "safe";

/**
 * The step the work is at: the review once there is a meeting, the bids once there are some or a list is published;
 * before that as far as the demands have come. A new vault begins with bids or demands, as it likes.
 */
export function currentStep({ sessions, chain, demands }: OfficeHome): number {
  const bids = chain.find(({ step }) => step === 4)?.count ?? 0;
  if (sessions.length > 0) return 5;
  if (bids > 0 || demands.published > 0 || demands.all === 0) return 4;
  if (demands.proposed > 0) return 3;
  return demands.complete > 0 ? 2 : 1;
}

/** Where a page stands: `onGo` gets it. */
export function pathOf(page: Page): string {
  return `/${page}`;
}

/** The step a page belongs to; nothing for those outside the chain. */
export function stepOf(page: Page): number | null {
  if (page === "intake") {
    return 4;
  }
  if (page === "rooms" || page === "fees" || (MEETING_PAGES as readonly Page[]).includes(page)) {
    return 5;
  }
  if (page === "approvals" || page === "plans") {
    return 6;
  }
  if (page === "overview") {
    return 7;
  }
  const at = (STEP_PAGES as readonly Page[]).indexOf(page);
  return at < 0 ? null : at + 1;
}
