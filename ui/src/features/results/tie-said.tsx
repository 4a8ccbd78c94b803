import { useTranslation } from "react-i18next";

import type { ResultRow, TieWord, Voter } from "../../backend";

/** What became of a tie: an order, an order of some, or nothing where all counts were equal. */
export function becameOf({ left, order }: TieWord): "settled" | "settledPart" | "equal" {
  if (left.length === 0) {
    return "settled";
  }
  return left.some((group) => group.length === order.length) ? "equal" : "settledPart";
}

/**
 * What told a bid from those of the same score, where people settled it: the vote, the lot, or words of an earlier build. The rules
 * had been used up by then, so naming the last of them would be wrong.
 */
export function settledBy(settled: readonly TieWord[], bid: string): "vote" | "lot" | "people" | null {
  const told = ({ order, left }: TieWord) =>
    order.includes(bid) && !left.some((group) => group.includes(bid));
  const word = settled.filter(told).at(-1);
  return word === undefined ? null : (word.how?.by ?? "people");
}

/** A tie that people settled: the counts or the lot, who led it, what stayed tied. */
export function TieSaid({
  tie,
  rows,
  members,
}: {
  tie: TieWord;
  rows: readonly ResultRow[];
  /** The panel, by whose names an open ballot is told. */
  members: readonly Voter[];
}) {
  const { t } = useTranslation();
  const position = (bid: string) => rows.find((row) => row.no === bid)?.position ?? bid;
  const places = (bids: readonly string[]) => bids.map(position).join("、");
  const { how } = tie;
  const equal = becameOf(tie) === "equal";
  const named = (votes: readonly [string, string | null][]) => {
    const who = (bid: string | null) =>
      votes
        .filter(([, of]) => of === bid)
        .map(([no]) => members.find(({ expert_no }) => expert_no === no)?.name ?? no)
        .join("、");
    return [...tie.order, null]
      .filter((bid) => votes.some(([, of]) => of === bid))
      .map((bid) =>
        bid === null
          ? t("results.queue.namedNone", { who: who(bid) })
          : t("results.queue.namedFor", { position: position(bid), who: who(bid) }),
      )
      .join("；");
  };
  const way = () => {
    switch (how?.by) {
      case "vote":
        return t("results.queue.byVote", {
          ballot: t(how.named.length > 0 ? "results.acts.vote.open" : "results.acts.vote.secret"),
          counts: [...how.votes]
            .sort(([, a], [, b]) => b - a)
            .map(([bid, votes]) => t("results.queue.votesFor", { position: position(bid), votes }))
            .join("、"),
          abstained: how.abstained,
          counted: how.counted_by,
        });
      case "lot":
        return t("results.queue.byLot", { method: how.method, drawn: how.drawn_by });
      default:
        return tie.way;
    }
  };
  return (
    <>
      {/* What equal counts left tied has no order to be told. */}
      {t(equal ? "results.queue.equalWords" : "results.queue.settledWords", {
        order: places(tie.order),
        way: way(),
        reason: tie.reason,
        witnesses: tie.witnesses,
      })}
      {how?.by === "vote" && how.named.length > 0 && t("results.queue.named", { names: named(how.named) })}
      {tie.held_by !== "" && t("results.queue.heldBy", { name: tie.held_by })}
      {tie.left.length > 0 && !equal && t("results.queue.left", { bids: tie.left.map(places).join("；") })}
    </>
  );
}
