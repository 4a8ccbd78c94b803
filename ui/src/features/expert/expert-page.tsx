import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type Category, type ExpertForm, type ExpertView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { ProblemBox } from "../../components/problem-box";
import { QueryStates } from "../../components/states";
import { TextField } from "../../components/text-field";
import { useUnsaved } from "../../components/unsaved";
import "./expert.css";
import { IdentityPane } from "./identity-pane";

const CATEGORIES: readonly Category[] = ["technical", "management", "finance", "legal"];
const BLANK: ExpertForm = {
  no: "",
  name: "",
  category: "technical",
  unit: "",
  title: "",
  specialty: "",
  phone: "",
  past_units: "",
  colleagues: "",
  teachers: "",
};

/** One expert: facts to change, reviews, and apart from them the numbers that fees need. Without a number: a new one. */
export function ExpertPage({
  no,
  onBack,
  onSaved,
}: {
  no: string | null;
  onBack: () => void;
  onSaved: (no: string) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const expert = useQuery({
    queryKey: ["expert", no],
    queryFn: () => backend.expert(no ?? ""),
    enabled: no !== null,
    retry: false,
  });
  useKeys([{ keys: "Esc", label: t("books.expert.keys.back"), run: onBack }]);
  const back = (
    <Button onClick={onBack}>
      {t("books.expert.back")} <Keys of="Esc" />
    </Button>
  );
  if (no === null) {
    return (
      <div className="page">
        <PageHead title={t("books.expert.newTitle")}>{back}</PageHead>
        <div className="scroll ep-new">
          <FactsForm form={BLANK} fresh onSaved={(saved) => onSaved(saved.form.no)} />
        </div>
      </div>
    );
  }
  return (
    <div className="page">
      <QueryStates query={expert} what={t("books.expert.what")}>
        {(view) => (
          <>
            <PageHead title={view.form.name} facts={`${view.form.no} · ${view.form.unit}`}>
              {back}
            </PageHead>
            <div className="docked ep-body">
              <div className="ep-main">
                <Changes said>
                  <FactsForm
                    key={JSON.stringify(view.form)}
                    form={view.form}
                    fresh={false}
                    onSaved={(saved) => onSaved(saved.form.no)}
                  />
                </Changes>
                <Reviews view={view} />
              </div>
              <Changes>
                <IdentityPane view={view} />
              </Changes>
            </div>
          </>
        )}
      </QueryStates>
    </div>
  );
}

function FactsForm({
  form,
  fresh,
  onSaved,
}: {
  form: ExpertForm;
  /** Whether the expert is not in the register yet. */
  fresh: boolean;
  onSaved: (view: ExpertView) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [expert, setExpert] = useState(form);
  const save = useMutation({
    mutationFn: () => backend.expertSave(expert, fresh),
    onSuccess: async (view) => {
      queries.setQueryData(["expert", view.form.no], view);
      await queries.invalidateQueries({ queryKey: ["experts"] });
      onSaved(view);
    },
  });
  const whole = [expert.no, expert.name, expert.unit].every((one) => one.trim() !== "");
  const changed = JSON.stringify(expert) !== JSON.stringify(form);
  useUnsaved(
    changed && !save.isPending && !save.isSuccess
      ? { what: t("books.expert.work", { name: expert.name }) }
      : null,
  );
  const ready = whole && changed && !save.isPending;
  const submit = () => {
    if (ready) save.mutate();
  };
  useKeys([
    { keys: "Ctrl Enter", label: t("books.expert.keys.edit"), run: submit, inFields: true, when: ready },
  ]);
  const set = (part: Partial<ExpertForm>) => {
    setExpert({ ...expert, ...part });
    save.reset();
  };
  const labels = {
    no: t("books.expert.no"),
    name: t("books.expert.name"),
    unit: t("books.expert.unit"),
    title: t("books.expert.position"),
    specialty: t("books.expert.specialty"),
    phone: t("books.expert.phone"),
  } as const;
  const text = (field: keyof typeof labels, hint?: string) => (
    <div key={field}>
      <label className="field" htmlFor={`ep-${field}`}>
        {labels[field]}
      </label>
      <Input
        id={`ep-${field}`}
        value={expert[field]}
        placeholder={hint}
        autoComplete="off"
        disabled={field === "no" && !fresh}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </div>
  );
  return (
    <form
      aria-label={t("books.expert.title")}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="ep-fields">
        {text("no")}
        {text("name")}
        <div>
          <label className="field" htmlFor="ep-category">
            {t("books.expert.category")}
          </label>
          <Select<Category>
            id="ep-category"
            value={expert.category}
            options={CATEGORIES.map((one) => ({ value: one, label: t(`books.expert.kind.${one}`) }))}
            onChange={(category) => set({ category })}
          />
        </div>
        {text("unit")}
        {text("title")}
        {text("specialty", t("books.expert.specialtyHint"))}
        {text("phone")}
      </div>
      <fieldset className="ep-relations">
        <legend>{t("books.expert.relations")}</legend>
        <p className="sec">{t("books.expert.relationsNote")}</p>
        {(
          [
            ["past_units", "pastHint"],
            ["colleagues", "colleaguesHint"],
            ["teachers", "teachersHint"],
          ] as const
        ).map(([field, hint]) => (
          <TextField
            key={field}
            id={`ep-${field}`}
            label={t(`books.expert.${field}`)}
            hint={t(`books.expert.${hint}`)}
            rows={2}
            value={expert[field]}
            onChange={(value) => set({ [field]: value })}
          />
        ))}
      </fieldset>
      <div className="tool-do">
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {t("books.expert.save")} <Keys of="Ctrl Enter" />
        </Button>
        {!whole && <span className="sec">{t("books.expert.need")}</span>}
      </div>
      {save.isError && <ProblemBox error={save.error} />}
    </form>
  );
}

function Reviews({ view }: { view: ExpertView }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("books.expert.reviews")} className="ep-reviews">
      <h2>{t("books.expert.reviews")}</h2>
      {view.reviews.length === 0 ? (
        <p className="sec">{t("books.expert.noReviews")}</p>
      ) : (
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{t("books.expert.date")}</th>
              <th scope="col">{t("books.expert.session")}</th>
              <th scope="col" className="num">
                {t("books.expert.bids")}
              </th>
              <th scope="col" className="num">
                {t("books.expert.recused")}
              </th>
              <th scope="col">{t("books.expert.state")}</th>
            </tr>
          </thead>
          <tbody>
            {view.reviews.map((one) => (
              <tr key={one.session_no}>
                <td>{one.date}</td>
                <th scope="row">
                  {one.session_no} {one.title}
                </th>
                <td className="num">{one.bids}</td>
                <td className="num">{one.recused}</td>
                <td>{t(one.closed ? "books.expert.closed" : "books.expert.open_")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
