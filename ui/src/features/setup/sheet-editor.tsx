import { Button, Input } from "antd";
import { useTranslation } from "react-i18next";

import type { CriterionForm, QuestionForm, SheetEdit, SheetForm } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { CriterionEditor } from "./criterion-editor";
import { RaterTicks } from "./rater-ticks";
import "./sheet-editor.css";
import { SheetLacks } from "./sheet-lacks";
import { SheetLimits } from "./sheet-limits";
import { SheetSources } from "./sheet-sources";
import { useSheetDraft } from "./use-sheet";

const BLANK: CriterionForm = {
  id: "",
  name_zh: "",
  name_en: "",
  max: "",
  raters: [],
  parts: [],
  bands: [{ name: "", from: "0", text: "" }],
};
const QUESTION: QuestionForm = {
  id: "",
  question: "",
  raters: [],
  vetoes_on_yes: true,
  effect: "",
  limit: "reject",
  basis: "",
};

/** The sheet of a meeting, edited: what it lacks stands at the top and keeps the rules from being frozen. */
export function SheetEditor({ no, edit, onDone }: { no: string; edit: SheetEdit; onDone: () => void }) {
  const { t } = useTranslation();
  const draft = useSheetDraft(no, edit);
  const { form, change } = draft;
  return (
    <form
      className="se"
      aria-label={t("sheet.edit")}
      onBlur={draft.flush}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="se-top">
        <b>{t("sheet.edit")}</b>
        <span role="status" className="sec">
          {draft.unsaved || draft.working ? t("sheet.saving") : t("sheet.saved")}
        </span>
        <Button onClick={onDone}>{t("sheet.done")}</Button>
      </div>
      <SheetSources no={no} edit={edit} draft={draft} />
      {draft.error !== null && <ProblemBox error={draft.error} />}
      <SheetLacks problems={edit.problems} title={t("sheet.lacks")} />
      <SheetFields form={form} change={change} sums={edit.part_sums} problems={edit.problems} />
    </form>
  );
}

/** Everything of a sheet, to be changed. */
export function SheetFields({
  form,
  change,
  sums,
  problems,
}: {
  form: SheetForm;
  change: (part: Partial<SheetForm>) => void;
  /** What the parts of each criterion come to, where that is known. */
  sums: SheetEdit["part_sums"];
  problems: SheetEdit["problems"];
}) {
  const { t } = useTranslation();
  const criteria = (at: number, next: CriterionForm | null) =>
    change({ criteria: form.criteria.flatMap((one, i) => (i !== at ? [one] : next === null ? [] : [next])) });
  const move = (at: number, by: number) => {
    const list = [...form.criteria];
    const [one] = list.splice(at, 1);
    if (one !== undefined) {
      list.splice(at + by, 0, one);
      change({ criteria: list });
    }
  };
  return (
    <>
      <SheetHead form={form} change={change} />
      <h3>{t("sheet.criteria")}</h3>
      <ol className="se-list">
        {form.criteria.map((one, at) => (
          <CriterionEditor
            key={at}
            at={at}
            last={form.criteria.length - 1}
            of={one}
            scored={form.score_subs}
            partSum={sums[at] ?? null}
            problems={problems.filter(({ place }) => place?.startsWith(`criterion/${at + 1}/`))}
            onChange={(next) => criteria(at, next)}
            onMove={(by) => move(at, by)}
          />
        ))}
      </ol>
      <Button onClick={() => change({ criteria: [...form.criteria, BLANK] })}>
        {t("sheet.addCriterion")}
      </Button>
      <SheetLimits form={form} change={change} />
      <h3>{t("sheet.questions")}</h3>
      <ol className="se-list">
        {form.questions.map((one, at) => (
          <Question
            key={at}
            at={at}
            of={one}
            onChange={(next) =>
              change({
                questions: form.questions.flatMap((q, i) => (i !== at ? [q] : next === null ? [] : [next])),
              })
            }
          />
        ))}
      </ol>
      <Button onClick={() => change({ questions: [...form.questions, QUESTION] })}>
        {t("sheet.addQuestion")}
      </Button>
    </>
  );
}

/** Name and figures of the whole sheet. */
function SheetHead({ form, change }: { form: SheetForm; change: (part: Partial<SheetForm>) => void }) {
  const { t } = useTranslation();
  const figure = (field: "total" | "step" | "trim_min" | "min_valid" | "deviation") => (
    <label key={field} htmlFor={`se-${field}`}>
      {t(`sheet.${field}`)}
      <Input
        id={`se-${field}`}
        className="num"
        value={form[field]}
        inputMode="decimal"
        suffix={field === "deviation" ? "%" : undefined}
        onChange={(event) => change({ [field]: event.target.value })}
      />
    </label>
  );
  return (
    <>
      <div className="se-names">
        <label htmlFor="se-name">
          {t("sheet.name")}
          <Input
            id="se-name"
            value={form.name_zh}
            onChange={(e) => change({ name_zh: e.target.value, name_en: "" })}
          />
        </label>
        <label htmlFor="se-basis">
          {t("setup.sheetBasis")}
          <Input id="se-basis" value={form.basis} onChange={(e) => change({ basis: e.target.value })} />
        </label>
      </div>
      <div className="se-figures">
        {(["total", "step", "trim_min", "min_valid", "deviation"] as const).map(figure)}
      </div>
      <label className="se-tick">
        <input
          type="checkbox"
          checked={form.by_criterion}
          onChange={(event) => change({ by_criterion: event.target.checked })}
        />
        <span>
          {t("sheet.byCriterion")} <small className="sec">{t("sheet.byCriterionMeans")}</small>
        </span>
      </label>
      <label className="se-tick">
        <input
          type="checkbox"
          checked={form.score_subs}
          onChange={(event) => change({ score_subs: event.target.checked })}
        />
        <span>
          {t("sheet.scoreSubs")} <small className="sec">{t("sheet.scoreSubsMeans")}</small>
        </span>
      </label>
    </>
  );
}

/** A veto question. */
function Question({
  at,
  of,
  onChange,
}: {
  at: number;
  of: QuestionForm;
  onChange: (next: QuestionForm | null) => void;
}) {
  const { t } = useTranslation();
  const n = at + 1;
  const put = (part: Partial<QuestionForm>) => onChange({ ...of, ...part });
  return (
    <li>
      <fieldset>
        <legend className="aside">{t("sheet.questionN", { n })}</legend>
        <div className="se-row">
          <Input
            aria-label={t("sheet.questionN", { n })}
            value={of.question}
            onChange={(event) => put({ question: event.target.value })}
          />
          <select
            aria-label={t("sheet.vetoesOn", { n })}
            value={of.vetoes_on_yes ? "yes" : "no"}
            onChange={(event) => put({ vetoes_on_yes: event.target.value === "yes" })}
          >
            <option value="yes">{t("sheet.onYes")}</option>
            <option value="no">{t("sheet.onNo")}</option>
          </select>
          <Button aria-label={t("sheet.removeQuestion", { n })} onClick={() => onChange(null)}>
            {t("sheet.remove")}
          </Button>
        </div>
        <div className="se-row">
          <Input
            aria-label={t("sheet.effectN", { n })}
            placeholder={t("sheet.effect")}
            value={of.effect}
            onChange={(event) => put({ effect: event.target.value })}
          />
          <select
            aria-label={t("sheet.limitOf", { n })}
            value={of.limit}
            onChange={(event) => put({ limit: event.target.value as QuestionForm["limit"] })}
          >
            {(["reject", "revise", "tell"] as const).map((one) => (
              <option key={one} value={one}>
                {t(`sheet.leaves.${one}`)}
              </option>
            ))}
          </select>
          <RaterTicks chosen={of.raters} what={of.question} onChange={(raters) => put({ raters })} />
        </div>
      </fieldset>
    </li>
  );
}
