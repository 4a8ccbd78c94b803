import { Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";

import type { VoteChoice, VoteForm, Voter } from "../../backend";
import { CountField } from "../../components/count-field";

const CHOICES = ["for", "against", "abstain"] as const;
const FIELD = { for: "in_favour", against: "against", abstain: "abstained" } as const;

/** A vote as it is typed. */
export interface TypedVote {
  open: boolean;
  counts: Readonly<Record<VoteChoice, number>>;
  named: Readonly<Record<string, VoteChoice>>;
  twoThirds: boolean;
  countedBy: string;
}

export const NO_VOTE: TypedVote = {
  open: false,
  counts: { for: 0, against: 0, abstain: 0 },
  named: {},
  twoThirds: false,
  countedBy: "",
};

/** The counts: as they were typed, or as the names of an open ballot give them. */
export function countsOf(typed: TypedVote): Readonly<Record<VoteChoice, number>> {
  if (!typed.open) {
    return typed.counts;
  }
  const all = Object.values(typed.named);
  const count = (choice: VoteChoice) => all.filter((one) => one === choice).length;
  return { for: count("for"), against: count("against"), abstain: count("abstain") };
}

/** Whether something typed is no count. */
export function miscounted(typed: TypedVote): boolean {
  return Object.values(countsOf(typed)).some(Number.isNaN);
}

/** The vote as it is recorded. */
export function voteOf(typed: TypedVote): VoteForm {
  const counts = countsOf(typed);
  return {
    in_favour: counts.for,
    against: counts.against,
    abstained: counts.abstain,
    two_thirds: typed.twoThirds,
    named: typed.open ? Object.entries(typed.named) : [],
    counted_by: typed.countedBy.trim(),
  };
}

/** Counts of a vote: typed, or by name in an open ballot. What is counted is said beside who may vote. */
export function VoteFields({
  id,
  voters,
  recorded,
  typed,
  onTyped,
}: {
  id: string;
  voters: readonly Voter[];
  /** Whether the sign-in says who was there. */
  recorded: boolean;
  typed: TypedVote;
  onTyped: (typed: TypedVote) => void;
}) {
  const { t } = useTranslation();
  const counts = countsOf(typed);
  const cast = counts.for + counts.against + counts.abstain;
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
      {typed.open ? (
        voters.map(({ expert_no: no, name }) => (
          <label key={no} className="rs-field-sum">
            <span>{name}</span>
            <Select
              size="small"
              aria-label={name}
              value={typed.named[no] ?? null}
              popupMatchSelectWidth={false}
              onChange={(choice: VoteChoice) =>
                onTyped({ ...typed, named: { ...typed.named, [no]: choice } })
              }
              options={CHOICES.map((value) => ({ value, label: t(`results.acts.vote.${value}`) }))}
            />
          </label>
        ))
      ) : (
        <span className="rs-do">
          {CHOICES.map((choice) => (
            <label key={choice} htmlFor={`${id}-${FIELD[choice]}`}>
              {t(`results.acts.vote.${choice}`)}{" "}
              <CountField
                id={`${id}-${FIELD[choice]}`}
                value={typed.counts[choice]}
                onCount={(count) => onTyped({ ...typed, counts: { ...typed.counts, [choice]: count } })}
              />
            </label>
          ))}
        </span>
      )}
      <p className="sec" role="status">
        {t(recorded ? "results.acts.vote.voters" : "results.acts.vote.votersGuess", { count: voters.length })}
        {" · "}
        {Number.isNaN(cast) ? t("results.acts.vote.whole") : t("results.acts.vote.cast", { cast })}
      </p>
      <Radio.Group
        size="small"
        aria-label={t("results.acts.vote.needed")}
        value={typed.twoThirds}
        onChange={(event) => onTyped({ ...typed, twoThirds: event.target.value as boolean })}
        options={[
          { value: false, label: t("results.acts.vote.majority") },
          { value: true, label: t("results.acts.vote.twoThirds") },
        ]}
      />
      <label className="field" htmlFor={`${id}-by`}>
        {t("results.acts.vote.counted")}
      </label>
      <Input
        id={`${id}-by`}
        value={typed.countedBy}
        onChange={(event) => onTyped({ ...typed, countedBy: event.target.value })}
      />
    </div>
  );
}
