import type { DeskBid, DeskBudgetLine, DeskEdit } from "../../backend";

// For tests: the sums of a desk in memory.

export const number = (text: string) => Number(text.replaceAll(",", ""));
const wan = (amount: number) => amount.toFixed(2);
export const sum = (amounts: number[]) => amounts.reduce((before, amount) => before + amount, 0);

/** A line as an edit leaves it. */
export function entered(was: DeskBudgetLine, edit: Extract<DeskEdit, { edit: "line" }>): DeskBudgetLine {
  const { ticks, reason, fiscal, self_raised } = edit;
  if (fiscal === null || self_raised === null) {
    return { ...was, ticks, reason, recommended: null, cut: null, needs_reason: false };
  }
  const cut = {
    fiscal: wan(number(was.requested.fiscal) - number(fiscal)),
    self_raised: wan(number(was.requested.self_raised) - number(self_raised)),
  };
  const recommended = { fiscal: wan(number(fiscal)), self_raised: wan(number(self_raised)) };
  const isCut = cut.fiscal !== "0.00" || cut.self_raised !== "0.00";
  return { ...was, ticks, reason, recommended, cut, needs_reason: isCut && reason === "" };
}

/** How the amount of a bid follows from its lines. */
export function chainOf(bid: DeskBid): DeskBid["chain"] {
  const amounts = bid.lines.map(({ recommended }) => recommended).filter((one) => one !== null);
  if (amounts.length < bid.lines.length) {
    return null;
  }
  const fiscal = wan(sum(amounts.map((one) => number(one.fiscal))));
  const rd = number(fiscal) + sum(amounts.map((one) => number(one.self_raised)));
  return {
    rd_recommended: wan(rd),
    cap: wan(rd * 0.3),
    fiscal,
    indirect_cap: "197.00",
    indirect: "120.00",
    indirect_within: true,
    award: wan(Math.min(number(fiscal), rd * 0.3)),
    over_cap: number(fiscal) > rd * 0.3,
  };
}
