import { Button, Input } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import type { ProjectForm, ProjectMilestone } from "../../backend";
import { REPORTS, type SubjectName } from "./draft";

interface PartProps {
  form: ProjectForm;
  onForm: (more: Partial<ProjectForm>) => void;
}

const SUMS = ["rd_total", "approved", "paid", "spent"] as const;

/** What was approved, paid and spent; what nobody knows stays empty. */
export function MoneyFields({
  form,
  onForm,
  lacks,
}: PartProps & {
  /** Whether the approved sum was found missing. */
  lacks: boolean;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <>
      <div className="pj-two">
        {SUMS.map((field) => (
          <div key={field}>
            <label className="field" htmlFor={`${id}-${field}`}>
              {t(`projects.form.${field}`)}
              {field === "approved" && <small className="dim"> {t("results.form.required")}</small>}
            </label>
            <Input
              id={`${id}-${field}`}
              inputMode="decimal"
              value={form[field]}
              autoComplete="off"
              placeholder={field === "approved" ? "" : t("projects.form.unknown")}
              aria-invalid={field === "approved" && lacks}
              onChange={(event) => onForm({ [field]: event.target.value })}
            />
          </div>
        ))}
      </div>
      <h3>{t("projects.form.spentBy")}</h3>
      <table className="pj-spent">
        <thead>
          <tr>
            <th />
            <th scope="col">{t("projects.form.fiscal")}</th>
            <th scope="col">{t("projects.form.own")}</th>
          </tr>
        </thead>
        <tbody>
          {form.spent_by.map((line, at) => {
            const subject = t(`projects.form.subject.${line.subject as SubjectName}`);
            const put = (more: Partial<typeof line.spent>) =>
              onForm({
                spent_by: form.spent_by.map((one, index) =>
                  index === at ? { ...one, spent: { ...one.spent, ...more } } : one,
                ),
              });
            return (
              <tr key={line.subject}>
                <th scope="row">{subject}</th>
                <td>
                  <Input
                    size="small"
                    inputMode="decimal"
                    aria-label={`${subject} ${t("projects.form.fiscal")}`}
                    value={line.spent.fiscal}
                    onChange={(event) => put({ fiscal: event.target.value })}
                  />
                </td>
                <td>
                  <Input
                    size="small"
                    inputMode="decimal"
                    aria-label={`${subject} ${t("projects.form.own")}`}
                    value={line.spent.self_raised}
                    onChange={(event) => put({ self_raised: event.target.value })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

const OF_MILESTONE = ["due", "task", "indicators", "payable"] as const;
const NEW: ProjectMilestone = { due: "", task: "", indicators: "", payable: "" };

/** The milestones of the contract, in their order. */
export function MilestoneFields({ form, onForm }: PartProps) {
  const { t } = useTranslation();
  const put = (at: number, more: Partial<ProjectMilestone>) =>
    onForm({ milestones: form.milestones.map((one, index) => (index === at ? { ...one, ...more } : one)) });
  return (
    <>
      <h3>{t("projects.form.milestones")}</h3>
      {form.milestones.map((one, at) => (
        <div
          key={at}
          className="pj-milestone"
          role="group"
          aria-label={`${t("projects.form.milestones")} ${at + 1}`}
        >
          <b>{at + 1}</b>
          {OF_MILESTONE.map((field) => (
            <Input
              key={field}
              size="small"
              className={`pj-m-${field}`}
              aria-label={`${t(`projects.form.${field}`)} ${at + 1}`}
              placeholder={t(`projects.form.${field}`)}
              value={one[field]}
              autoComplete="off"
              onChange={(event) => put(at, { [field]: event.target.value })}
            />
          ))}
          <Button
            size="small"
            type="text"
            onClick={() => onForm({ milestones: form.milestones.filter((_, index) => index !== at) })}
          >
            {t("projects.form.remove")}
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onForm({ milestones: [...form.milestones, NEW] })}>
        {t("projects.form.addMilestone")}
      </Button>
    </>
  );
}

/** The four papers of 四（七）1: one line each; several of a kind stay as they are. */
export function ReportFields({ form, onForm }: PartProps) {
  const { t } = useTranslation();
  const put = (kind: (typeof REPORTS)[number], more: { title?: string; on?: string }) => {
    const there = form.reports.find((one) => one.kind === kind);
    const next = { kind, title: "", on: "", ...there, ...more };
    onForm({
      reports:
        there === undefined
          ? [...form.reports, next]
          : form.reports.map((one) => (one === there ? next : one)),
    });
  };
  return (
    <>
      <h3>{t("projects.form.reports")}</h3>
      {REPORTS.map((kind) => {
        const one = form.reports.find((report) => report.kind === kind);
        const name = t(`desk.project.report.${kind}`);
        return (
          <div key={kind} className="pj-report">
            <span>{name}</span>
            <Input
              size="small"
              aria-label={`${name} ${t("projects.form.reportTitle")}`}
              placeholder={t("projects.form.reportTitle")}
              value={one?.title ?? ""}
              autoComplete="off"
              onChange={(event) => put(kind, { title: event.target.value })}
            />
            <Input
              size="small"
              aria-label={`${name} ${t("projects.form.reportOn")}`}
              placeholder={t("projects.form.reportOn")}
              value={one?.on ?? ""}
              autoComplete="off"
              onChange={(event) => put(kind, { on: event.target.value })}
            />
          </div>
        );
      })}
    </>
  );
}
