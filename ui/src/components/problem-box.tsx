import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { problemsOf } from "../backend";
import { language } from "../i18n";
import { Mark } from "./marks";
import { ProblemList } from "./problem-list";

/**
 * What was refused, in the words of the catalogue, and the next act. It stays until the cause is gone. With `called` it takes the
 * keyboard as well, so that nobody goes on typing past it.
 */
export function ProblemBox({ error, called = false }: { error: unknown; called?: boolean }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  // In a low window the end of a form may be out of sight. (A page without layout has nothing to scroll.)
  useEffect(() => {
    if (called) {
      box.current?.focus();
    }
    box.current?.scrollIntoView?.({ block: called ? "center" : "nearest" });
  }, [error, called]);
  const problems = problemsOf(error);
  const [problem] = problems;
  if (problem === undefined) {
    return null;
  }
  if (problems.length > 1) {
    return (
      <div ref={box} tabIndex={-1} className="note note-stop" role="alert">
        <ProblemList problems={problems} />
      </div>
    );
  }
  const zh = language() === "zh";
  const remedy = zh ? problem.remedy_zh : problem.remedy_en;
  return (
    <div ref={box} tabIndex={-1} className="note note-stop" role="alert" data-code={problem.code}>
      <Mark kind="stop" size={16} />
      <div>
        <b>{zh ? problem.zh : problem.en}</b>
        <br />
        {remedy === "" ? t("app.noRemedy") : remedy} <code className="dim">{problem.code}</code>
      </div>
    </div>
  );
}
