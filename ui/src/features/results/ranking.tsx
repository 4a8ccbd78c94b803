import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { ResultRow, ResultsView } from "../../backend";
import { ofProjects } from "../../components/conclusions";
import { Mark, type MarkKind } from "../../components/marks";
import { useRoving } from "../../components/roving";
import { Unknown } from "../../components/unknown";
import type { Axis } from "./axis";
import { grouped } from "../../components/amount";
import { departs } from "./envelope-strip";
import { AxisHead, Strip } from "./strip";
import { settledBy } from "./tie-said";

const COLUMNS = 6;
const outside = (row: ResultRow) => row.within === "under_cutoff" || row.within === "not_scored";

/** Bids in order of rank, with the lines of the what-if in words between them. One Tab stop, arrows inside. */
export function Ranking({
  view,
  rows,
  axis,
  cutoff,
  envelope,
  at,
  onMove,
  onOpen,
}: {
  view: ResultsView;
  /** Those that are shown. */
  rows: readonly ResultRow[];
  axis: Axis;
  cutoff: string | null;
  envelope: string | null;
  /** The row that is chosen. */
  at: number;
  onMove: (index: number) => void;
  onOpen: () => void;
}) {
  const { t } = useTranslation();
  const { pane, item } = useRoving({
    count: rows.length,
    onMove,
    onPick: (index) => {
      onMove(index);
      onOpen();
    },
  });
  const table = useRef<HTMLTableElement>(null);
  // The row that is chosen stays in sight, whatever key chose it. (A page without layout has nothing to scroll.)
  useEffect(() => {
    table.current?.querySelector(`[data-rove="${at}"]`)?.scrollIntoView?.({ block: "nearest" });
  }, [at]);
  const cutAt = cutoff === null ? -1 : rows.findIndex(outside);
  const sumAt = envelope === null ? -1 : rows.findIndex((row) => row.within === "over_sum");
  const cut = cutoff !== null && (
    <CutRow cutoff={cutoff} count={rows.filter((row) => !outside(row)).length} />
  );
  return (
    <div className="rs-scroll">
      <table ref={table} className="rs-table" role="grid" aria-label={t("results.table")} {...pane}>
        <colgroup>
          <col className="rs-c-rank" />
          <col />
          <col className="rs-c-strip" />
          <col className="rs-c-score" />
          <col className="rs-c-money" />
          <col className="rs-c-word" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className="num">
              {t(ofProjects(view.session.kind) ? "results.col.position" : "results.col.rank")}
            </th>
            <th scope="col">{t("results.col.bid")}</th>
            <th scope="col">
              {view.total !== "0" && (
                <>
                  <span className="aside">{t("results.legend.dot")}</span>
                  <AxisHead axis={axis} />
                </>
              )}
            </th>
            <th scope="col" className="num">
              {t(`method.score.${view.basis}`)}
            </th>
            <th scope="col" className="num">
              {t(
                ofProjects(view.session.kind)
                  ? "results.col.paid"
                  : view.session.kind === "demand"
                    ? "results.col.field"
                    : "results.col.money",
              )}
            </th>
            <th scope="col">{t("results.col.word")}</th>
          </tr>
        </thead>
        {rows.map((row, index) => (
          <tbody key={row.no}>
            {index === sumAt && <SumRow view={view} />}
            {index === cutAt && cut}
            <tr
              {...item(index)}
              tabIndex={index === at ? 0 : -1}
              aria-selected={index === at}
              className={row.within === "both" || row.project !== null ? "" : "rs-below"}
              onClick={() => onMove(index)}
            >
              <Cells view={view} row={row} axis={axis} on={index === at} />
            </tr>
          </tbody>
        ))}
        {cutAt < 0 && <tbody>{cut}</tbody>}
      </table>
    </div>
  );
}

function CutRow({ cutoff, count }: { cutoff: string; count: number }) {
  const { t } = useTranslation();
  return (
    <tr className="rs-line">
      <td colSpan={COLUMNS}>{t("results.cutRow", { cutoff, count })}</td>
    </tr>
  );
}

function SumRow({ view }: { view: ResultsView }) {
  const { t } = useTranslation();
  const { sum, over_by: over } = view.trial;
  return (
    <tr className="rs-line rs-sumline">
      <td colSpan={COLUMNS}>
        {t("results.sumRow", { sum: grouped(sum) })}
        {over !== null && `；${t("results.overRow", { over: grouped(over) })}`}
      </td>
    </tr>
  );
}

function Cells({ view, row, axis, on }: { view: ResultsView; row: ResultRow; axis: Axis; on: boolean }) {
  const { t } = useTranslation();
  const line = row.line ?? row.running;
  const settled = settledBy(view.settled, row.no);
  return (
    <>
      <td className="num rs-rank">
        {row.tied && <Mark kind="tie" size={10} />} {row.project === null ? (row.rank ?? "—") : row.position}
      </td>
      <td className="rs-bid">
        {row.title}{" "}
        <small>
          {t("results.bidLine", { position: row.position, solver: row.solver ?? row.sponsor })}
          {row.project?.milestone != null && ` · ${t("results.milestone", { ...row.project.milestone })}`}
          {row.race && ` · ${t("results.race")}`}
          {row.tied && ` · ${t("results.tieOpen")}`}
          {!row.tied && settled !== null && ` · ${t(`results.tieBy.${settled}`)}`}
          {!row.tied &&
            settled === null &&
            row.breakers_used > 0 &&
            ` · ${t("results.tieRule", { n: row.breakers_used })}`}
        </small>
      </td>
      <td className="rs-dots">{view.total !== "0" && <Strip row={row} axis={axis} on={on} />}</td>
      <td className="num rs-score">
        {row.score ?? <small>{view.total === "0" ? t("results.noPoints") : t("results.notScored")}</small>}
        {row.project !== null && row.score !== null && <small>{t("results.advice")}</small>}
      </td>
      <td className="num">
        {row.project !== null ? (
          <ProjectMoney of={row.project} />
        ) : row.solver === null ? (
          <small>{row.field}</small>
        ) : row.award === null ? (
          <Unknown what={t("results.noAwardLong")} />
        ) : (
          grouped(row.award)
        )}
        {row.project === null && row.solver !== null && <small>{line === null ? "—" : grouped(line)}</small>}
      </td>
      <td>
        <Word row={row} />
        <Proposed view={view} row={row} />
        {/* Where the panel left it off the list no line is told: it would contradict the word above. */}
        {row.project === null ? (
          (row.decision === null || row.decision.standing === "recommended") && (
            <span className="aside">{t(`results.within.${row.within}`)}</span>
          )
        ) : (
          <small>
            {row.project.leanings
              .filter(({ count }) => count > 0)
              .map(({ conclusion, count }) =>
                t("results.leans", { word: t(`results.conclusion.${conclusion}`), count }),
              )
              .join("，")}
          </small>
        )}
      </td>
    </>
  );
}

/** What was approved, and what of it was paid. */
function ProjectMoney({ of }: { of: NonNullable<ResultRow["project"]> }) {
  return (
    <>
      {grouped(of.approved)}
      <small>{of.paid === null ? "—" : grouped(of.paid)}</small>
    </>
  );
}

/** What the envelope proposes, with why; marked where the panel departs. Of a trial, what would be proposed. */
function Proposed({ view, row }: { view: ResultsView; row: ResultRow }) {
  const { t, i18n } = useTranslation();
  const trying = row.tried !== null || (view.trial.tried && row.why !== null);
  const said = trying ? row.tried : row.proposed;
  if (view.session.kind !== "bid" || (said === null && row.why === null) || said === "none") {
    return null;
  }
  const why = row.why === null ? "" : i18n.language === "en" ? row.why.en : row.why.zh;
  const word = said === null ? "" : t(`results.standing.${said}`);
  const whole =
    said === null
      ? t("results.envelope.whyOpen", { why })
      : t(row.line === null ? "results.envelope.whyGrade" : "results.envelope.why", { word, why });
  // Without an envelope it is the grade that proposes.
  const by = row.line === null ? "results.envelope.byGrade" : "results.envelope.proposed";
  return (
    <small className={departs(row) ? "rs-proposed rs-departs" : "rs-proposed"} title={whole}>
      {said === null ? t("results.envelope.open") : t(trying ? "results.envelope.tried" : by, { word })}
      {why !== "" && <span className="aside">{why}</span>}
    </small>
  );
}

const marks: Record<NonNullable<ResultRow["suggested"]>, MarkKind> = {
  approve: "done",
  approve_after_revision: "part",
  reject: "none",
  list: "done",
  list_after_revision: "part",
  defer: "none",
  milestone_pass: "done",
  rectify: "part",
  milestone_fail: "none",
  acceptance_pass: "done",
  close: "part",
  acceptance_fail: "none",
  extend: "part",
  terminate_objective: "none",
  terminate_fault: "none",
  recover_all: "none",
};

/** The panel's word, or that there is none yet and what the figures suggest. */
export function Word({ row }: { row: Pick<ResultRow, "decision" | "suggested"> }) {
  const { t } = useTranslation();
  const { decision, suggested } = row;
  if (decision === null) {
    return (
      <span className="say say-wait rs-wait">
        <Mark kind="wait" />
        <span>
          {t("results.undecided")}
          {suggested !== null && (
            <small>{t("results.suggested", { word: t(`results.conclusion.${suggested}`) })}</small>
          )}
        </span>
      </span>
    );
  }
  const apart = decision.standing === "reserve" || decision.standing === "unfunded";
  return (
    <span className={`say say-${marks[decision.conclusion]} rs-wait`}>
      <Mark kind={marks[decision.conclusion]} />
      <span>
        {t(`results.conclusion.${decision.conclusion}`)}
        {apart && <small>{t(`results.standing.${decision.standing}`)}</small>}
      </span>
    </span>
  );
}
