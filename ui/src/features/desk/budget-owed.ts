import { useQueries } from "@tanstack/react-query";

import { useBackend, type DeskBid, type DeskView } from "../../backend";
import { openOf } from "./bid-list";
import { bidKey } from "./use-desk";

/**
 * Whether its budget is still to be filled: of a finance expert, who leads the review of budgets, each line; of others what
 * they began. The lock does not ask for it, so the program calls such a bid done.
 */
export function owesBudget({ category, kind, locked_at, given_back }: DeskView, bid: DeskBid): boolean {
  const open = given_back.length > 0 ? given_back.includes(bid.no) : locked_at === null;
  const empty = bid.lines.filter(({ recommended }) => recommended === null).length;
  const due = category === "finance" || empty < bid.lines.length;
  return open && kind === "bid" && bid.abstain === null && empty > 0 && due;
}

/** The bids that are scored and whose budget is still to be filled. Read once the desk's own bid is: `ready`. */
export function useBudgetOwed(view: DeskView, ready: boolean): ReadonlySet<string> {
  const backend = useBackend();
  const scored = view.kind === "bid" && ready ? openOf(view) : [];
  const owed = useQueries({
    queries: scored
      .filter(({ state, abstained }) => state === "done" && !abstained)
      .map(({ no }) => ({
        queryKey: bidKey(view.meeting, no),
        queryFn: () => backend.deskBid(view.meeting, no),
      })),
    combine: (found) =>
      found.flatMap(({ data }) => (data !== undefined && owesBudget(view, data) ? [data.no] : [])),
  });
  return new Set(owed);
}
