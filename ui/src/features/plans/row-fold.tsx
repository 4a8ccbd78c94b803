import { Button, Checkbox, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";

import type { OverlapForm, OverlapKeeps, PlanRowForm, TermsForm } from "../../backend";
import { grouped } from "../../components/amount";
import { Article } from "../../components/article";
import { NO_OVERLAP, NO_TERMS, type Row } from "./plan-draft";

/** What was said of a project beyond the principle: support elsewhere, another way of payment. */
export function RowSaid({ form, whole = false }: { form: PlanRowForm; whole?: boolean }) {
  const { t } = useTranslation();
  const { overlaps, terms } = form;
  return (
    <div className="sec">
      {overlaps.map((one, at) => (
        <p key={at}>
          {t("plan.overlap.said", {
            programme: one.programme,
            number: one.number,
            amount: grouped(one.amount),
            paid: grouped(one.paid),
            keeps: t(`plan.overlap.keeps.${one.keeps ?? "nothing"}`),
          })}
          {one.by !== "" && t("plan.overlap.saidBy", { on: one.on, by: one.by })}
          {one.reason !== "" && t("plan.overlap.saidWhy", { why: one.reason })}
        </p>
      ))}
      {terms !== null && (
        <p>
          {terms.once
            ? t("plan.terms.saidOnce", { why: terms.reason })
            : t("plan.terms.saidShares", { first: terms.first, middle: terms.middle, why: terms.reason })}
        </p>
      )}
      {whole && overlaps.length === 0 && terms === null && <p>{t("plan.nothingSaid")}</p>}
    </div>
  );
}

/** What a project departs by: support of the same content elsewhere (六（一）), another way of payment (四（六）). */
export function RowFold({ row, onForm }: { row: Row; onForm: (more: Partial<PlanRowForm>) => void }) {
  const { t } = useTranslation();
  const { overlaps, terms, bid_no } = row.form;
  const put = (at: number, more: Partial<OverlapForm>) =>
    onForm({ overlaps: overlaps.map((one, index) => (index === at ? { ...one, ...more } : one)) });
  return (
    <div className="pl-fold">
      <section aria-label={t("plan.overlap.of", { bid: bid_no })}>
        <h4>
          {t("plan.overlap.title")} <Article of="六（一）" />
        </h4>
        <p className="sec">{t("plan.overlap.hint")}</p>
        {overlaps.map((one, at) => (
          <OverlapFields
            key={at}
            name={`${bid_no}-${at}`}
            of={one}
            onForm={(more) => put(at, more)}
            onOut={() => onForm({ overlaps: overlaps.filter((_, index) => index !== at) })}
          />
        ))}
        <Button size="small" onClick={() => onForm({ overlaps: [...overlaps, NO_OVERLAP] })}>
          {t("plan.overlap.add")}
        </Button>
      </section>
      <section aria-label={t("plan.terms.of", { bid: bid_no })}>
        <h4>
          {t("plan.terms.title")} <Article of="四（六）" />
        </h4>
        <p className="sec">{t("plan.terms.hint")}</p>
        <Checkbox
          checked={terms !== null}
          onChange={(event) => onForm({ terms: event.target.checked ? NO_TERMS : null })}
        >
          {t("plan.terms.departs")}
        </Checkbox>
        {terms !== null && (
          <TermsFields name={bid_no} of={terms} onForm={(more) => onForm({ terms: { ...terms, ...more } })} />
        )}
      </section>
    </div>
  );
}

const KEEPS: readonly OverlapKeeps[] = ["this", "other", "both"];
const OF_OVERLAP = ["programme", "number", "amount", "paid"] as const;
const OF_DECISION = ["on", "by", "reason"] as const;

function OverlapFields({
  name,
  of,
  onForm,
  onOut,
}: {
  name: string;
  of: OverlapForm;
  onForm: (more: Partial<OverlapForm>) => void;
  onOut: () => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="pl-overlap">
      <legend>{t("plan.overlap.one")}</legend>
      {OF_OVERLAP.map((field) => (
        <Small
          key={field}
          id={`pl-${name}-${field}`}
          label={t(`plan.overlap.${field}`)}
          value={of[field]}
          onChange={(text) => onForm({ [field]: text })}
        />
      ))}
      <div className="pl-keeps" role="radiogroup" aria-label={t("plan.overlap.decision")}>
        <span>{t("plan.overlap.decision")}</span>
        <Radio.Group
          name={`pl-${name}-keeps`}
          value={of.keeps}
          onChange={(event) => onForm({ keeps: event.target.value as OverlapKeeps })}
          options={KEEPS.map((value) => ({ value, label: t(`plan.overlap.keeps.${value}`) }))}
        />
      </div>
      {OF_DECISION.map((field) => (
        <Small
          key={field}
          id={`pl-${name}-${field}`}
          label={t(`plan.overlap.${field}`)}
          value={of[field]}
          hint={field === "on" ? t("approval.form.dayHint") : ""}
          onChange={(text) => onForm({ [field]: text })}
        />
      ))}
      <Button size="small" type="text" onClick={onOut}>
        {t("plan.overlap.remove")}
      </Button>
    </fieldset>
  );
}

function TermsFields({
  name,
  of,
  onForm,
}: {
  name: string;
  of: TermsForm;
  onForm: (more: Partial<TermsForm>) => void;
}) {
  const { t } = useTranslation();
  const shares = of.once ? [] : (["first", "middle"] as const);
  return (
    <fieldset className="pl-overlap">
      <legend>{t("plan.terms.how")}</legend>
      <Radio.Group
        name={`pl-${name}-once`}
        value={of.once}
        onChange={(event) => onForm({ once: event.target.value as boolean })}
        options={[
          { value: true, label: t("plan.terms.once") },
          { value: false, label: t("plan.terms.shares") },
        ]}
      />
      {[...shares, "reason" as const].map((field) => (
        <Small
          key={field}
          id={`pl-${name}-terms-${field}`}
          label={t(`plan.terms.${field}`)}
          value={of[field]}
          onChange={(text) => onForm({ [field]: text })}
        />
      ))}
    </fieldset>
  );
}

function Small({
  id,
  label,
  value,
  onChange,
  hint = "",
}: {
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  hint?: string;
}) {
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        size="small"
        value={value}
        placeholder={hint}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
