import { useTranslation } from "react-i18next";

import type { CourseView } from "../../backend";
import { Mark } from "../../components/marks";
import { said, Steps, useActWords, type PartProps } from "./section";

/** 延期: applications with their proofs, and the replies. */
export function ExtensionPart(props: PartProps) {
  const { t } = useTranslation();
  const act = useActWords();
  const { extensions } = props.view;
  return (
    <>
      {extensions.length === 0 && <p className="sec">{t("course.extension.none")}</p>}
      <ol className="co-nodes">
        {extensions.map((one, at) => (
          <li key={at} className="co-node">
            <p>
              {t("course.extension.asked", { on: one.applied_on, by: one.by, to: one.to })}{" "}
              <b>{t(one.force_majeure ? "courseSteps.askExtension.is" : "courseSteps.askExtension.isNot")}</b>
            </p>
            <p className="ap-text">{one.cause}</p>
            <p className={one.proofs.length === 0 ? "say say-warn" : "sec"}>
              {one.proofs.length === 0
                ? t("course.extension.noProofs")
                : t("course.extension.proofs", { files: one.proofs.join(t("approval.form.join")) })}
            </p>
            <p>
              <Mark
                kind={one.reply === null ? "wait" : one.granted_to === null ? "none" : "done"}
                size={12}
              />{" "}
              {one.reply === null
                ? t("course.extension.open")
                : one.granted_to === null
                  ? t("course.extension.refused", { act: act(one.reply), why: one.refused })
                  : t("course.extension.granted", { act: act(one.reply), to: one.granted_to })}
            </p>
          </li>
        ))}
      </ol>
      <Steps id="extension" {...props} offers={[{ step: "ask_extension" }, { step: "answer_extension" }]} />
    </>
  );
}

/** 检查: few are to be, and an unplanned one says why (四（七）2). */
export function InspectPart(props: PartProps) {
  const { t } = useTranslation();
  const { inspections } = props.view;
  return (
    <>
      {inspections.length === 0 ? (
        <p className="sec">{t("course.inspect.none")}</p>
      ) : (
        <ul className="co-list">
          {inspections.map((one, at) => (
            <li key={at}>
              {t("course.inspect.one", { on: one.on, by: one.by, what: one.what })}{" "}
              {one.planned ? (
                <span className="sec">{t("courseSteps.inspect.isPlanned")}</span>
              ) : (
                <span className="say say-warn">
                  <Mark kind="warn" size={12} /> {t("course.inspect.unplanned", { why: one.reason })}
                </span>
              )}
              {one.result !== "" && (
                <p className="sec">{t("course.inspect.result", { result: one.result })}</p>
              )}
            </li>
          ))}
        </ul>
      )}
      <Steps id="inspect" {...props} offers={[{ step: "inspect" }]} />
    </>
  );
}

/** 经过: what moved the project on. */
export function HistoryPart({ view }: { view: CourseView }) {
  const { t } = useTranslation();
  if (view.history.length === 0) {
    return <p className="sec">{t("course.history.none")}</p>;
  }
  return (
    <ol className="co-list">
      {view.history.map((one, at) => (
        <li key={at}>
          {one.on}　{said(one)}
          {one.session_no !== null && (
            <span className="sec">{t("course.history.session", { no: one.session_no })}</span>
          )}
          {one.note !== "" && <span className="sec">　{one.note}</span>}
        </li>
      ))}
    </ol>
  );
}
