import { useTranslation } from "react-i18next";

import type { AcceptanceView, JointForm, ReckonedLine } from "../../backend";
import { grouped } from "../../components/amount";
import { Mark } from "../../components/marks";
import { Said } from "./nodes-part";
import { said, Steps, type PartProps } from "./section";
import { SubmissionForm } from "./submission-form";

/** 结题验收: application, what both settled, the panel's word, the result and what is paid last. */
export function AcceptPart(props: PartProps) {
  const { t } = useTranslation();
  const { view } = props;
  return (
    <>
      {view.acceptances.length === 0 && <p className="sec">{t("course.accept.none")}</p>}
      <ol className="co-nodes">
        {view.acceptances.map((one, at) => (
          <Acceptance key={at} of={one} />
        ))}
      </ol>
      <Steps
        id="accept"
        {...props}
        offers={[
          {
            step: "apply",
            label: t("courseSteps.papers.apply"),
            form: (form) => <SubmissionForm view={view} node={null} {...form} />,
          },
          { step: "settle_plan" },
          { step: "conclude" },
          { step: "take_back" },
        ]}
      />
    </>
  );
}

function Acceptance({ of }: { of: AcceptanceView }) {
  const { t } = useTranslation();
  const joint = ({ on, bureau, sponsor }: JointForm) => t("course.accept.joint", { on, bureau, sponsor });
  const { plan, result } = of;
  return (
    <li className="co-node">
      <p>{t("course.accept.applied", { on: of.applied_on })}</p>
      <p>
        <Mark kind={plan === null ? "none" : "done"} size={12} />{" "}
        {plan === null ? t("course.accept.noPlan") : t("course.accept.plan", { joint: joint(plan) })}
      </p>
      {of.said === null ? <p className="sec">{t("course.accept.notSaid")}</p> : <Said of={of.said} />}
      {of.grounds.length > 0 && (
        <p>
          {t("course.accept.grounds", {
            grounds: of.grounds
              .map((one) => t(`results.project.ground.${one}`))
              .join(t("approval.form.join")),
          })}
        </p>
      )}
      {result !== null && (
        <p>
          {t("course.accept.result", {
            no: result.result_no,
            joint: joint(result.signed),
            rd: grouped(result.audited_rd),
            audit: result.audit_no,
          })}
          {result.reason !== "" && t("course.accept.reason", { why: result.reason })}
        </p>
      )}
      {of.settlement.length > 0 && (
        <>
          <h3>{t("course.accept.settlement")}</h3>
          <Reckoned lines={of.settlement} />
          {of.payable !== null && (
            <p>
              <b>{t("course.accept.payable", { sum: grouped(of.payable) })}</b>
            </p>
          )}
          {of.over_cap !== null && (
            <p className="say say-warn">
              <Mark kind="warn" size={12} /> {t("course.accept.overCap", { sum: grouped(of.over_cap) })}
            </p>
          )}
        </>
      )}
    </li>
  );
}

/** A calculation, a line each. */
export function Reckoned({ lines }: { lines: readonly ReckonedLine[] }) {
  return (
    <ol className="co-reckoned">
      {lines.map((line, at) => (
        <li key={at}>{said(line)}</li>
      ))}
    </ol>
  );
}
