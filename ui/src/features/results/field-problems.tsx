import { useTranslation } from "react-i18next";

import type { Problem } from "../../backend";
import { Mark } from "../../components/marks";

/** What was refused about one field, in words, right below it. */
export function FieldProblems({ id, problems }: { id: string; problems: readonly Problem[] }) {
  const { i18n } = useTranslation();
  const en = i18n.language === "en";
  return (
    <div
      id={id}
      className="rs-wrong"
      {...(problems.length > 0 ? { "data-wrong": true } : {})}
      role={problems.length > 0 ? "alert" : undefined}
    >
      {problems.map((problem, index) => (
        <p key={index} data-code={problem.code}>
          <Mark kind="stop" size={12} /> <b>{en ? problem.en : problem.zh}</b>{" "}
          {en ? problem.remedy_en : problem.remedy_zh} <code className="dim">{problem.code}</code>
        </p>
      ))}
    </div>
  );
}
