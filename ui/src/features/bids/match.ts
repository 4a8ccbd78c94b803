import type { BidLine } from "../../backend";

const searched = (bid: BidLine) =>
  [bid.no, bid.challenge_no, bid.title, bid.field, bid.sponsor, bid.solver, bid.chief_engineer ?? ""]
    .concat(bid.participants)
    .join("\n")
    .toLowerCase();

/** The bids that hold every word, wherever it stands. */
export function found(bids: readonly BidLine[], text: string): BidLine[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return bids.filter((bid) => {
    const all = searched(bid);
    return words.every((word) => all.includes(word));
  });
}
