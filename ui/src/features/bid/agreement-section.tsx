import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";

import type { Draft } from "./use-draft";
import { Field, TextField } from "./fields";

const PARTS = ["content", "funding", "talent", "ownership"] as const;

/** The agreement with its four parts (四（四）). */
export function AgreementSection({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { form, editing, set } = draft;
  const change = (part: string, value: string) => set({ agreement: { ...form.agreement, [part]: value } });
  return (
    <section aria-label={t("bid.sections.agreement")} id="bd-agreement-at">
      <h2>{t("bid.sections.agreement")}</h2>
      <div className="bd-fields">
        {PARTS.map((part, index) => (
          <TextField
            key={part}
            field={index === 0 ? "agreement" : `agreement-${part}`}
            label={t(`bid.field.${part}`)}
            value={form.agreement[part]}
            editing={editing}
            rows={2}
            onChange={(value) => change(part, value)}
          />
        ))}
        <TextField
          field="agreement-signed_on"
          label={t("bid.field.signed_on")}
          value={form.agreement.signed_on}
          editing={editing}
          hint={t("bid.dateHint")}
          onChange={(value) => change("signed_on", value)}
        />
      </div>
    </section>
  );
}

/** The wish for a roadshow (四（五）): voluntary, never a score. */
export function RoadshowSection({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { form, editing, set } = draft;
  return (
    <section aria-label={t("bid.sections.roadshow")}>
      <h2>
        {t("bid.sections.roadshow")} <small>{t("bid.roadshowRule")}</small>
      </h2>
      <div className="bd-fields">
        <Field field="roadshow" label={t("bid.field.roadshow")}>
          {editing ? (
            <Checkbox
              id="bd-roadshow"
              checked={form.roadshow}
              onChange={(event) => set({ roadshow: event.target.checked })}
            />
          ) : (
            t(form.roadshow ? "bid.yes" : "bid.no")
          )}
        </Field>
        <TextField
          field="roadshow_note"
          label={t("bid.field.roadshow_note")}
          value={form.roadshow_note}
          editing={editing}
          onChange={(value) => set({ roadshow_note: value })}
        />
      </div>
    </section>
  );
}
