import { useTranslation } from "react-i18next";

import type { Problem } from "../backend";
import { language } from "../i18n";
import { Mark, type MarkKind } from "./marks";

const severities: Readonly<
  Record<string, { mark: MarkKind; word: "app.mustChange" | "app.pleaseLook" | "app.forInformation" }>
> = {
  error: { mark: "stop", word: "app.mustChange" },
  warning: { mark: "warn", word: "app.pleaseLook" },
  info: { mark: "info", word: "app.forInformation" },
};
const order = Object.keys(severities);

/** The words and the remedy of a finding in the current language. */
function words(problem: Problem): [string, string] {
  return language() === "zh" ? [problem.zh, problem.remedy_zh] : [problem.en, problem.remedy_en];
}

/** Where a finding is, for whoever reads it: of `bid/BID-03/vote` the number, anything else as it is. */
export function placeShown(place: string | null): string | null {
  return place === null ? null : (/^(?:bid|demand|project)\/([^/]+)\/.+$/.exec(place)?.[1] ?? place);
}

/** Several findings, those that must change first: where, what, and the next act. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  // What follows is in the current language.
  const { t } = useTranslation();
  const sorted = [...problems].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return (
    <ul className="problems">
      {sorted.map((problem, index) => {
        const { mark, word } = severities[problem.severity] ?? { mark: "stop", word: "app.mustChange" };
        const [found, remedy] = words(problem);
        return (
          <li key={index} data-code={problem.code} data-severity={problem.severity}>
            <span className={`say say-${mark}`}>
              <Mark kind={mark} /> {t(word)}
            </span>
            <code className="place">{placeShown(problem.place) ?? "—"}</code>
            <div>
              <b>{found}</b>
              <p className="sec">
                {remedy} <code className="dim">{problem.code}</code>
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
