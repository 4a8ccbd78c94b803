import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type {
  ApprovalView,
  ObjectionForm,
  ObjectionStands,
  ObjectionStep,
  ObjectionView,
} from "../../backend";
import { Article } from "../../components/article";
import { Mark, type MarkKind } from "../../components/marks";
import { Changes } from "../../components/may";
import { useNextWords } from "../../components/next-act";
import { useEvidenceForm } from "./evidence-rows";
import { actedOn, actsOf, isOpen, type Act } from "./objection-draft";
import { StepForm } from "./objection-steps";

const MARKS: Record<ObjectionStands, MarkKind> = {
  received: "warn",
  not_accepted: "none",
  accepted: "part",
  examined: "part",
  answered: "warn",
  closed: "done",
  withdrawn: "none",
};

interface CardProps {
  view: ApprovalView;
  of: ObjectionView;
  /** The step whose form is open. */
  act: Act | null;
  main: boolean;
  onAct: (act: Act | null) => void;
  onDone: () => void;
}

/** One objection: what it says, what was done, and the form of its next step. */
export function ObjectionCard({ view, of, act, main, onAct, onDone }: CardProps) {
  const { t } = useTranslation();
  const words = useNextWords();
  const { no, form, state, next } = of;
  // Before a ruling names it there is nothing to record.
  const early = state === "answered" && !actedOn(view, of);
  return (
    <li className="ap-objection" tabIndex={-1} data-objection={no} aria-label={no}>
      <p>
        <b>{no}</b>{" "}
        <span className={`say say-${MARKS[state]}`}>
          <Mark kind={MARKS[state]} size={12} /> {t(`approval.objection.state.${state}`)}
        </span>
      </p>
      {next !== null && (
        <p className="sec">
          {t("approval.objection.next", words(next))} <Article of={next.article} />
        </p>
      )}
      <Received form={form} />
      {of.inadmissible !== null && isOpen(of) && (
        <p className="say say-warn">
          <Mark kind="warn" size={12} />{" "}
          {t("approval.objection.unfit", { why: t(`approval.objection.why.${of.inadmissible}`) })}
        </p>
      )}
      <Done of={of} />
      {early && (
        <p className="say say-warn">
          <Mark kind="warn" size={12} /> {t("approval.objection.actHint")}
        </p>
      )}
      {!early && (
        <Changes>
          <Handling view={view} of={of} act={act} main={main} onAct={onAct} onDone={onDone} />
        </Changes>
      )}
    </li>
  );
}

/** The steps that its state allows, and the form of the one that is open. */
function Handling({ view, of, act, main, onAct, onDone }: CardProps) {
  const { t } = useTranslation();
  const word = (one: Act) =>
    one === "examine" && of.state === "examined"
      ? t("approval.objection.again")
      : t(`approval.objection.act.${one}`);
  return (
    <>
      <div className="ap-do">
        {actsOf(of)
          .filter((one) => one !== act)
          .map((one) => (
            <Button key={one} size="small" onClick={() => onAct(one)}>
              {word(one)}
            </Button>
          ))}
      </div>
      {act !== null && (
        <StepForm
          key={`${act} ${of.steps.length}`}
          act={act}
          view={view}
          of={of}
          main={main}
          onDone={onDone}
          onCancel={() => onAct(null)}
        />
      )}
    </>
  );
}

/** As it was taken. */
function Received({ form }: { form: ObjectionForm }) {
  const { t } = useTranslation();
  const formOf = useEvidenceForm();
  const join = t("approval.form.join");
  const who =
    form.unit !== ""
      ? [form.unit, ...(form.sealed ? [t("approval.objection.sealed")] : []), form.contact]
      : form.person !== ""
        ? [form.person, form.contact]
        : [t("approval.objection.whoOf.nobody")];
  const papers = form.evidence.map((one) =>
    [one.name, formOf(one.form), one.pages === "" ? "" : t("approval.objection.pages", { n: one.pages })]
      .filter((word) => word !== "")
      .join(" "),
  );
  return (
    <>
      <p className="ap-text">{form.text}</p>
      <p className="sec">
        {t("approval.objection.received", {
          at: form.received_at,
          channel: t(`approval.objection.channelOf.${form.channel}`),
          by: form.received_by,
        })}
        {" · "}
        {who.filter((word) => word !== "").join(" ")}
        {" · "}
        {form.bids.length === 0 ? t("approval.objection.whole") : form.bids.join(join)}
      </p>
      {papers.length > 0 && (
        <p className="sec">{t("approval.objection.papers", { what: papers.join(join) })}</p>
      )}
    </>
  );
}

/** What was done, the earliest first. */
function Done({ of }: { of: ObjectionView }) {
  const { t } = useTranslation();
  const line = (step: ObjectionStep): string => {
    switch (step.step) {
      case "identify":
        return t("approval.objection.done.identify", { ...step });
      case "admit":
        return step.refused === null
          ? t("approval.objection.done.accepted", { on: step.on, by: step.by })
          : t("approval.objection.done.refused", {
              on: step.on,
              by: step.by,
              why: [t(`approval.objection.groundOf.${step.refused}`), step.note].filter(Boolean).join(" "),
            });
      case "examine":
        return t("approval.objection.done.examine", {
          on: step.on,
          examiners: step.examiners,
          verdict: t(`approval.objection.verdictOf.${step.verdict}`),
          handling: t(`approval.objection.handlingOf.${step.handling}`),
        });
      case "reply":
        return t("approval.objection.done.reply", { ...step });
      case "withdraw":
        return t("approval.objection.done.withdraw", { ...step });
      case "reconsider":
      case "act":
        return "";
    }
  };
  const lines = [
    ...of.steps.map(line),
    ...(of.acted_on === null ? [] : [t("approval.objection.done.act", { on: of.acted_on })]),
    ...(of.answer_by === null || !isOpen(of)
      ? []
      : [t("approval.objection.answerBy", { day: of.answer_by })]),
  ].filter((one) => one !== "");
  if (lines.length === 0) {
    return null;
  }
  return (
    <ol className="ap-steps" aria-label={t("approval.objection.steps", { no: of.no })}>
      {lines.map((one, index) => (
        <li key={index}>{one}</li>
      ))}
    </ol>
  );
}
