import { Checkbox, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";

import type {
  Conclusion,
  FailGround,
  Problem,
  ProjectWordView,
  Responsible,
  ResultProject,
} from "../../backend";
import { grouped } from "../../components/amount";
import { Mark } from "../../components/marks";
import { language } from "../../i18n";
import { FieldProblems } from "./field-problems";

const GROUNDS: readonly FailGround[] = [
  "unfinished",
  "untrue",
  "changed",
  "money",
  "overdue",
  "ownership",
  "other",
];
const PARTIES: readonly Responsible[] = ["sponsor", "solver", "both"];

/** What a conclusion on a project asks for beside the texts, and what would follow from it. */
export function ProjectFields({
  project,
  conclusion,
  word,
  closed,
  problems,
  onWord,
}: {
  project: ResultProject;
  conclusion: Conclusion | null;
  word: ProjectWordView;
  closed: boolean;
  problems: readonly Problem[];
  onWord: (word: ProjectWordView) => void;
}) {
  const { t } = useTranslation();
  const follows = project.ends.find((end) => end.conclusion === conclusion);
  const text = (field: "until" | "third_party" | "proof", hint = "") => (
    <>
      <label className="field" htmlFor={`rs-p-${field}`}>
        {t(
          field === "until"
            ? conclusion === "extend"
              ? "results.project.extendTo"
              : "results.project.until"
            : `results.project.${field}`,
        )}{" "}
        <small className="dim">{t("results.form.required")}</small>
      </label>
      <Input
        id={`rs-p-${field}`}
        value={word[field]}
        disabled={closed}
        placeholder={hint}
        autoComplete="off"
        onChange={(event) => onWord({ ...word, [field]: event.target.value })}
      />
    </>
  );
  return (
    <div className="rs-project">
      {(conclusion === "rectify" || conclusion === "extend") && text("until", t("meetings.dateHint"))}
      {conclusion === "acceptance_fail" && (
        <fieldset>
          <legend>{t("results.project.grounds")}</legend>
          <Checkbox.Group
            className="rs-grounds"
            value={word.grounds}
            disabled={closed}
            onChange={(grounds) => onWord({ ...word, grounds })}
            options={GROUNDS.map((value) => ({ value, label: t(`results.project.ground.${value}`) }))}
          />
        </fieldset>
      )}
      {conclusion === "terminate_fault" && (
        <>
          <fieldset>
            <legend>{t("results.project.responsible")}</legend>
            <Radio.Group
              name="rs-responsible"
              value={word.responsible}
              disabled={closed}
              onChange={(event) => onWord({ ...word, responsible: event.target.value as Responsible })}
              options={PARTIES.map((value) => ({ value, label: t(`results.project.party.${value}`) }))}
            />
          </fieldset>
          {text("third_party")}
        </>
      )}
      {conclusion === "recover_all" && text("proof")}
      {follows !== undefined &&
        (follows.problem === null ? (
          <p className="rs-follows">
            <b>
              {t("results.project.follows", {
                stop: grouped(follows.stop ?? ""),
                recover: grouped(follows.recover ?? ""),
              })}
            </b>
            {follows.trace.map((line) => (
              <small key={line} className="sec">
                {line}
              </small>
            ))}
          </p>
        ) : (
          <p className="note note-warn">
            <Mark kind="warn" /> {language() === "zh" ? follows.problem.zh : follows.problem.en}
          </p>
        ))}
      <FieldProblems id="rs-p-project" problems={problems} />
    </div>
  );
}

/** From what the suggestion on a project follows, or why there is none. */
export function HintLine({ of }: { of: ResultProject["hint"] }) {
  const { t } = useTranslation();
  if (of.by === "leanings") {
    return <p className="sec">{t("results.project.hint.leanings", { most: of.most, of: of.of })}</p>;
  }
  const questions = of.questions.map((one) => t("results.project.hint.question", { ...one })).join("；");
  return <p className="sec">{t(`results.project.hint.${of.by}`, { questions })}</p>;
}
