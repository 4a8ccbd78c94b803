import { useMutation } from "@tanstack/react-query";
import { Button, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ResultsView, type TieHow, type TieView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { Side } from "../../components/side";
import { useUnsaved } from "../../components/unsaved";
import { TieOrder } from "./tie-order";
import { castOf, NO_TIE_VOTE, TieVotes, tieVoteOf } from "./tie-votes";
import { useChanged } from "./changed";

/** People settle a tie: by the counts of a vote, which give the order, or by a lot as it was drawn. All of it is required. */
export function TieForm({
  no,
  view,
  tie,
  onClose,
  onDone,
}: {
  no: string;
  view: ResultsView;
  tie: TieView;
  onClose: () => void;
  /** It is recorded. */
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [way, setWay] = useState<"vote" | "lot" | null>(null);
  const [vote, setVote] = useState(NO_TIE_VOTE);
  const [order, setOrder] = useState<readonly string[]>(tie.bids);
  // The minutes are Chinese, whatever the window speaks.
  const [method, setMethod] = useState<string>(() => t("results.tieForm.lot", { lng: "zh" }));
  const [drawnBy, setDrawnBy] = useState("");
  const [heldBy, setHeldBy] = useState("");
  const [reason, setReason] = useState("");
  const [witnesses, setWitnesses] = useState("");
  const how = (): TieHow =>
    way === "lot"
      ? { by: "lot", order: [...order], method: method.trim(), drawn_by: drawnBy.trim() }
      : tieVoteOf(vote, tie);
  const settle = useMutation({
    mutationFn: () =>
      backend.tieSettle(no, {
        how: how(),
        held_by: heldBy.trim(),
        reason: reason.trim(),
        witnesses: witnesses.trim(),
      }),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const typed =
    way !== null || [heldBy, reason, witnesses].some((text) => text.trim() !== "") || vote !== NO_TIE_VOTE;
  useUnsaved(typed && !settle.isPending && !settle.isSuccess ? { what: t("results.tieForm.work") } : null);
  const fields = [
    ...(way === "lot"
      ? ([
          ["method", t("results.tieForm.method"), method, setMethod],
          ["drawn", t("results.tieForm.drawn"), drawnBy, setDrawnBy],
        ] as const)
      : []),
    ["held", t("results.tieForm.held"), heldBy, setHeldBy],
    ["reason", t("results.tieForm.reason"), reason, setReason],
    ["witnesses", t("results.tieForm.witnesses"), witnesses, setWitnesses],
  ] as const;
  const missing = [
    ...(way === null ? [t("results.tieForm.way")] : []),
    ...(way === "vote" && castOf(vote, tie) !== tie.voters.length ? [t("results.tieForm.count")] : []),
    ...(way === "vote" && vote.countedBy.trim() === "" ? [t("results.acts.vote.counted")] : []),
    ...fields.filter(([, , value]) => value.trim() === "").map(([, label]) => label),
  ];
  const ready = missing.length === 0 && !settle.isPending;
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("results.tieForm.save"),
      run: () => settle.mutate(),
      when: ready,
      inFields: true,
    },
  ]);
  return (
    <Side className="rs-dock" label={t("results.tieForm.title")}>
      <div className="sec-h">
        <h2>{t("results.tieForm.title")}</h2>
        <Button size="small" onClick={onClose}>
          {t("results.dock.close")} <Keys of="Esc" />
        </Button>
      </div>
      <div className="rs-form">
        <p className="sec">{t("results.tieForm.hint")}</p>
        <Changes said>
          <fieldset>
            <legend>{t("results.tieForm.way")}</legend>
            <Radio.Group
              name="rs-way"
              value={way}
              onChange={(event) => setWay(event.target.value as "vote" | "lot")}
              options={[
                { value: "vote", label: t("results.tieForm.vote") },
                { value: "lot", label: t("results.tieForm.lot") },
              ]}
            />
          </fieldset>
          {way === "vote" && <TieVotes view={view} tie={tie} typed={vote} onTyped={setVote} />}
          {way === "lot" && <TieOrder view={view} order={order} onOrder={setOrder} />}
          {fields.map(([name, label, value, set]) => (
            <div key={name}>
              <label className="field" htmlFor={`rs-tie-${name}`}>
                {label}
              </label>
              <Input id={`rs-tie-${name}`} value={value} onChange={(event) => set(event.target.value)} />
            </div>
          ))}
          {settle.isError && <ProblemBox error={settle.error} />}
          <div className="rs-do">
            <Button type="primary" disabled={!ready} onClick={() => settle.mutate()}>
              {t("results.tieForm.save")} <Keys of="Ctrl Enter" />
            </Button>
            {missing.length > 0 && (
              <span className="sec">{t("results.tieForm.missing", { what: missing.join("、") })}</span>
            )}
          </div>
        </Changes>
      </div>
    </Side>
  );
}
