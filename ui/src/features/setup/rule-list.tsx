import { useTranslation } from "react-i18next";

import type { CheckState, RuleCheck } from "../../backend";
import { Article } from "../../components/article";
import { Mark } from "../../components/marks";
import { language } from "../../i18n";
import { articleOf } from "./practice";

const rows: Record<CheckState, string> = { done: "", warn: "look", stop: "bad" };

/** Every rule, how it stands, its figure and the article it rests on. */
export function RuleList({
  rules,
  questions,
}: {
  rules: readonly RuleCheck[];
  /** So many questions a sheet has that gives no points; nothing where it gives points. */
  questions: number | null;
}) {
  const { t } = useTranslation();
  const count = (state: CheckState) => rules.filter((one) => one.state === state).length;
  const [stops, warns] = [count("stop"), count("warn")];
  return (
    <>
      <div className="sec-h">
        <h2>
          {t("setup.rules")} <small>{t("setup.rulesHint")}</small>
        </h2>
        <span role="status" className="su-verdict">
          {stops > 0 && (
            <span className="say say-stop">
              <Mark kind="stop" /> {t("setup.stops", { count: stops })}
            </span>
          )}
          {warns > 0 && (
            <span className="say say-warn">
              <Mark kind="warn" /> {t("setup.warns", { count: warns })}
            </span>
          )}
          {stops + warns === 0 && (
            <span className="say say-done">
              <Mark kind="done" /> {t("setup.allHold")}
            </span>
          )}
        </span>
      </div>
      <ul className="rules" aria-label={t("setup.rules")}>
        {rules.map((rule) => (
          <Rule key={rule.rule} of={rule} questions={rule.rule === "sheet" ? questions : null} />
        ))}
      </ul>
    </>
  );
}

function Rule({
  of: { rule, state, article, count, least, problems },
  questions,
}: {
  of: RuleCheck;
  questions: number | null;
}) {
  const { t } = useTranslation();
  const zh = language() === "zh";
  return (
    <li className={rows[state]} data-rule={rule}>
      <Mark kind={state} />
      <span>
        <span className="aside">{t(`setup.stateOf.${state}`)}</span>
        {questions === null ? t(`setup.rule.${rule}`, { least: least ?? "" }) : t("unscored.rule")}
        {rule !== "policy" && rule !== "date" && rule !== "method" && (
          <span className="su-figure">
            {questions === null
              ? t(`setup.figure.${rule}`, { count })
              : t("unscored.figure", { count: questions })}
          </span>
        )}
        {problems.map((problem, index) => (
          <small key={index}>
            {zh ? problem.zh : problem.en} {state !== "done" && (zh ? problem.remedy_zh : problem.remedy_en)}
          </small>
        ))}
      </span>
      <Article of={articleOf(article)} />
    </li>
  );
}
