import { useTranslation } from "react-i18next";

import type { EndingView, EndMoney, SuspicionView } from "../../backend";
import { grouped } from "../../components/amount";
import { Article } from "../../components/article";
import { Mark } from "../../components/marks";
import { Reckoned } from "./accept-part";
import { Said } from "./nodes-part";
import { Found, Steps, useActWords, type PartProps } from "./section";

const STEPS = [
  "propose_end",
  "commission",
  "tell",
  "terminate",
  "go_on",
  "refund",
  "proceeds",
  "integrity",
  "justice",
  "suspend",
  "examined",
  "overturn",
] as const;

/** 终止与追回: suspicion, proposal, argument, decision with its sums, and what came back. */
export function EndPart(props: PartProps) {
  const { t } = useTranslation();
  const { suspicions, endings, stands } = props.view;
  // Going on is offered here of a proposed end, of a failed milestone where milestones are.
  const steps = STEPS.filter((step) => step !== "go_on" || stands === "ending");
  return (
    <>
      {suspicions.length + endings.length === 0 && <p className="sec">{t("course.end.none")}</p>}
      <ul className="co-list">
        {suspicions.map((one, at) => (
          <Suspicion key={at} of={one} />
        ))}
      </ul>
      <ol className="co-nodes">
        {endings.map((one, at) => (
          <Ending key={at} of={one} />
        ))}
      </ol>
      <Steps id="end" {...props} offers={steps.map((step) => ({ step }))} />
    </>
  );
}

function Suspicion({ of }: { of: SuspicionView }) {
  const { t } = useTranslation();
  const act = useActWords();
  const open = of.proved === null;
  return (
    <li>
      <p>
        <Mark kind={open ? "wait" : of.proved === true ? "stop" : "done"} size={12} />{" "}
        {t("course.end.suspicion", { on: of.on, what: of.what, to: of.handed_to })}
      </p>
      <p className="sec">
        {of.outcome === null
          ? t("course.end.examining")
          : t(of.proved === true ? "course.end.proved" : "course.end.cleared", {
              act: act(of.outcome[0]),
              found: of.outcome[1],
            })}
        {of.overturned !== null && t("course.end.overturned", { act: act(of.overturned) })}
      </p>
    </li>
  );
}

function Ending({ of }: { of: EndingView }) {
  const { t } = useTranslation();
  const [by, on, reason] = of.proposed;
  return (
    <li className="co-node">
      <p>{t("course.end.proposed", { on, by, why: reason })}</p>
      <Argued of={of} />
      {of.money !== null && <Money of={of.money} decided={of.decided !== null} />}
      <Decided of={of} />
      <Recovered of={of} />
    </li>
  );
}

/** Third party, the panel's word, what was found, what was told. */
function Argued({ of }: { of: EndingView }) {
  const { t } = useTranslation();
  const act = useActWords();
  return (
    <>
      {of.commission !== null && (
        <p>{t("course.end.commission", { party: of.commission[0], act: act(of.commission[1]) })}</p>
      )}
      {of.argued === null ? (
        <p className="sec">{t("course.end.notArgued")}</p>
      ) : (
        <>
          <Said of={of.argued} />
          {of.responsible !== null && (
            <p>{t("course.end.responsible", { who: t(`results.project.party.${of.responsible}`) })}</p>
          )}
          {of.facts !== "" && <p className="sec">{t("course.end.facts", { facts: of.facts })}</p>}
          <p className={of.told === null ? "say say-warn" : ""}>
            {of.told === null
              ? t("course.end.notTold")
              : t("course.end.told", {
                  on: of.told[0],
                  heard: of.told[1] === "" ? t("course.end.silent") : of.told[1],
                })}
          </p>
        </>
      )}
    </>
  );
}

/** What is stopped and recovered, with the sums it follows from: before it is decided as what would follow. */
function Money({ of, decided }: { of: EndMoney; decided: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="co-money" role="group" aria-label={t("course.end.money")}>
      <p>
        <b>
          {t(decided ? "course.end.follows" : "course.end.wouldFollow", {
            word: t(`results.conclusion.${of.conclusion}`),
          })}
        </b>{" "}
        <Article of="四（七）4" />
      </p>
      <Reckoned lines={of.lines} />
      {of.stop !== null && of.recover !== null && (
        <p>
          <b>{t("course.end.sums", { stop: grouped(of.stop), recover: grouped(of.recover) })}</b>
        </p>
      )}
      {of.problem !== null && <Found problems={[of.problem]} />}
    </div>
  );
}

function Decided({ of }: { of: EndingView }) {
  const { t } = useTranslation();
  const act = useActWords();
  if (of.decided === null) {
    return null;
  }
  return (
    <>
      <p>
        {t("course.end.decided", { act: act(of.decided) })}
        {of.return_by !== null && <b>{t("course.end.returnBy", { by: of.return_by })}</b>}
      </p>
      {of.tolerance !== null && <p>{t("course.end.tolerance", { grounds: of.tolerance })}</p>}
    </>
  );
}

/** What came back, what is still out, what assets brought, and what followed for the units. */
function Recovered({ of }: { of: EndingView }) {
  const { t } = useTranslation();
  const act = useActWords();
  return (
    <>
      <ul className="co-list">
        {of.refunds.map(([on, amount, no]) => (
          <li key={no}>{t("course.end.refund", { on, sum: grouped(amount), no })}</li>
        ))}
        {of.proceeds.map(([on, what, amount, rule], at) => (
          <li key={at}>{t("course.end.proceeds", { on, what, sum: grouped(amount), rule })}</li>
        ))}
      </ul>
      {of.outstanding !== null && (
        <p>
          <b>{t("course.end.outstanding", { sum: grouped(of.outstanding) })}</b>
        </p>
      )}
      {of.integrity !== null && (
        <p>
          {t("course.end.integrity", {
            act: act(of.integrity[0]),
            units: of.integrity[1].join(t("approval.form.join")),
          })}
        </p>
      )}
      {of.justice !== null && <p>{t("course.end.justice", { act: act(of.justice) })}</p>}
    </>
  );
}
