import type { SetupBid } from "../../backend";

/** The chosen numbers in the order of presentation. */
export function savedOrder(bids: readonly SetupBid[]): string[] {
  return bids
    .filter(({ position }) => position !== null)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map(({ no }) => no);
}

/** The order with `no` at place `to`, from 1; a place beyond the ends is the end. */
export function placed(order: readonly string[], no: string, to: number): string[] {
  const rest = order.filter((one) => one !== no);
  rest.splice(Math.min(Math.max(to, 1), order.length) - 1, 0, no);
  return rest;
}

/** Chosen bids first in their order, then the others as they are listed. */
export function listed(bids: readonly SetupBid[], order: readonly string[]): SetupBid[] {
  const of = new Map(bids.map((bid) => [bid.no, bid]));
  const chosen = order.flatMap((no) => of.get(no) ?? []);
  return [...chosen, ...bids.filter(({ no }) => !order.includes(no))];
}

/** Whether every word of `text` stands somewhere in what the row shows. */
export function matches(bid: SetupBid, text: string): boolean {
  const row = [bid.no, bid.title, bid.sponsor, bid.field, bid.solver ?? ""].join(" ").toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((part) => row.includes(part));
}

export function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((no, index) => no === b[index]);
}
