import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ObjectionHandling, type ObjectionStep, type ObjectionVerdict } from "../../backend";
import { Choice } from "../../components/form/choice";
import { FormOf, Line } from "../../components/form/form";
import { Mark } from "../../components/marks";
import { placeStep, type StepProps } from "./step-place";
import { useSheet } from "./use-approval-act";

const VERDICTS: readonly ObjectionVerdict[] = ["upheld", "partly", "rejected"];
const HANDLINGS: readonly ObjectionHandling[] = ["keep", "send_back", "rejudge", "leave_out", "other"];

interface Found {
  on: string;
  examiners: string;
  how: string;
  verdict: ObjectionVerdict | null;
  reason: string;
  handling: ObjectionHandling | null;
}

/** What is typed of an examination, and what it still lacks. */
function useExamination({ view, of, onDone }: StepProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const before = of.steps.find((one) => one.step === "examine");
  const [start] = useState<Found>(
    before?.step === "examine"
      ? before
      : { on: view.today, examiners: "", how: "", verdict: null, reason: "", handling: null },
  );
  const [form, setForm] = useState(start);
  const act = t(before === undefined ? "approval.objection.act.examine" : "approval.objection.again");
  const name = t("approval.objection.formOf", { no: of.no, act });
  const sheet = useSheet<ObjectionStep>({
    what: name,
    dirty: form !== start,
    act: (step) => backend.objectionStep(view.no, of.no, step),
    placeOf: placeStep,
    done: onDone,
  });
  const set = (more: Partial<Found>) => {
    sheet.reset();
    setForm((was) => ({ ...was, ...more }));
  };
  const labels = {
    on: t("approval.form.day"),
    examiners: t("approval.objection.examiners"),
    how: t("approval.objection.process"),
    verdict: t("approval.objection.verdict"),
    reason: t("approval.objection.reason"),
    handling: t("approval.objection.handling"),
  };
  const { verdict, handling } = form;
  // Something follows from what was upheld.
  const stands = verdict === "upheld" && handling === "keep";
  const missing = (Object.keys(labels) as (keyof Found)[])
    .filter((field) => (form[field] ?? "").trim() === "" || (field === "handling" && stands))
    .map((field) => labels[field]);
  const step: ObjectionStep | null =
    verdict === null || handling === null ? null : { ...form, step: "examine", verdict, handling };
  return { form, set, act, name, sheet, labels, stands, missing, send: () => sheet.send(step, missing) };
}

/** What was found and what follows; a further examination begins with the one before, until it is answered. */
export function ExamineForm(props: StepProps) {
  const { t } = useTranslation();
  const { form, set, act, name, sheet, labels, stands, missing, send } = useExamination(props);
  const line = (field: "on" | "examiners" | "how" | "reason", rows = 1) => (
    <Line
      id={`st-${field}`}
      label={labels[field]}
      value={form[field]}
      onChange={(text) => set({ [field]: text })}
      sheet={sheet}
      rows={rows}
      must
    />
  );
  return (
    <FormOf
      name={name}
      save={act}
      sheet={sheet}
      missing={missing}
      main={props.main}
      onSend={send}
      onCancel={props.onCancel}
    >
      <div className="ap-two">
        {line("on")}
        {line("examiners")}
      </div>
      {line("how", 2)}
      <Choice
        name="st-verdict"
        label={labels.verdict}
        value={form.verdict}
        options={VERDICTS.map((value) => ({ value, label: t(`approval.objection.verdictOf.${value}`) }))}
        wrong={sheet.called && form.verdict === null}
        onChoose={(verdict) => set({ verdict })}
      />
      {line("reason", 2)}
      <Choice
        name="st-handling"
        label={labels.handling}
        value={form.handling}
        options={HANDLINGS.map((value) => ({ value, label: t(`approval.objection.handlingOf.${value}`) }))}
        wrong={sheet.called && (form.handling === null || stands)}
        problems={sheet.at("st-handling")}
        onChoose={(handling) => set({ handling })}
      >
        {stands && (
          <p className="say say-warn">
            <Mark kind="warn" size={12} /> {t("approval.objection.keepUpheld")}
          </p>
        )}
      </Choice>
    </FormOf>
  );
}
