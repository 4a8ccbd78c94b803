import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Button, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type CollectedView, type DemandForm, type Sender } from "../../backend";
import { Article } from "../../components/article";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { PageHead } from "../../components/page-head";
import { ProblemBox } from "../../components/problem-box";
import { QueryStates } from "../../components/states";
import { TextField } from "../../components/text-field";
import { useDemandAct } from "../../components/use-demand-act";
import { useLeave, useUnsaved } from "../../components/unsaved";

const SENDERS: readonly Sender[] = ["district", "enterprise", "other"];

/** Whether the sponsor accepts a race, as the form offers it. */
const RACE = { raceUnasked: null, raceYes: true, raceNo: false } as const;
type Race = keyof typeof RACE;
const raceOf = (allowed: boolean | null): Race =>
  allowed === null ? "raceUnasked" : allowed ? "raceYes" : "raceNo";

const BLANK: DemandForm = {
  no: "",
  title: "",
  field: "",
  field_reason: "",
  sponsor: "",
  sponsor_code: "",
  contact: "",
  phone: "",
  background: "",
  content: "",
  indicators: "",
  start: "",
  end: "",
  term_months: "",
  total_investment: "",
  rd_total: "",
  requirements: "",
  scene: "",
  race_allowed: null,
  collected: null,
};

interface FormProps {
  fields: readonly string[];
  today: string;
  onSaved: (no: string) => void;
  onBack: () => void;
}

/** Changes a demand that is there. */
export function EditNeed({ no, ...rest }: FormProps & { no: string }) {
  const backend = useBackend();
  const demand = useQuery({
    queryKey: ["demands", "one", no],
    queryFn: () => backend.demand(no),
    retry: false,
  });
  return (
    <div className="page">
      <QueryStates query={demand} what={no}>
        {(view) => <NeedForm given={view.form} isNew={false} {...rest} />}
      </QueryStates>
    </div>
  );
}

/** Types a demand in by hand. */
export function NewNeed({ nextNo, ...rest }: FormProps & { nextNo: string }) {
  const collected: CollectedView = { on: rest.today, sender: "enterprise", from: "" };
  return (
    <div className="page">
      <NeedForm given={{ ...BLANK, no: nextNo, collected }} isNew {...rest} />
    </div>
  );
}

function NeedForm({
  given,
  isNew,
  fields,
  today,
  onSaved,
  onBack,
}: FormProps & { given: DemandForm; isNew: boolean }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [form, setForm] = useState(given);
  const save = useDemandAct(
    (asked: DemandForm) => backend.demandSave(asked, isNew),
    (view) => onSaved(view.line.no),
  );
  const changed = JSON.stringify(form) !== JSON.stringify(given);
  useUnsaved(changed && !save.isPending ? { what: t("needs.work", { no: form.no }) } : null);
  const leave = useLeave();
  const back = () => leave(onBack);
  const set = (more: Partial<DemandForm>) => setForm((was) => ({ ...was, ...more }));
  const from = form.collected ?? { on: today, sender: "enterprise" as const, from: "" };
  const needed = [
    ...(form.no.trim() === "" ? [t("needs.no")] : []),
    ...(form.title.trim() === "" ? [t("needs.name")] : []),
    ...(form.sponsor.trim() === "" ? [t("needs.sponsor")] : []),
    ...(form.collected !== null && form.collected.from.trim() === "" ? [t("needs.from")] : []),
  ];
  const submit = () => {
    if (needed.length === 0 && !save.isPending) {
      save.mutate(form);
    }
  };
  useKeys([
    { keys: "Ctrl Enter", label: t("needs.keys.save"), run: submit, inFields: true },
    { keys: "Esc", label: t("needs.keys.back"), run: back },
  ]);
  const text = (field: TextKey, label: string, rows = 1, hint?: string) => (
    <TextField
      id={`nd-${field}`}
      label={label}
      value={form[field]}
      rows={rows}
      {...(hint === undefined ? {} : { hint })}
      onChange={(value) => set({ [field]: value })}
    />
  );
  const outside = form.field.trim() !== "" && !fields.includes(form.field.trim());
  return (
    <>
      <PageHead
        title={isNew ? t("needs.newTitle") : t("needs.editTitle", { no: form.no })}
        facts={t("needs.formFacts")}
      >
        <Button onClick={back}>
          {t("needs.back")} <Keys of="Esc" />
        </Button>
        <Button type="primary" disabled={needed.length > 0 || save.isPending} onClick={submit}>
          {t("needs.save")} <Keys of="Ctrl Enter" />
        </Button>
      </PageHead>
      <div className="scroll dm-form">
        <form
          aria-label={isNew ? t("needs.newTitle") : t("needs.editTitle", { no: form.no })}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          {needed.length > 0 && (
            <p className="sec" role="status">
              {t("needs.needed", { what: needed.join(t("needs.comma")) })}
            </p>
          )}
          {save.isError && <ProblemBox error={save.error} />}
          <h2>{t("needs.basics")}</h2>
          <div className="dm-pair">
            <TextField
              id="nd-no"
              label={t("needs.no")}
              value={form.no}
              disabled={!isNew}
              onChange={(no) => set({ no })}
            />
            <div>
              <label className="field" htmlFor="nd-field">
                {t("needs.field")} <Article of={t("needs.fieldArticle")} />
              </label>
              <AutoComplete
                id="nd-field"
                value={form.field}
                onChange={(field: string) => set({ field })}
                options={fields.map((value) => ({ value }))}
                aria-label={t("needs.field")}
              />
            </div>
          </div>
          {outside && text("field_reason", t("needs.fieldReason"), 1, t("needs.fieldReasonHint"))}
          {text("title", t("needs.name"))}
          <div className="dm-pair">
            {text("sponsor", t("needs.sponsor"))}
            {text("sponsor_code", t("needs.code"))}
            {text("contact", t("needs.contact"))}
            {text("phone", t("needs.phone"))}
          </div>
          <h2>
            {t("needs.statements")} <Article of={t("needs.article")} />
          </h2>
          {text("background", t("needs.statement.background"), 2)}
          {text("content", t("needs.statement.content"), 3)}
          {text("indicators", t("needs.statement.indicators"), 3)}
          <div className="dm-three">
            {text("start", t("needs.start"), 1, t("needs.dayHint"))}
            {text("end", t("needs.end"), 1, t("needs.dayHint"))}
            {text("term_months", t("needs.termMonths"))}
          </div>
          <div className="dm-pair">
            {text("total_investment", t("needs.investment"))}
            {text("rd_total", t("needs.rdTotal"))}
          </div>
          {text("requirements", t("needs.statement.requirements"), 2)}
          <h2>{t("needs.source")}</h2>
          <div className="dm-three">
            <TextField
              id="nd-on"
              label={t("needs.on")}
              value={from.on}
              hint={t("needs.dayHint")}
              onChange={(on) => set({ collected: { ...from, on } })}
            />
            <TextField
              id="nd-from"
              label={t("needs.from")}
              value={from.from}
              hint={t("needs.fromHint")}
              onChange={(name) => set({ collected: { ...from, from: name } })}
            />
            <fieldset>
              <legend>{t("needs.senderLabel")}</legend>
              <Radio.Group
                name="nd-sender"
                value={from.sender}
                onChange={(event) => set({ collected: { ...from, sender: event.target.value as Sender } })}
                options={SENDERS.map((one) => ({ value: one, label: t(`needs.sender.${one}`) }))}
              />
            </fieldset>
          </div>
          <h2>
            {t("needs.more2")}
            <small>{t("needs.more2Hint")}</small>
          </h2>
          {text("scene", t("needs.scene"), 2)}
          <fieldset>
            <legend>{t("needs.race")}</legend>
            <Radio.Group
              name="nd-race"
              value={raceOf(form.race_allowed)}
              onChange={(event) => set({ race_allowed: RACE[event.target.value as Race] })}
              options={(["raceUnasked", "raceYes", "raceNo"] as const).map((value) => ({
                value,
                label: t(`needs.${value}`),
              }))}
            />
          </fieldset>
        </form>
      </div>
    </>
  );
}

type TextKey = {
  [K in keyof DemandForm]: DemandForm[K] extends string ? K : never;
}[keyof DemandForm];
