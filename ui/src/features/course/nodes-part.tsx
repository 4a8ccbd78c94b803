import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { CourseView, NodeSaid, NodeView, ReportName } from "../../backend";
import { grouped } from "../../components/amount";
import { Mark } from "../../components/marks";
import { PaymentsPart } from "./payments-part";
import { Found, Steps, useActWords, type PartProps } from "./section";
import { SubmissionForm } from "./submission-form";

const REPORTS: readonly ReportName[] = ["progress", "evidence", "audit", "ledger"];

/** 里程碑与拨付: what each milestone asks and got, what panels said, then the money. */
export function NodesPart({ onGo, ...props }: PartProps & { onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const { view } = props;
  const next = view.nodes.find((node) => node.next) ?? null;
  return (
    <>
      {view.nodes.length === 0 ? (
        <p className="sec">{t("course.nodes.none")}</p>
      ) : (
        <ol className="co-nodes" aria-label={t("course.nodes.list")}>
          {view.nodes.map((node) => (
            <Node key={node.n} view={view} node={node} onGo={onGo} />
          ))}
        </ol>
      )}
      <Steps
        id="nodes"
        {...props}
        offers={[
          {
            step: "submit",
            label: t("courseSteps.papers.submit"),
            form: (form) => <SubmissionForm view={view} node={next} {...form} />,
          },
          { step: "notify" },
          ...(view.stands === "ending" ? [] : [{ step: "go_on" as const }]),
        ]}
      />
      <PaymentsPart {...props} />
    </>
  );
}

function Node({ view, node, onGo }: { view: CourseView; node: NodeView; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const { n, form, passed, next, papers, lacks } = node;
  const rectify = node.said.at(-1)?.conclusion === "rectify";
  const mark = passed ? "done" : rectify ? "warn" : next ? "part" : "none";
  const late = !passed && form.due < view.today;
  const ready = next && papers !== null && lacks === null && view.may.includes("submit");
  return (
    <li className="co-node" aria-current={next ? "step" : undefined}>
      <p>
        <Mark kind={mark} /> <b>{t("course.nodes.head", { n, task: form.task })}</b>{" "}
        <span className={late ? "say say-warn" : "sec"}>
          {late && <Mark kind="warn" size={12} />}{" "}
          {t(late ? "course.nodes.late" : "course.nodes.due", { due: form.due })}
        </span>{" "}
        {form.payable !== "" && (
          <span className="sec">{t("course.nodes.payable", { sum: grouped(form.payable) })}</span>
        )}
      </p>
      <p className="sec">{t("course.nodes.indicators", { text: form.indicators })}</p>
      {(next || papers !== null) && <Papers node={node} />}
      {lacks !== null && next && <Found problems={[lacks]} />}
      {node.said.map((one) => (
        <Said key={one.session_no} of={one} />
      ))}
      {ready && (
        <p className="say">
          {t("course.nodes.toSession")}{" "}
          <Button size="small" onClick={() => onGo("/meetings")}>
            {t("course.nodes.goMeetings")}
          </Button>
        </p>
      )}
    </li>
  );
}

/** The four papers with ticks, and what was reached. */
function Papers({ node: { papers } }: { node: NodeView }) {
  const { t } = useTranslation();
  if (papers === null) {
    return <p className="sec">{t("course.nodes.noPapers")}</p>;
  }
  return (
    <>
      <ul className="co-ticks" aria-label={t("courseSteps.papers.four")}>
        {REPORTS.map((kind) => {
          const there = papers.reports.find((report) => report.kind === kind && report.title.trim() !== "");
          return (
            <li key={kind} className={`say say-${there === undefined ? "none" : "done"}`}>
              <Mark kind={there === undefined ? "none" : "done"} size={12} />
              {t(`desk.project.report.${kind}`)}
              {there !== undefined && <span className="dim">{there.title}</span>}
              {there === undefined && <span>{t("course.nodes.lacks")}</span>}
            </li>
          );
        })}
      </ul>
      <p className="sec">
        {t("course.nodes.handedIn", { on: papers.on })}
        {papers.audit_no !== "" && t("course.nodes.audit", { no: papers.audit_no })}
      </p>
      {papers.reached.length > 0 && (
        <details>
          <summary>{t("courseSteps.papers.reached")}</summary>
          <table className="grid" aria-label={t("courseSteps.papers.reached")}>
            <thead>
              <tr>
                {(["indicator", "target", "actual", "evidence"] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(`courseSteps.papers.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {papers.reached.map((row, at) => (
                <tr key={at}>
                  <th scope="row">
                    {row.key && <b>{t("course.contract.keyMark")} </b>}
                    {row.indicator}
                  </th>
                  <td>{row.target}</td>
                  <td>{row.actual === "" ? "—" : row.actual}</td>
                  <td>{row.evidence}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}

/** What a panel said, until when it is put right, and whether that was told in writing. */
export function Said({ of }: { of: NodeSaid }) {
  const { t } = useTranslation();
  const act = useActWords();
  return (
    <p>
      {t("course.said", {
        session: of.session_no,
        on: of.on,
        word: t(`results.conclusion.${of.conclusion}`),
      })}
      {of.until !== null && <b>{t("course.until", { until: of.until })}</b>}
      {of.conclusion === "rectify" && (
        <span className={of.notice === null ? "say say-warn" : "sec"}>
          {of.notice === null
            ? t("course.nodes.noNotice")
            : t("course.nodes.notice", { act: act(of.notice) })}
        </span>
      )}
    </p>
  );
}
