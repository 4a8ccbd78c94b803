import { useTranslation } from "react-i18next";

import type { BidForm } from "../../backend";
import type { Draft } from "./use-draft";
import { TextField } from "./fields";

/** Who and what: challenge, title, field, parties, term. */
export function FactsSection({ draft, fields }: { draft: Draft; fields: readonly string[] }) {
  const { t } = useTranslation();
  const { form, editing, set } = draft;
  const text = (field: keyof BidForm & keyof typeof labels) => ({
    field,
    label: labels[field],
    value: form[field] as string,
    editing,
    onChange: (value: string) => set({ [field]: value }),
  });
  const labels = {
    challenge_no: t("bid.field.challenge_no"),
    title: t("bid.field.title"),
    field: t("bid.field.field"),
    sponsor: t("bid.field.sponsor"),
    sponsor_code: t("bid.field.sponsor_code"),
    solver: t("bid.field.solver"),
    start: t("bid.field.start"),
    end: t("bid.field.end"),
  };
  return (
    <section aria-label={t("bid.sections.facts")}>
      <h2>{t("bid.sections.facts")}</h2>
      <div className="bd-fields">
        <TextField {...text("title")} rows={1} />
        <TextField {...text("challenge_no")} />
        <TextField {...text("field")} options={fields} />
        <TextField {...text("sponsor")} />
        <TextField {...text("sponsor_code")} />
        <TextField {...text("solver")} />
        <TextField
          field="participants"
          label={t("bid.field.participants")}
          value={form.participants.join(editing ? "\n" : "、")}
          editing={editing}
          rows={2}
          hint={t("bid.field.participantsHint")}
          onChange={(value) => set({ participants: value.split("\n") })}
        />
        <TextField {...text("start")} hint={t("bid.dateHint")} />
        <TextField {...text("end")} hint={t("bid.dateHint")} />
      </div>
    </section>
  );
}
