import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import type { ExplainLine, ExplainView } from "../../backend";
import { Article } from "../../components/article";
import { Mark } from "../../components/marks";
import { ProblemList } from "../../components/problem-list";
import { grouped } from "../../components/amount";

type Funds = ExplainLine["requested"];
type AwardSteps = NonNullable<ExplainView["award"]>;

const pair = ({ fiscal, self_raised: self }: Funds) => `${grouped(fiscal)} / ${grouped(self)}`;

/** The budget: what was asked, what the experts entered, the medians, what was decided, and how the award follows. */
export function ExplainBudget({ view }: { view: ExplainView }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className="rs-h">
        {t("results.budget.title")} <small className="dim">{t("results.budget.unit")}</small>
      </h3>
      <table className="rs-lines">
        <thead>
          <tr>
            <th scope="col">{t("results.budget.line")}</th>
            <th scope="col">{t("results.budget.asked")}</th>
            <th scope="col">{t("results.budget.median")}</th>
            <th scope="col">{t("results.budget.decided")}</th>
          </tr>
        </thead>
        <tbody>
          {view.lines.map((line) => (
            <Fragment key={line.subject}>
              <tr>
                <th scope="row">{line.zh}</th>
                <td>{pair(line.requested)}</td>
                <td>{line.median === null ? <Open /> : pair(line.median)}</td>
                <td>{line.decided === null ? <Open /> : <b>{pair(line.decided)}</b>}</td>
              </tr>
              <tr className="rs-entries">
                <td colSpan={4}>
                  <Entries line={line} />
                </td>
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
      {view.budget_problems.length > 0 && <ProblemList problems={view.budget_problems} />}
      {view.award !== null && <Award award={view.award} said={view.decision !== null} />}
    </>
  );
}

function Open() {
  const { t } = useTranslation();
  return (
    <span className="say say-warn">
      <Mark kind="warn" size={12} /> {t("results.budget.open")}
    </span>
  );
}

function Entries({ line }: { line: ExplainLine }) {
  const { t } = useTranslation();
  if (line.entries.length === 0) {
    return <>{t("results.budget.none")}</>;
  }
  const said = line.entries.map(({ name, recommended, reason }) => {
    const figures = t("results.budget.entry", {
      name,
      fiscal: grouped(recommended.fiscal),
      self: grouped(recommended.self_raised),
    });
    return reason === null ? figures : `${figures}（${reason}）`;
  });
  return (
    <>
      {said.join("　")}
      {line.reason !== null && <div>{t("results.budget.reason", { reason: line.reason })}</div>}
    </>
  );
}

/** What the lines together ask for beyond the award: nobody cut it from a line, and paper says so. */
export function Beyond({ of }: { of: string }) {
  const { t } = useTranslation();
  return (
    <p className="say say-warn">
      <Mark kind="warn" size={13} /> {t("results.budget.beyond", { sum: grouped(of) })}
    </p>
  );
}

/** The steps to the award, each with what it rests on. */
function Award({ award, said }: { award: AwardSteps; said: boolean }) {
  const { t } = useTranslation();
  const steps = [
    [t("results.budget.steps.rd"), award.rd_recommended, false],
    [t("results.budget.steps.cap"), award.cap, true],
    [t("results.budget.steps.asked"), award.asked, false],
    [t(said ? "results.budget.steps.panel" : "results.budget.steps.medians"), award.panel, false],
  ] as const;
  return (
    <>
      <h3 className="rs-h">{t("results.budget.award")}</h3>
      <dl className="rs-award">
        {steps.map(([name, amount, ruled]) => (
          <div key={name}>
            <dt>
              {name} {ruled && <Article of={award.article} />}
            </dt>
            <dd className="num">{grouped(amount)}</dd>
          </div>
        ))}
        <div className="rs-granted">
          <dt>
            {t("results.budget.steps.granted")} <Article of={award.article} />
            <small>
              {award.once
                ? t("results.budget.steps.once")
                : t("results.budget.steps.tranches", { parts: award.tranches.map(grouped).join(" / ") })}
            </small>
          </dt>
          <dd className="num">{grouped(award.granted)}</dd>
        </div>
      </dl>
      {award.beyond !== null && <Beyond of={award.beyond} />}
    </>
  );
}
