import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type TextPiece, type TwicePair, type TwiceSide, type TwiceWord } from "../../backend";
import { grouped } from "../../components/amount";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { Side as DockSide } from "../../components/side";
import { QueryStates } from "../../components/states";
import { useTyped } from "../../components/unsaved";

const WORDS: readonly TwiceWord[] = ["different", "same", "higher"];

/** Two things side by side: who, how much, the passages they share; and what a human says of them. */
export function PairDock({ batch, pair }: { batch: string; pair: TwicePair }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const sides = useQuery({
    queryKey: ["twice-passages", pair.new.key, pair.old.key],
    queryFn: () => backend.twicePassages(pair.new.key, pair.old.key),
    retry: false,
  });
  return (
    <DockSide className="dock tw-dock" label={t("books.twice.sides")}>
      <div className="tw-sides">
        <Side label={t("books.twice.newer")} side={pair.new} />
        <Side label={t("books.twice.older")} side={pair.old} />
      </div>
      <QueryStates query={sides}>
        {(both) => (
          <>
            <p className="sec">{t("books.twice.sides")}</p>
            <div className="tw-sides">
              <Pieces label={t("books.twice.sideOf.newer")} pieces={both.new} />
              <Pieces label={t("books.twice.sideOf.older")} pieces={both.old} />
            </div>
          </>
        )}
      </QueryStates>
      {pair.decision !== null && (
        <p className="say say-done tw-said">
          <Mark kind="done" />{" "}
          {t("books.twice.decided", {
            ...pair.decision,
            word: t(`books.twice.words.${pair.decision.word}`),
          })}
        </p>
      )}
      <Changes said>
        <DecideForm batch={batch} pair={pair} />
      </Changes>
    </DockSide>
  );
}

function Side({ label, side }: { label: string; side: TwiceSide }) {
  const { t } = useTranslation();
  return (
    <section aria-label={label}>
      <h3>{label}</h3>
      <p>
        <b>
          {side.source} {side.no}
        </b>
      </p>
      <p>{side.title}</p>
      <p className="sec">{[side.sponsor, side.solver].filter((one) => one !== "").join(" · ")}</p>
      <p>
        {side.amount === null
          ? t("books.twice.noAmount")
          : t("books.twice.amount", { amount: grouped(side.amount) })}
        {side.paid !== null && `；${t("books.twice.paid", { paid: grouped(side.paid) })}`}
      </p>
    </section>
  );
}

/** A text; passages it shares are marked and numbered alike on both sides. */
function Pieces({ label, pieces }: { label: string; pieces: readonly TextPiece[] }) {
  return (
    <p className="tw-text" aria-label={label} role="group">
      {pieces.map((piece, index) =>
        piece.shared === null ? (
          <span key={index}>{piece.text}</span>
        ) : (
          <mark key={index}>
            <sup>{piece.shared}</sup>
            {piece.text}
          </mark>
        ),
      )}
    </p>
  );
}

function DecideForm({ batch, pair }: { batch: string; pair: TwicePair }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [word, setWord] = useState<TwiceWord | null>(pair.decision?.word ?? null);
  const [reason, setReason] = useState("");
  const decide = useMutation({
    mutationFn: (said: TwiceWord) => backend.twiceDecide(pair.new.key, pair.old.key, said, reason.trim()),
    onSuccess: () => {
      setReason("");
      return queries.invalidateQueries({ queryKey: ["twice", batch] });
    },
  });
  const ready = word !== null && reason.trim() !== "" && !decide.isPending;
  const submit = () => {
    if (ready) decide.mutate(word);
  };
  useKeys([
    { keys: "Ctrl Enter", label: t("books.twice.keys.decide"), run: submit, inFields: true, when: ready },
  ]);
  const typed = useTyped(t("books.twice.word"), decide.isPending || decide.isSuccess);
  return (
    <form
      onInput={typed}
      aria-label={t("books.twice.word")}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Radio.Group
        className="tw-words"
        aria-label={t("books.twice.word")}
        value={word}
        options={WORDS.map((one) => ({ value: one, label: t(`books.twice.words.${one}`) }))}
        onChange={(event) => setWord(event.target.value as TwiceWord)}
      />
      <label className="field" htmlFor="tw-reason">
        {t("books.twice.reason")}
      </label>
      <Input
        id="tw-reason"
        value={reason}
        placeholder={t("books.twice.reasonHint")}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="tool-do">
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {t("books.twice.decide")} <Keys of="Ctrl Enter" />
        </Button>
        {!ready && <span className="sec">{t("books.twice.need")}</span>}
      </div>
      {decide.isError && <ProblemBox error={decide.error} />}
    </form>
  );
}
