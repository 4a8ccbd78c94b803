import { useMutation } from "@tanstack/react-query";
import { Button, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type RecusalView } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { Empty } from "../../components/states";
import { useTyped } from "../../components/unsaved";
import { Dock, Reason, useChanged, type PanelProps } from "./dock";

/** Recusals that experts declared at their desks: people decide them, with a name and a reason. */
export function RecusalPanel({ no, view, onClose }: PanelProps) {
  const { t } = useTranslation();
  return (
    <Dock title={t("board.recusalsNone")} onClose={onClose}>
      {view.pending.length === 0 ? (
        <Empty title={t("board.rcs.none")} hint={t("board.rcs.noneHint")} />
      ) : (
        <p className="sec">{t("board.rcs.hint")}</p>
      )}
      {view.pending.map((recusal) => (
        <Decide key={`${recusal.expert_no}/${recusal.bid_no}`} no={no} view={view} recusal={recusal} />
      ))}
    </Dock>
  );
}

function Decide({ no, view, recusal }: Pick<PanelProps, "no" | "view"> & { recusal: RecusalView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [recused, setRecused] = useState<boolean | null>(null);
  const [by, setBy] = useState("");
  const [reason, setReason] = useState("");
  // The one who is recorded as supervising the meeting, unless somebody else was there.
  const [seen, setSeen] = useState(view.facts.supervisor ?? "");
  const { expert_no: expert, bid_no: bid } = recusal;
  const decide = useMutation({
    mutationFn: () =>
      backend.recusalDecide(
        no,
        expert,
        bid,
        recused === true,
        by.trim(),
        reason.trim(),
        seen.trim() === "" ? null : seen.trim(),
      ),
    onSuccess: changed,
  });
  const missing =
    recused === null
      ? t("board.rcs.needDecision")
      : by.trim() === ""
        ? t("board.rcs.needBy")
        : reason.trim() === ""
          ? t("board.rcs.needReason")
          : null;
  const of = view.bids.find((one) => one.no === bid);
  const name = view.experts.find((one) => one.no === expert)?.name ?? expert;
  const id = `bd-rc-${expert}-${bid}`;
  const typed = useTyped(t("board.rcs.work", { name }), decide.isPending || decide.isSuccess);
  return (
    <section onInput={typed} className="bd-case" aria-labelledby={id}>
      <h3 id={id}>{t("board.rcs.who", { name, position: of?.position ?? bid })}</h3>
      <p>{of?.title}</p>
      <dl>
        <dt>{t("board.rcs.ground")}</dt>
        <dd>{t(`board.ground.${recusal.ground}`)}</dd>
        <dt>{t("board.rcs.evidence")}</dt>
        <dd>{recusal.evidence === "" ? t("board.rcs.noEvidence") : recusal.evidence}</dd>
      </dl>
      <Radio.Group
        name={`${id}-yes`}
        aria-label={t("board.rcs.decide")}
        value={recused}
        onChange={(event) => setRecused(event.target.value as boolean)}
        options={[
          { value: true, label: t("board.rcs.yes") },
          { value: false, label: t("board.rcs.no") },
        ]}
      />
      {recused === false && <p className="say say-info">{t("board.rcs.follows", { name })}</p>}
      <label className="field" htmlFor={`${id}-by`}>
        {t("board.rcs.by")}
      </label>
      <Input id={`${id}-by`} value={by} onChange={(event) => setBy(event.target.value)} />
      <label className="field" htmlFor={`${id}-seen`}>
        {t("board.rcs.witness")}
      </label>
      <Input id={`${id}-seen`} value={seen} onChange={(event) => setSeen(event.target.value)} />
      <label className="field" htmlFor={`${id}-why`}>
        {t("board.rcs.reason")}
      </label>
      <Input id={`${id}-why`} value={reason} onChange={(event) => setReason(event.target.value)} />
      {decide.isError && <ProblemBox error={decide.error} />}
      <div className="bd-do">
        <Button disabled={missing !== null || decide.isPending} onClick={() => decide.mutate()}>
          {t("board.rcs.save")}
        </Button>
        <Reason of={missing} />
      </div>
    </section>
  );
}
