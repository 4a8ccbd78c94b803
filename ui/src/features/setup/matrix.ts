import type { RecusalView, SetupBid, SetupView } from "../../backend";

/** An expert and a bid, by their numbers. */
export interface Pair {
  expert: string;
  bid: string;
}

export type CellState = "none" | "open" | "recused" | "cleared";

/** The bids of the meeting in the order of presentation. */
export function chosenBids(view: SetupView): (SetupBid & { position: number })[] {
  return view.bids
    .filter((bid): bid is SetupBid & { position: number } => bid.position !== null)
    .sort((a, b) => a.position - b.position);
}

export function recusalOf(view: SetupView, { expert, bid }: Pair): RecusalView | undefined {
  return view.recusals.find((one) => one.expert_no === expert && one.bid_no === bid);
}

export function stateOf(recusal: RecusalView | undefined): CellState {
  if (recusal === undefined) return "none";
  if (recusal.recused === null) return "open";
  return recusal.recused ? "recused" : "cleared";
}

/** Members of the panel who are not recused from an item. */
export function answersOf(view: SetupView, bid: string): number {
  return view.panel.filter(({ no }) => stateOf(recusalOf(view, { expert: no, bid })) !== "recused").length;
}

/** The pairs of the matrix, row by row: experts down, bids across. */
export function pairs(view: SetupView): Pair[] {
  const bids = chosenBids(view);
  return view.panel.flatMap(({ no: expert }) => bids.map(({ no: bid }) => ({ expert, bid })));
}

/** Undecided recusals of an expert or a bid that was taken out: they still keep the rules from being frozen. */
export function strays(view: SetupView): RecusalView[] {
  const inside = new Set(pairs(view).map(({ expert, bid }) => `${expert}/${bid}`));
  return view.recusals.filter((one) => one.recused === null && !inside.has(`${one.expert_no}/${one.bid_no}`));
}

/** The undecided cell after `at`, from the start again after the last; nothing when all are decided. */
export function nextOpen(view: SetupView, at: number): number | null {
  const open = pairs(view).flatMap((pair, index) =>
    stateOf(recusalOf(view, pair)) === "open" ? [index] : [],
  );
  return open.find((index) => index > at) ?? open[0] ?? null;
}
