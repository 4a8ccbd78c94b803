import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ObjectionStep, type RefusedAs } from "../../backend";
import { Choice } from "../../components/form/choice";
import { FormOf, Line } from "../../components/form/form";
import { Mark } from "../../components/marks";
import { ExamineForm } from "./objection-examine";
import type { Act } from "./objection-draft";
import { placeStep, type StepProps } from "./step-place";
import { useSheet } from "./use-approval-act";

/** The form of a step in an objection's handling. */
export function StepForm({ act, ...props }: StepProps & { act: Act }) {
  if (act === "admit") {
    return <AdmitForm {...props} />;
  }
  if (act === "examine") {
    return <ExamineForm {...props} />;
  }
  return <TextStep act={act} {...props} />;
}

type Texts = Record<"on" | "by" | "how" | "text", string>;
type TextAct = Exclude<Act, "admit" | "examine">;

const FIELDS: Readonly<Record<TextAct, readonly (keyof Texts)[]>> = {
  identify: ["on", "by", "how"],
  reconsider: [],
  reply: ["on", "text"],
  act: [],
  withdraw: ["on", "text"],
};

function stepOf(act: TextAct, { on, by, how, text }: Texts): ObjectionStep {
  switch (act) {
    case "identify":
      return { step: act, on, by, how };
    case "reply":
    case "withdraw":
      return { step: act, on, text };
    case "reconsider":
    case "act":
      return { step: act };
  }
}

/** A step that is written in words alone, or that one button records. */
function TextStep({ act, view, of, main, onDone, onCancel }: StepProps & { act: TextAct }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [start] = useState<Texts>({ on: view.today, by: "", how: "", text: "" });
  const [texts, setTexts] = useState(start);
  const name = t("approval.objection.formOf", { no: of.no, act: t(`approval.objection.act.${act}`) });
  const sheet = useSheet<ObjectionStep>({
    what: name,
    dirty: texts !== start,
    act: (step) => backend.objectionStep(view.no, of.no, step),
    placeOf: placeStep,
    done: onDone,
  });
  const labels = {
    on: t("approval.form.day"),
    by: t("approval.objection.by"),
    how: t("approval.objection.how"),
    text: t(act === "withdraw" ? "approval.objection.withdrawn" : "approval.objection.answer"),
  };
  const hints = { on: t("approval.form.dayHint"), by: "", how: t("approval.objection.howHint"), text: "" };
  const missing = FIELDS[act].filter((field) => texts[field].trim() === "").map((field) => labels[field]);
  return (
    <FormOf
      name={name}
      save={t(`approval.objection.act.${act}`)}
      sheet={sheet}
      missing={missing}
      main={main}
      onSend={() => sheet.send(stepOf(act, texts), missing)}
      onCancel={onCancel}
    >
      {FIELDS[act].map((field) => (
        <Line
          key={field}
          id={`st-${field}`}
          label={labels[field]}
          hint={hints[field]}
          value={texts[field]}
          onChange={(text) => setTexts((was) => ({ ...was, [field]: text }))}
          sheet={sheet}
          rows={field === "text" ? 3 : 1}
          must
        />
      ))}
    </FormOf>
  );
}

const GROUNDS: readonly RefusedAs[] = ["late", "anonymous", "no_evidence", "other_matter", "other"];

/** What is typed of the word on acceptance, and what it still lacks. */
function useAdmission({ view, of, onDone }: StepProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const checked = of.steps.some(({ step }) => step === "identify");
  const can = of.inadmissible === null && checked;
  const [start] = useState({ on: view.today, by: "", note: "", refused: of.inadmissible });
  const [form, setForm] = useState(start);
  const [accept, setAccept] = useState(can);
  const name = t("approval.objection.formOf", { no: of.no, act: t("approval.objection.act.admit") });
  const sheet = useSheet<ObjectionStep>({
    what: name,
    dirty: form !== start,
    act: (step) => backend.objectionStep(view.no, of.no, step),
    placeOf: placeStep,
    done: onDone,
  });
  const set = (more: Partial<typeof form>) => {
    sheet.reset();
    setForm((was) => ({ ...was, ...more }));
  };
  const noted = !accept && form.refused === "other";
  const missing = [
    ...(form.on.trim() === "" ? [t("approval.form.day")] : []),
    ...(form.by.trim() === "" ? [t("approval.objection.by")] : []),
    ...(!accept && form.refused === null ? [t("approval.objection.ground")] : []),
    ...(noted && form.note.trim() === "" ? [t("approval.objection.note")] : []),
  ];
  const send = () => sheet.send({ step: "admit", ...form, refused: accept ? null : form.refused }, missing);
  return { checked, can, form, set, accept, setAccept, name, sheet, noted, missing, send };
}

/** Whether it is accepted; what keeps it from being so stands beside the word that cannot be chosen. */
function AdmitForm(props: StepProps) {
  const { t } = useTranslation();
  const { checked, can, form, set, accept, setAccept, name, sheet, noted, missing, send } =
    useAdmission(props);
  const { inadmissible } = props.of;
  const line = (field: "on" | "by" | "note", label: string, must: boolean) => (
    <Line
      id={`st-${field}`}
      label={label}
      value={form[field]}
      onChange={(text) => set({ [field]: text })}
      sheet={sheet}
      must={must}
    />
  );
  return (
    <FormOf
      name={name}
      save={t("approval.objection.act.admit")}
      sheet={sheet}
      missing={missing}
      main={props.main}
      onSend={send}
      onCancel={props.onCancel}
    >
      <Choice
        name="st-word"
        label={t("approval.objection.word")}
        value={accept}
        options={[
          { value: true, label: t("approval.objection.accept"), disabled: !can },
          { value: false, label: t("approval.objection.refuse") },
        ]}
        problems={sheet.at("st-word")}
        onChoose={setAccept}
      >
        {inadmissible === null && !checked && (
          <p className="say say-warn">
            <Mark kind="warn" size={12} /> {t("approval.objection.unchecked")}
          </p>
        )}
      </Choice>
      {!accept && (
        <Choice
          name="st-ground"
          label={t("approval.objection.ground")}
          value={form.refused}
          options={GROUNDS.map((value) => ({ value, label: t(`approval.objection.groundOf.${value}`) }))}
          wrong={sheet.called && form.refused === null}
          onChoose={(refused) => set({ refused })}
        />
      )}
      <div className="ap-two">
        {line("on", t("approval.form.day"), true)}
        {line("by", t("approval.objection.by"), true)}
      </div>
      {line("note", t("approval.objection.note"), noted)}
    </FormOf>
  );
}
