import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BatchView, type PublicationForm } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { TextField } from "../../components/text-field";
import { useDemandAct } from "../../components/use-demand-act";
import { useTyped } from "../../components/unsaved";

/** Numbers the challenges that have no number yet. */
export function NumberForm({ batch }: { batch: BatchView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [prefix, setPrefix] = useState(`${batch.made_on.slice(0, 4)}-01`);
  const number = useDemandAct((asked: string) => backend.batchNumber(batch.name, asked));
  const ready = prefix.trim() !== "" && !number.isPending;
  return (
    <form
      aria-label={t("posting.step.number")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          number.mutate(prefix.trim());
        }
      }}
    >
      <TextField
        id="ps-prefix"
        label={t("posting.number.prefix")}
        hint={t("posting.number.prefixHint")}
        value={prefix}
        onChange={setPrefix}
      />
      <div className="dm-do">
        <Button size="small" htmlType="submit" disabled={!ready}>
          {t("posting.number.do")}
        </Button>
        <span className="dim">{t("posting.number.prefixHint")}</span>
      </div>
      {number.isError && <ProblemBox error={number.error} />}
    </form>
  );
}

/** Records the publication, which closes the list. */
export function PublishForm({ batch, today }: { batch: BatchView; today: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [form, setForm] = useState<PublicationForm>({
    on: today,
    number: "",
    deadline_day: "",
    deadline_time: "17:00",
    place: "",
    phone: "",
  });
  const publish = useDemandAct((asked: PublicationForm) => backend.batchPublish(batch.name, asked));
  const text = (name: keyof PublicationForm, label: string) => (
    <TextField
      id={`ps-pub-${name}`}
      label={label}
      value={form[name]}
      onChange={(value) => {
        publish.reset();
        setForm((was) => ({ ...was, [name]: value }));
      }}
    />
  );
  const missing = (
    [
      ["on", t("posting.publish.on")],
      ["deadline_day", t("posting.publish.day")],
      ["place", t("posting.publish.place")],
    ] as const
  )
    .filter(([name]) => form[name].trim() === "")
    .map(([, label]) => label);
  const typed = useTyped(t("posting.publish.title"), publish.isPending || publish.isSuccess);
  return (
    <form
      onInput={typed}
      aria-label={t("posting.publish.title")}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing.length === 0 && !publish.isPending) {
          publish.mutate(form);
        }
      }}
    >
      <div className="dm-pair">
        {text("on", t("posting.publish.on"))}
        {text("number", t("posting.publish.number"))}
        {text("deadline_day", t("posting.publish.day"))}
        {text("deadline_time", t("posting.publish.time"))}
        {text("place", t("posting.publish.place"))}
        {text("phone", t("posting.publish.phone"))}
      </div>
      <div className="dm-do">
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          disabled={missing.length > 0 || publish.isPending}
        >
          {t("posting.publish.do")}
        </Button>
        {missing.length > 0 && (
          <span className="sec">{t("posting.decide.missing", { what: missing.join(t("needs.comma")) })}</span>
        )}
      </div>
      {publish.isError && <ProblemBox error={publish.error} />}
    </form>
  );
}
