import { useTranslation } from "react-i18next";

import type { CourseView } from "../../backend";
import { grouped } from "../../components/amount";
import { Article } from "../../components/article";
import { Changes } from "../../components/may";
import { ProblemList } from "../../components/problem-list";
import { ContractForm } from "./contract-form";
import { said, Steps, type PartProps } from "./section";
import { subjectName } from "./subject";

/** 任务书: its text until it is signed, then as it was signed with what changed since. */
export function ContractPart({ main, ...props }: PartProps & { main: boolean }) {
  const { view } = props;
  const drafting = view.may.includes("draft");
  return (
    <>
      {view.contract_problems.length > 0 && <ProblemList problems={view.contract_problems} />}
      {drafting ? (
        <Changes said>
          <ContractForm
            key={JSON.stringify(view.contract)}
            view={view}
            main={main && props.lead === null}
            onDone={props.onDone}
          />
        </Changes>
      ) : (
        <Signed view={view} />
      )}
      <Changed view={view} />
      <Steps
        id="contract"
        {...props}
        offers={(["sign", "drop", "reallocate", "reroute", "replace", "adjust"] as const).map((step) => ({
          step,
        }))}
      />
    </>
  );
}

/** The contract as it was signed. */
function Signed({ view }: { view: CourseView }) {
  const { t } = useTranslation();
  const { contract, signed } = view;
  const facts = [
    ["no", contract.no],
    ["bureau", contract.bureau],
    ["sponsor", contract.sponsor],
    ["solver", contract.solver],
    ["participants", contract.participants.join(t("approval.form.join"))],
    ["agreement_no", contract.agreement_no],
    ["term", t("course.contract.termSaid", { start: contract.start, end: contract.end, now: view.end_now })],
    ["chief", view.chief_now ?? ""],
  ] as const;
  const texts = (["goal", "duties", "ownership", "breach"] as const).filter(
    (field) => contract[field] !== "",
  );
  return (
    <>
      {signed !== null && (
        <p>
          {t("course.contract.signed", {
            on: signed[0],
            by: signed[1].join(t("approval.form.join")),
            copy: signed[2],
          })}
        </p>
      )}
      <dl className="co-facts">
        {facts
          .filter(([, value]) => value !== "")
          .map(([field, value]) => (
            <div key={field}>
              <dt>{t(`course.contract.${field}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <details>
        <summary>{t("course.contract.whole")}</summary>
        <ul className="co-list">
          {contract.indicators.map((one, at) => (
            <li key={at}>
              {one.key && <b>{t("course.contract.keyMark")} </b>}
              {t("course.contract.indicatorSaid", { ...one, kind: t(`course.contract.kindOf.${one.kind}`) })}
            </li>
          ))}
        </ul>
        <ul className="co-list">
          {contract.budget.map(({ subject, spent }) => (
            <li key={subject}>
              {t("course.contract.budgetSaid", {
                subject: subjectName(t, subject),
                fiscal: grouped(spent.fiscal),
                own: grouped(spent.self_raised),
              })}
            </li>
          ))}
        </ul>
        {texts.map((field) => (
          <p key={field} className="ap-text">
            <b>{t(`course.contract.${field}`)}</b>　{contract[field]}
          </p>
        ))}
      </details>
    </>
  );
}

/** What changed since the contract was signed. */
function Changed({ view }: { view: CourseView }) {
  const { t } = useTranslation();
  if (view.changes.length === 0) {
    return null;
  }
  return (
    <>
      <h3>{t("course.contract.changes")}</h3>
      <ul className="co-list">
        {view.changes.map((change, at) => (
          <li key={at}>
            {change.on}　{said(change)} <Article of={change.article} />
          </li>
        ))}
      </ul>
    </>
  );
}
