import { useMutation } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BoardView, type Gate, type GateName } from "../../backend";
import { Mark } from "../../components/marks";
import { BackForm } from "./back-form";
import { Dock, useChanged, type PanelProps } from "./dock";
import { nameOf, openGate } from "./gate-act";
import type { FormProps } from "./gate-form";
import { ChairForm, DiscussionForm, MemberForm, PledgeForm, RecusalForm } from "./gate-forms";
import { Late, SignForm, signs } from "./sign-forms";
import { SignInForm } from "./sign-in-form";
import { PresentationForm } from "./talk-form";
import { WordForm } from "./word-form";

/** Records the meeting gate by gate: the one where it stands comes first, filled in as it usually is. */
export function RecordPanel({ no, view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<GateName | null>(null);
  const gate = chosen ?? openGate(view.gates);
  const at = view.gates.find((one) => one.gate === gate);
  const hand = view.gates.filter((one) => one.by_hand);
  const tallied = view.session.stage === "tallied";
  const chair = view.conduct.chair === null ? "" : nameOf(view, view.conduct.chair.expert_no);
  const onDone = () => setChosen(null);
  // Once the papers are made only the signing is recorded: anything else would change what they say.
  const over = view.session.stage === "closed" && gate !== "sign";
  return (
    <Dock title={t("board.record")} onClose={onClose}>
      <label className="field" htmlFor="bd-gate">
        {t("board.gates2.which")}
      </label>
      <Select
        id="bd-gate"
        className="bd-full-w"
        value={gate}
        onChange={(next: GateName) => setChosen(next)}
        options={hand.map((one) => ({
          value: one.gate,
          label: `${t(`board.gate.${one.gate}`)} · ${t(`board.gateState.${one.state}`)}`,
        }))}
      />
      {at !== undefined && <Said view={view} gate={at} over={over} />}
      {over && <p className="sec">{t("board.gates2.over")}</p>}
      {!over && view.conduct.voids > 0 && (
        <p className="note note-warn">
          <Mark kind="warn" /> {t("board.gates2.voids", { count: view.conduct.voids })}
        </p>
      )}
      {at !== undefined &&
        !over &&
        (at.state === "past" ? (
          <>
            {gate === "sign" && <Late no={no} view={view} />}
            <BackForm key={gate} no={no} gate={gate} chair={chair} onDone={onDone} />
            <Beside no={no} view={view} gate={gate} onDone={() => undefined} />
          </>
        ) : (
          <>
            <Form key={gate} no={no} view={view} gate={gate} onDone={onDone} />
            <Beside no={no} view={view} gate={gate} onDone={() => undefined} />
            {at.state !== "next" && <LeaveOut key={`${gate}-out`} no={no} gate={gate} onDone={onDone} />}
          </>
        ))}
      {tallied && (
        <>
          <h3>{t("board.back.reopen")}</h3>
          <BackForm no={no} gate="scoring" chair={chair} onDone={onDone} />
        </>
      )}
      <Back view={view} />
    </Dock>
  );
}

function Form(props: FormProps) {
  switch (props.gate) {
    case "sign_in":
      return <SignInForm {...props} />;
    case "pledge":
      return <PledgeForm {...props} />;
    case "recusal":
      return <RecusalForm {...props} />;
    case "chair":
      return <ChairForm {...props} />;
    case "presentation":
      return <PresentationForm {...props} />;
    case "discussion":
      return <DiscussionForm {...props} />;
    case "sign":
      return <SignForm {...props} />;
    default:
      return null;
  }
}

/** What members do beside the gate: come later, leave, refuse to sign. */
function Beside(props: FormProps) {
  const { t } = useTranslation();
  const { view, gate } = props;
  const whats =
    gate === "sign_in" && view.conduct.present.length > 0
      ? (["arrived", "left"] as const)
      : gate === "sign" && signs(view)
        ? (["refuse"] as const)
        : [];
  return whats.map((what) => (
    <div key={what}>
      <h3>{t(`board.gates2.${what}`)}</h3>
      <MemberForm {...props} what={what} />
    </div>
  ));
}

/** When a gate was recorded and by whom, why it was left out, or that nobody recorded it. */
function Said({ view, gate, over }: { view: BoardView; gate: Gate; over: boolean }) {
  const { t } = useTranslation();
  const { state, at, by, left_out: why } = gate;
  if (state === "left_out") {
    return (
      <p>
        {t("board.gates2.leftOut", { reason: why ?? "", at: at ?? "", by: by ?? "" })}
        {!over && t("board.gates2.leftOutLate")}
      </p>
    );
  }
  if (state === "past") {
    const came = view.conduct.present.filter((one) => one.arrived_at !== null || one.left_at !== null);
    return (
      <>
        <p>
          {at === null ? t("board.gates2.noted") : t("board.gates2.recordedAt", { at, by: by ?? "" })}
          {gate.note !== null && ` · ${gate.note}`}
        </p>
        {gate.gate === "sign_in" && (
          <ul className="bd-results bd-plain">
            {came.map((one) => (
              <li key={one.expert_no}>
                {nameOf(view, one.expert_no)}{" "}
                {one.arrived_at !== null && t("board.gates2.cameAt", { at: one.arrived_at })}{" "}
                {one.left_at !== null && t("board.gates2.leftAt", { at: one.left_at })}
              </li>
            ))}
          </ul>
        )}
      </>
    );
  }
  // What can no longer be recorded is not said to be recordable.
  const hint = over
    ? "board.gates2.blank"
    : state === "unrecorded"
      ? "board.gates2.lateHint"
      : "board.gates2.hint";
  return <p className="sec">{t(hint)}</p>;
}

/** A gate that did not take place. */
function LeaveOut({ no, gate, onDone }: { no: string; gate: GateName; onDone: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [open, setOpen] = useState(false);
  const leave = useMutation({
    mutationFn: (reason: string) => backend.gateLeaveOut(no, gate, reason),
    onSuccess: async () => {
      setOpen(false);
      await changed();
      onDone();
    },
  });
  return open ? (
    <WordForm
      id="bd-leave"
      hint={t("board.gates2.leaveSays")}
      act={t("board.gates2.leaveDo")}
      busy={leave.isPending}
      error={leave.error}
      onSay={(_, reason) => leave.mutate(reason)}
      onLeave={() => setOpen(false)}
    />
  ) : (
    <Button size="small" onClick={() => setOpen(true)}>
      {t("board.gates2.leave")}
    </Button>
  );
}

/** Times when the meeting went back. */
function Back({ view }: { view: BoardView }) {
  const { t } = useTranslation();
  if (view.conduct.back.length === 0) {
    return null;
  }
  return (
    <>
      <h3>{t("board.back.list")}</h3>
      <ul className="bd-results bd-plain">
        {view.conduct.back.map((one) => (
          <li key={one.at}>
            {t("board.back.line", {
              at: one.at,
              gate: t(`board.gate.${one.gate}`),
              reason: one.reason,
              by: one.approved_by,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
