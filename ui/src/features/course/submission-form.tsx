import { Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type {
  CourseView,
  NodeView,
  Problem,
  ReachedForm,
  ReportName,
  SubmissionForm as Papers,
} from "../../backend";
import { Article } from "../../components/article";
import { FormOf, Line, Says } from "../../components/form/form";
import { param } from "../../components/form/problems";
import { useCourseSheet } from "./use-course";

const REPORTS: readonly ReportName[] = ["progress", "evidence", "audit", "ledger"];

/** What is said of a paper stands at the four; a day at its field. */
function placeOf(problem: Problem): string | null {
  const field = param(problem, "field");
  if (problem.code === "papers.missing" || field === "资料提交日期") {
    return "su-reports";
  }
  return problem.code === "list.date_order" || field === "报送日期" ? "su-on" : null;
}

/** Papers as they begin: those handed in last, or with the indicators of the contract and nothing reached. */
function begun(view: CourseView, node: NodeView | null): Papers {
  const reached = view.contract.indicators.map(({ name, target, unit, key }): ReachedForm => ({
    indicator: name,
    target: `${target}${unit}`,
    actual: "",
    key,
    evidence: "",
  }));
  return (
    node?.papers ?? {
      milestone: node?.n ?? null,
      on: view.today,
      reports: [],
      audit_no: "",
      reached,
      self_text: "",
    }
  );
}

/** The papers of a milestone, or of the application for acceptance (四（七）1). */
export function SubmissionForm({
  view,
  node,
  main,
  onDone,
  onCancel,
}: {
  view: CourseView;
  /** The milestone; nothing for acceptance. */
  node: NodeView | null;
  main: boolean;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [start] = useState(() => begun(view, node));
  const [form, setForm] = useState(start);
  const name = t(node === null ? "courseSteps.papers.apply" : "courseSteps.papers.submit");
  const sheet = useCourseSheet({ no: view.no, what: name, dirty: form !== start, placeOf, done: onDone });
  const set = (more: Partial<Papers>) => {
    sheet.reset();
    setForm((was) => ({ ...was, ...more }));
  };
  const missing = form.on.trim() === "" ? [t("courseSteps.papers.on")] : [];
  return (
    <FormOf
      name={name}
      save={t("courseSteps.papers.save")}
      sheet={sheet}
      missing={missing}
      main={main}
      onSend={() => sheet.send({ step: node === null ? "apply" : "submit", papers: form }, missing)}
      onCancel={onCancel}
    >
      <p className="sec">
        {t(node === null ? "courseSteps.papers.hintApply" : "courseSteps.papers.hint")}{" "}
        <Article of="四（七）1" />
      </p>
      <div className="co-fields">
        <Line
          id="su-on"
          label={t("courseSteps.papers.on")}
          value={form.on}
          onChange={(on) => set({ on })}
          sheet={sheet}
          must
          hint={t("approval.form.dayHint")}
        />
        <Line
          id="su-audit"
          label={t("courseSteps.papers.auditNo")}
          value={form.audit_no}
          onChange={(audit_no) => set({ audit_no })}
          sheet={sheet}
        />
      </div>
      <fieldset className="ap-set" {...(sheet.at("su-reports").length > 0 ? { "data-wrong": true } : {})}>
        <legend>{t("courseSteps.papers.four")}</legend>
        {REPORTS.map((kind) => (
          <Report key={kind} kind={kind} papers={form} onPapers={set} />
        ))}
        <Says id="su-reports-says" problems={sheet.at("su-reports")} />
      </fieldset>
      <Reached rows={form.reached} onRows={(reached) => set({ reached })} />
      <Line
        id="su-self"
        label={t("courseSteps.papers.self")}
        value={form.self_text}
        onChange={(self_text) => set({ self_text })}
        sheet={sheet}
        rows={2}
      />
    </FormOf>
  );
}

/** One of the four papers: a tick, then its title and day. */
function Report({
  kind,
  papers,
  onPapers,
}: {
  kind: ReportName;
  papers: Papers;
  onPapers: (more: Partial<Papers>) => void;
}) {
  const { t } = useTranslation();
  const paper = t(`desk.project.report.${kind}`);
  const there = papers.reports.find((report) => report.kind === kind);
  const others = papers.reports.filter((report) => report.kind !== kind);
  const put = (more: { title?: string; on?: string }) => {
    const next = { kind, title: paper, on: papers.on, ...there, ...more };
    onPapers({
      reports: REPORTS.flatMap((one) => [...others, next].filter((report) => report.kind === one)),
    });
  };
  return (
    <div className="co-report">
      <Checkbox
        checked={there !== undefined}
        onChange={(event) => (event.target.checked ? put({}) : onPapers({ reports: others }))}
      >
        {paper}
      </Checkbox>
      {there !== undefined && (
        <>
          <Input
            size="small"
            aria-label={t("courseSteps.papers.titleOf", { paper })}
            value={there.title}
            autoComplete="off"
            onChange={(event) => put({ title: event.target.value })}
          />
          <Input
            size="small"
            aria-label={t("courseSteps.papers.dateOf", { paper })}
            value={there.on}
            autoComplete="off"
            onChange={(event) => put({ on: event.target.value })}
          />
        </>
      )}
    </div>
  );
}

/** What was reached of each indicator of the contract. */
function Reached({ rows, onRows }: { rows: readonly ReachedForm[]; onRows: (rows: ReachedForm[]) => void }) {
  const { t } = useTranslation();
  if (rows.length === 0) {
    return null;
  }
  const put = (at: number, more: Partial<ReachedForm>) =>
    onRows(rows.map((one, index) => (index === at ? { ...one, ...more } : one)));
  return (
    <table className="grid co-rows" aria-label={t("courseSteps.papers.reached")}>
      <thead>
        <tr>
          {(["indicator", "target", "actual", "evidence"] as const).map((head) => (
            <th key={head} scope="col">
              {t(`courseSteps.papers.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            <th scope="row">
              {row.key && <b>{t("course.contract.keyMark")} </b>}
              {row.indicator}
            </th>
            <td>{row.target}</td>
            <td>
              <Input
                size="small"
                aria-label={t("courseSteps.papers.actualOf", { indicator: row.indicator })}
                value={row.actual}
                autoComplete="off"
                onChange={(event) => put(at, { actual: event.target.value })}
              />
            </td>
            <td>
              <Input
                size="small"
                aria-label={t("courseSteps.papers.evidenceOf", { indicator: row.indicator })}
                value={row.evidence}
                autoComplete="off"
                onChange={(event) => put(at, { evidence: event.target.value })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
