import { Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ObjectionHandling, type ObjectionStep, type ObjectionVerdict } from "../../backend";
import { Mark } from "../../components/marks";
import { FormOf, Line, Says } from "./form";
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

/** What was found and what follows; a further examination begins with the one before, until it is answered. */
export function ExamineForm({ view, of, main, onDone, onCancel }: StepProps) {
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
    reason: t("approval.objection.reason"),
    verdict: t("approval.objection.verdict"),
    handling: t("approval.objection.handling"),
  };
  const stands = form.verdict === "upheld" && form.handling === "keep";
  const missing = [
    ...(["on", "examiners", "how", "reason"] as const)
      .filter((field) => form[field].trim() === "")
      .map((field) => labels[field]),
    ...(["verdict", "handling"] as const)
      .filter((field) => form[field] === null)
      .map((field) => labels[field]),
    ...(stands ? [labels.handling] : []),
  ];
  const { verdict, handling } = form;
  const step: ObjectionStep | null =
    verdict === null || handling === null ? null : { ...form, step: "examine", verdict, handling };
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
  const marked = (wrong: boolean) => (sheet.called && wrong ? { "data-wrong": true } : {});
  return (
    <FormOf
      name={name}
      save={act}
      sheet={sheet}
      missing={missing}
      main={main}
      onSend={() => sheet.send(step, missing)}
      onCancel={onCancel}
    >
      <div className="ap-two">
        {line("on")}
        {line("examiners")}
      </div>
      {line("how", 2)}
      <fieldset className="ap-set" {...marked(form.verdict === null)}>
        <legend>{labels.verdict}</legend>
        <Radio.Group
          name="ap-verdict"
          value={form.verdict}
          onChange={(event) => set({ verdict: event.target.value as ObjectionVerdict })}
          options={VERDICTS.map((value) => ({ value, label: t(`approval.objection.verdictOf.${value}`) }))}
        />
      </fieldset>
      {line("reason", 2)}
      <fieldset className="ap-set" {...marked(form.handling === null || stands)}>
        <legend>{labels.handling}</legend>
        <Radio.Group
          name="ap-handling"
          value={form.handling}
          onChange={(event) => set({ handling: event.target.value as ObjectionHandling })}
          options={HANDLINGS.map((value) => ({ value, label: t(`approval.objection.handlingOf.${value}`) }))}
        />
        {stands && (
          <p className="say say-warn">
            <Mark kind="warn" size={12} /> {t("approval.objection.keepUpheld")}
          </p>
        )}
        <Says id="ap-st-handling-says" problems={sheet.at("st-handling")} />
      </fieldset>
    </FormOf>
  );
}
