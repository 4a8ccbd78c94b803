import { useTranslation } from "react-i18next";

import type { BidFinding } from "../../backend";
import { Article } from "../../components/article";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { language } from "../../i18n";
import { anchorOf } from "./fields";
import type { Draft } from "./use-draft";

/** Brings a field into sight, and into hand where it can be typed. */
function goTo(field: string): void {
  const input = document.getElementById(anchorOf(field));
  (input ?? document.getElementById(`${anchorOf(field)}-at`))?.scrollIntoView?.({ block: "center" });
  input?.focus();
}

/** What the rules say of the bid as it is typed, what must change first; each leads to its field. */
export function FindingsPane({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { findings } = draft.checked;
  const rank = (one: BidFinding) => (one.problem.severity === "error" ? 0 : 1);
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
  return (
    <section className="bd-findings" aria-label={t("bid.findings.title")}>
      <h2>
        {t("bid.findings.title")}{" "}
        {draft.editing && (
          <small role="status">{t(draft.checking ? "bid.findings.checking" : "bid.findings.live")}</small>
        )}
      </h2>
      {draft.error !== null && <ProblemBox error={draft.error} />}
      {sorted.length === 0 ? (
        <p className="say say-done">
          <Mark kind="done" /> {t("bid.findings.none")}
        </p>
      ) : (
        <ul className="rules">
          {sorted.map((one, index) => (
            <Finding key={index} of={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Finding({ of }: { of: BidFinding }) {
  const { t } = useTranslation();
  const { problem, field, article } = of;
  const error = problem.severity === "error";
  const zh = language() === "zh";
  return (
    <li className={error ? "bad" : "look"} data-code={problem.code} data-severity={problem.severity}>
      <Mark kind={error ? "stop" : "warn"} />
      <button type="button" className="bd-go" onClick={() => goTo(field)}>
        <span className="aside">{t(error ? "app.mustChange" : "app.pleaseLook")}</span>
        <b>{zh ? problem.zh : problem.en}</b>
        <small>{zh ? problem.remedy_zh : problem.remedy_en}</small>
      </button>
      <Article of={article} />
    </li>
  );
}
