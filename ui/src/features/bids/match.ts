import type { BidLine } from "../../backend";

/** Groups the thousands of an amount that came as text: `1458.00` is `1,458.00`. Nothing is computed. */
export function grouped(amount: string): string {
  const [, sign = "", whole = "", rest = ""] = /^(-?)([0-9]+)(.*)$/.exec(amount) ?? [];
  return whole === ""
    ? amount
    : `${sign === "" ? "" : "−"}${whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ",")}${rest}`;
}

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
