import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type FeeRulesForm } from "../../backend";
import { grouped } from "../../components/amount";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { TextField } from "../../components/text-field";
import { useUnsaved } from "../../components/unsaved";
import type { Fees } from "./use-fees";

/** The rates that count here, and the office's own, which can be changed. */
export function RatesPane({ no, fees }: { no: string; fees: Fees }) {
  const { t } = useTranslation();
  const [setting, setSetting] = useState(false);
  const { view, form } = fees;
  const { rules } = view;
  const rate = (of: string) => (of === "" ? t("fees.rates.unset") : grouped(of));
  return (
    <section aria-label={t("fees.rates.title")}>
      <h2>{t("fees.rates.title")}</h2>
      <p>
        {t("fees.rates.line", {
          senior: rate(rules.senior),
          other: rate(rules.other),
          eminent: rules.eminent_percent,
        })}
      </p>
      <p>{t("fees.rates.days", { half: rules.half_percent, third: rules.third_percent })}</p>
      <p className="sec">
        {rules.keep_text === "" ? t("fees.rates.keepUnset") : t("fees.rates.keep", { text: rules.keep_text })}
      </p>
      <p className="sec">
        {rules.funding_source === ""
          ? t("fees.rates.sourceUnset")
          : t("fees.rates.source", { text: rules.funding_source })}
      </p>
      <Changes>
        {form.present_rules ? (
          <p className="say say-part">
            <Mark kind="part" /> {t("fees.rates.anewOn")}
          </p>
        ) : (
          view.other_rules && (
            <div className="note note-info">
              <Mark kind="info" />
              <div>
                {t("fees.rates.differ")}{" "}
                <Button size="small" onClick={() => fees.set({ present_rules: true })}>
                  {t("fees.rates.anew")}
                </Button>
              </div>
            </div>
          )
        )}
        {setting ? (
          <RatesForm no={no} given={view.present} onDone={() => setSetting(false)} />
        ) : (
          <Button size="small" onClick={() => setSetting(true)}>
            {t("fees.rates.set")}
          </Button>
        )}
      </Changes>
    </section>
  );
}

const PERCENTS = ["eminent", "half", "third"] as const;

function RatesForm({ no, given, onDone }: { no: string; given: FeeRulesForm; onDone: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [form, setForm] = useState(given);
  const keep = useMutation({
    mutationFn: () => backend.feeRulesSet(form),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["fees", no] });
      await queries.invalidateQueries({ queryKey: ["fees-check", no] });
      onDone();
    },
  });
  const changed = JSON.stringify(form) !== JSON.stringify(given);
  useUnsaved(changed && !keep.isPending ? { what: t("fees.rates.changed") } : null);
  const set = (part: Partial<FeeRulesForm>) => {
    keep.reset();
    setForm({ ...form, ...part });
  };
  return (
    <form
      className="fe-form"
      aria-label={t("fees.rates.set")}
      onSubmit={(event) => {
        event.preventDefault();
        if (!keep.isPending) keep.mutate();
      }}
    >
      <p className="sec">{t("fees.rates.bounds")}</p>
      <TextField
        id="fe-senior"
        label={t("fees.rates.senior")}
        value={form.senior}
        onChange={(senior) => set({ senior })}
      />
      <TextField
        id="fe-other"
        label={t("fees.rates.other")}
        value={form.other}
        onChange={(other) => set({ other })}
      />
      {PERCENTS.map((name) => (
        <div key={name}>
          <label className="field" htmlFor={`fe-${name}`}>
            {t(`fees.rates.${name}`)}
          </label>
          <InputNumber
            id={`fe-${name}`}
            min={0}
            max={100}
            precision={0}
            value={form[`${name}_percent`]}
            onChange={(value) => set({ [`${name}_percent`]: value ?? 0 })}
          />
        </div>
      ))}
      <TextField
        id="fe-keep"
        label={t("fees.rates.keepText")}
        hint={t("fees.rates.keepHint")}
        value={form.keep_text}
        onChange={(keep_text) => set({ keep_text })}
      />
      <TextField
        id="fe-funding"
        label={t("fees.rates.funding")}
        value={form.funding_source}
        onChange={(funding_source) => set({ funding_source })}
      />
      <div className="tool-do">
        <Button size="small" type="primary" htmlType="submit" disabled={!changed || keep.isPending}>
          {t("fees.rates.done")}
        </Button>
        <Button size="small" onClick={onDone}>
          {t("fees.rates.quit")}
        </Button>
      </div>
      {keep.isError && <ProblemBox error={keep.error} />}
    </form>
  );
}
