import { Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";

import type { ResultsView, TieHow, TieView } from "../../backend";
import { CountField } from "../../components/count-field";

/** The vote on a tie as it is typed; `""` beside a name is an abstention. */
export interface TypedTieVote {
  open: boolean;
  votes: Readonly<Record<string, number>>;
  abstained: number;
  named: Readonly<Record<string, string>>;
  countedBy: string;
}

export const NO_TIE_VOTE: TypedTieVote = { open: false, votes: {}, abstained: 0, named: {}, countedBy: "" };

/** Votes for a bid, and abstentions under `""`: as typed, or as the names of an open ballot give them. */
export function votesFor(typed: TypedTieVote, bid: string): number {
  if (typed.open) {
    return Object.values(typed.named).filter((one) => one === bid).length;
  }
  return bid === "" ? typed.abstained : (typed.votes[bid] ?? 0);
}

/** Votes and abstentions in all. */
export const castOf = (typed: TypedTieVote, tie: TieView) =>
  ["", ...tie.bids].reduce((sum, bid) => sum + votesFor(typed, bid), 0);

/** The bids as the counts order them, those of equal counts together. The program computes it anew. */
export function groupsOf(typed: TypedTieVote, tie: TieView): string[][] {
  const counts = [...new Set(tie.bids.map((bid) => votesFor(typed, bid)))].sort((a, b) => b - a);
  return counts.map((count) => tie.bids.filter((bid) => votesFor(typed, bid) === count));
}

/** The vote as it is recorded. */
export function tieVoteOf(typed: TypedTieVote, tie: TieView): TieHow {
  return {
    by: "vote",
    votes: tie.bids.map((bid) => [bid, votesFor(typed, bid)]),
    abstained: votesFor(typed, ""),
    named: typed.open ? Object.entries(typed.named).map(([no, bid]) => [no, bid === "" ? null : bid]) : [],
    counted_by: typed.countedBy.trim(),
  };
}

/** Counts of a vote on a tie, and the order that follows from them. */
export function TieVotes({
  view,
  tie,
  typed,
  onTyped,
}: {
  view: ResultsView;
  tie: TieView;
  typed: TypedTieVote;
  onTyped: (typed: TypedTieVote) => void;
}) {
  const { t } = useTranslation();
  const name = (bid: string) => {
    const row = view.rows.find((one) => one.no === bid);
    return t("results.bidLine", { position: row?.position ?? bid, solver: row?.title ?? "" });
  };
  const position = (bid: string) => view.rows.find((one) => one.no === bid)?.position ?? bid;
  const cast = castOf(typed, tie);
  const choices = [...tie.bids, ""];
  const label = (bid: string) => (bid === "" ? t("results.acts.vote.abstain") : name(bid));
  const set = (bid: string, count: number) =>
    onTyped(
      bid === "" ? { ...typed, abstained: count } : { ...typed, votes: { ...typed.votes, [bid]: count } },
    );
  const order = groupsOf(typed, tie)
    .map((group) => group.map(position).join("＝"))
    .join(" → ");
  return (
    <div className="rs-vote">
      <Radio.Group
        size="small"
        aria-label={t("results.acts.vote.ballot")}
        value={typed.open}
        onChange={(event) => onTyped({ ...typed, open: event.target.value as boolean })}
        options={[
          { value: false, label: t("results.acts.vote.secret") },
          { value: true, label: t("results.acts.vote.open") },
        ]}
      />
      {typed.open
        ? tie.voters.map(({ expert_no: no, name: who }) => (
            <label key={no} className="rs-field-sum">
              <span>{who}</span>
              <Select
                size="small"
                aria-label={who}
                value={typed.named[no] ?? null}
                popupMatchSelectWidth={false}
                onChange={(bid: string) => onTyped({ ...typed, named: { ...typed.named, [no]: bid } })}
                options={choices.map((bid) => ({ value: bid, label: label(bid) }))}
              />
            </label>
          ))
        : choices.map((bid) => (
            <label key={bid} className="rs-field-sum" htmlFor={`rs-tie-votes-${bid}`}>
              <span>{label(bid)}</span>
              <CountField
                id={`rs-tie-votes-${bid}`}
                value={votesFor(typed, bid)}
                onCount={(count) => set(bid, count)}
              />
            </label>
          ))}
      <p className="sec" role="status">
        {t(view.panel.voters_recorded ? "results.acts.vote.voters" : "results.acts.vote.votersGuess", {
          count: tie.voters.length,
        })}
        {" · "}
        {Number.isNaN(cast) ? t("results.acts.vote.whole") : t("results.acts.vote.cast", { cast })}
        {cast > 0 && (
          <>
            <br />
            {t("results.tieForm.follows", { order })}
          </>
        )}
      </p>
      <p className="sec">{t("results.tieForm.rule")}</p>
      <label className="field" htmlFor="rs-tie-counted">
        {t("results.acts.vote.counted")}
      </label>
      <Input
        id="rs-tie-counted"
        value={typed.countedBy}
        onChange={(event) => onTyped({ ...typed, countedBy: event.target.value })}
      />
    </div>
  );
}
