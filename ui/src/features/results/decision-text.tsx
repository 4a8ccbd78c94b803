import { Input } from "antd";
import { useTranslation } from "react-i18next";

import type { Problem, SessionKind } from "../../backend";
import { FieldProblems } from "./field-problems";
import type { TextName } from "./texts-of";

/** What a text of the form is called of a project. */
export function projectText(name: TextName, kind: SessionKind) {
  if (name === "feasibility") {
    return kind === "termination" ? "results.project.facts" : "results.project.reached";
  }
  const names = {
    budget: "results.project.money",
    weakness: "results.project.problems",
    revise: kind === "termination" ? "results.project.conditions" : "results.project.follow",
    reason: "results.form.reason",
    value: "results.form.value",
  } as const;
  return names[name];
}

/** A text of the panel's word. What the program refuses of it stands below. */
export function Text({
  name,
  label,
  must,
  reasonHint,
  value,
  closed,
  onChange,
  problems,
}: {
  name: TextName;
  label: ReturnType<typeof projectText> | `results.form.${TextName}`;
  must: boolean;
  reasonHint: string;
  value: string;
  closed: boolean;
  onChange: (text: string) => void;
  problems: readonly Problem[];
}) {
  const { t } = useTranslation();
  const wrong = problems.length > 0;
  return (
    <>
      <label className="field" htmlFor={`rs-t-${name}`}>
        {t(label)}
        {must && <small className="dim"> {t("results.form.required")}</small>}
      </label>
      <Input.TextArea
        id={`rs-t-${name}`}
        rows={must ? 3 : 2}
        value={value}
        disabled={closed}
        aria-invalid={wrong}
        aria-describedby={`rs-p-${name}`}
        placeholder={name === "reason" ? reasonHint : ""}
        {...(wrong ? { status: "error" as const } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      <FieldProblems id={`rs-p-${name}`} problems={problems} />
    </>
  );
}

/** 说明: how the panel came to it, in words. Votes are counted where they are recorded, and a count is refused here. */
export function VoteText({
  value,
  closed,
  onChange,
  problems,
}: {
  value: string;
  closed: boolean;
  onChange: (text: string) => void;
  problems: readonly Problem[];
}) {
  const { t } = useTranslation();
  const wrong = problems.length > 0;
  return (
    <>
      <label className="field" htmlFor="rs-vote">
        {t("results.form.vote")}
      </label>
      <Input
        id="rs-vote"
        value={value}
        disabled={closed}
        placeholder={t("results.form.voteHint")}
        aria-invalid={wrong}
        aria-describedby="rs-p-vote"
        {...(wrong ? { status: "error" as const } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      <FieldProblems id="rs-p-vote" problems={problems} />
    </>
  );
}
