import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ActForm, type IssueForm, type PlanView } from "../../backend";
import { Article } from "../../components/article";
import { blanks, FormOf, Lines } from "../../components/form/form";
import { placeBy } from "../../components/form/problems";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { usePlanSheet } from "./use-plan-act";

interface Props {
  view: PlanView;
  /** Its form is what comes next on the page. */
  main: boolean;
  onDone: (view: PlanView) => void;
}

/** 市政府审定 and 联合下达: what was done, and the form of what comes next. */
export function ActPart({ view, main, onDone }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <section aria-label={t("plan.approve.title")}>
        <h2>
          <Mark kind={view.approval === null ? "none" : "done"} /> {t("plan.approve.title")}{" "}
          <Article of="四（六）" />
        </h2>
        {view.approval === null ? (
          <Changes>
            <ApproveForm view={view} main={main} onDone={onDone} />
          </Changes>
        ) : (
          <p>{t("plan.actSaid", { ...view.approval })}</p>
        )}
      </section>
      <section aria-label={t("plan.issue.title")}>
        <h2>
          <Mark kind={view.issue === null ? "none" : "done"} /> {t("plan.issue.title")}{" "}
          <Article of="四（六）" />
        </h2>
        {view.issue !== null ? (
          <p>
            {t("plan.actSaid", { ...view.issue.act })}
            {t("plan.issue.saidWith", { with: view.issue.with })}
          </p>
        ) : view.approval === null ? (
          <p className="sec">
            <Mark kind="lock" /> {t("plan.issue.waits")}
          </p>
        ) : (
          <Changes>
            <IssuePart view={view} main={main} onDone={onDone} />
          </Changes>
        )}
      </section>
    </>
  );
}

const placeApproval = placeBy({
  fields: { 资金计划审定的文号: "ac-number", 资金计划审定的作出机关: "ac-by", 市政府审定日期: "ac-on" },
  days: { 市政府审定: "ac-on" },
});

function ApproveForm({ view, main, onDone }: Props) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [start] = useState<ActForm>({ on: view.today, number: "", by: "" });
  const [form, setForm] = useState(start);
  const sheet = usePlanSheet<ActForm>({
    what: t("plan.approve.title"),
    dirty: form !== start,
    act: (act) => backend.planApprove(view.no, act),
    placeOf: placeApproval,
    done: onDone,
  });
  const fields = [
    ["on", t("plan.act.on"), t("approval.form.dayHint")],
    ["number", t("plan.act.number"), t("plan.act.numberHint")],
    ["by", t("plan.act.by"), t("plan.approve.byHint")],
  ] as const;
  const missing = blanks(fields, form);
  return (
    <FormOf
      name={t("plan.approve.title")}
      save={t("plan.approve.save")}
      sheet={sheet}
      missing={missing}
      main={main}
      onSend={() => sheet.send(form, missing)}
    >
      <div className="pl-three">
        <Lines
          prefix="ac"
          fields={fields}
          values={form}
          sheet={sheet}
          onField={(field, text) => setForm((was) => ({ ...was, [field]: text }))}
        />
      </div>
    </FormOf>
  );
}

const placeIssue = placeBy({
  fields: {
    联合下达的文号: "is-number",
    联合下达的作出机关: "is-by",
    下达日期: "is-on",
    会同下达的市科技管理部门: "is-with",
  },
  days: { 联合下达: "is-on" },
});

function IssuePart({ view, main, onDone }: Props) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [start] = useState({ on: view.today, number: "", by: "", with: "" });
  const [form, setForm] = useState(start);
  const sheet = usePlanSheet<IssueForm>({
    what: t("plan.issue.title"),
    dirty: form !== start,
    act: (issue) => backend.planIssue(view.no, issue),
    placeOf: placeIssue,
    done: onDone,
  });
  const fields = [
    ["on", t("plan.act.on"), t("approval.form.dayHint")],
    ["number", t("plan.issue.number"), t("plan.act.numberHint")],
    ["by", t("plan.issue.by"), t("plan.issue.byHint")],
    ["with", t("plan.issue.with"), t("plan.issue.withHint")],
  ] as const;
  const missing = blanks(fields, form);
  const { on, number, by } = form;
  return (
    <FormOf
      name={t("plan.issue.title")}
      save={t("plan.issue.save")}
      sheet={sheet}
      missing={missing}
      main={main}
      onSend={() => sheet.send({ act: { on, number, by }, with: form.with }, missing)}
    >
      <p className="sec">{t("plan.issue.after", { count: view.rows.length })}</p>
      <div className="pl-three">
        <Lines
          prefix="is"
          fields={fields}
          values={form}
          sheet={sheet}
          onField={(field, text) => setForm((was) => ({ ...was, [field]: text }))}
        />
      </div>
    </FormOf>
  );
}
