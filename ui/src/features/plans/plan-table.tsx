import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { PlanRowForm, PlanView, Problem } from "../../backend";
import { grouped } from "../../components/amount";
import { Article } from "../../components/article";
import { Says } from "../../components/form/form";
import type { Sheet } from "../../components/form/use-sheet";
import { ProblemList } from "../../components/problem-list";
import { columnSum, draftOf, stale, type Row } from "./plan-draft";
import { RowFold, RowSaid } from "./row-fold";
import { coursePath } from "./use-plan-act";

const COLUMNS = 13;

interface TableProps {
  rows: readonly Row[];
  envelope: string | null;
  /** Of a plan that is being written; a plan that is settled has none. */
  sheet?: Sheet<never>;
  onRow?: (bid: string, more: Partial<PlanRowForm>) => void;
  onOut?: (bid: string) => void;
  /** To the course of a project, once the plan was issued. */
  onCourse?: (projectNo: string) => void;
}

/** A plan that is settled; once it was issued its numbers lead to the projects. */
export function PlanRead({ view, onGo }: { view: PlanView; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <PlanTable
        rows={draftOf(view).rows}
        envelope={view.envelope}
        {...(view.issue === null ? {} : { onCourse: (no: string) => onGo(coursePath(no)) })}
      />
      {view.over_reason !== "" && <p className="sec">{t("plan.overSaid", { why: view.over_reason })}</p>}
    </>
  );
}

/** The projects of a plan with the money that follows, and its sums. */
export function PlanTable(props: TableProps) {
  const { t } = useTranslation();
  return (
    <table className="grid pl-table" aria-label={t("plan.rows")}>
      <thead className="stuck">
        <tr>
          <th scope="col">#</th>
          <th scope="col">{t("plan.projectNo")}</th>
          <th scope="col">{t("plan.name")}</th>
          <th scope="col">{t("plan.payee")}</th>
          {(["rd", "cap", "decided", "granted", "share", "first", "middle", "last"] as const).map(
            (column) => (
              <th key={column} scope="col" className="num">
                {t(`plan.column.${column}`)}
              </th>
            ),
          )}
          <th scope="col">
            <span className="dim">{t("plan.unit")}</span>
          </th>
        </tr>
      </thead>
      {props.rows.map((row, at) => (
        <PlanRow key={row.form.bid_no} {...props} row={row} at={at} />
      ))}
      <Foot rows={props.rows} envelope={props.envelope} />
    </table>
  );
}

function PlanRow({ row, at, sheet, onRow, onOut, onCourse }: TableProps & { row: Row; at: number }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [trace, setTrace] = useState(false);
  const { view, form } = row;
  const bid = form.bid_no;
  const refused: readonly Problem[] = sheet?.at(`row:${bid}`) ?? [];
  const departs = form.overlaps.length > 0 || form.terms !== null;
  return (
    <tbody data-stale={stale(row)}>
      <tr>
        <td>{at + 1}</td>
        <td>
          <ProjectNo row={row} sheet={sheet} onRow={onRow} onCourse={onCourse} refused={refused.length > 0} />
        </td>
        <th scope="row">
          {view.title}
          <div className="dim">
            {t("plan.nameFacts", { bid, field: view.field, solver: view.solver })}
            {view.race && ` · ${t("plan.race")}`}
            {view.approval_no !== null && ` · ${t("plan.special", { no: view.approval_no })}`}
          </div>
        </th>
        <td>{view.payee}</td>
        <td className="num">{grouped(view.rd_total)}</td>
        <td className="num">
          {view.cap === null ? (
            "—"
          ) : (
            <button
              type="button"
              className="pl-cap"
              aria-expanded={trace}
              aria-label={t("plan.trace", { bid, cap: grouped(view.cap.cap) })}
              onClick={() => setTrace(!trace)}
            >
              {grouped(view.cap.cap)}
            </button>
          )}
        </td>
        <td className="num">{grouped(view.decided)}</td>
        <td className="num">
          <b>{grouped(view.granted)}</b>
        </td>
        <td className="num">{view.share ?? "—"}</td>
        <Tranches row={row} />
        <td className="pl-acts">
          <Button
            size="small"
            aria-expanded={open}
            aria-label={t("plan.moreOf", { bid })}
            onClick={() => setOpen(!open)}
          >
            {t(open ? "plan.less" : "plan.more")}
          </Button>
          {onOut !== undefined && (
            <Button size="small" type="text" aria-label={t("plan.outOf", { bid })} onClick={() => onOut(bid)}>
              {t("plan.out")}
            </Button>
          )}
        </td>
      </tr>
      {(trace || open || departs || view.problems.length + refused.length > 0) && (
        <tr className="pl-more">
          <td colSpan={COLUMNS}>
            {trace && view.cap !== null && (
              <p className="pl-trace">
                {t("plan.traceSaid", { trace: view.cap.trace })} <Article of="四（六）" />
              </p>
            )}
            {view.problems.length > 0 && <ProblemList problems={view.problems} />}
            <Says id={`pl-row-${bid}-says`} problems={refused} />
            {!open && <RowSaid form={form} />}
            {open &&
              (sheet !== undefined && onRow !== undefined ? (
                <RowFold row={row} onForm={(more) => onRow(bid, more)} />
              ) : (
                <RowSaid form={form} whole />
              ))}
          </td>
        </tr>
      )}
    </tbody>
  );
}

function ProjectNo({
  row: { form },
  sheet,
  onRow,
  onCourse,
  refused,
}: {
  row: Row;
  sheet: Sheet<never> | undefined;
  onRow: TableProps["onRow"] | undefined;
  onCourse: TableProps["onCourse"] | undefined;
  refused: boolean;
}) {
  const { t } = useTranslation();
  if (sheet !== undefined && onRow !== undefined) {
    const wrong = refused || (sheet.called && form.project_no.trim() === "");
    return (
      <Input
        size="small"
        className="pl-number"
        aria-label={t("plan.numberOf", { bid: form.bid_no })}
        aria-invalid={wrong}
        aria-describedby={`pl-row-${form.bid_no}-says`}
        {...(wrong ? { status: "error" as const } : {})}
        value={form.project_no}
        autoComplete="off"
        onChange={(event) => onRow(form.bid_no, { project_no: event.target.value })}
      />
    );
  }
  if (onCourse !== undefined) {
    return (
      <Button size="small" type="link" className="pl-link" onClick={() => onCourse(form.project_no)}>
        {form.project_no}
      </Button>
    );
  }
  return form.project_no;
}

/** The three payments; or the one, paid at once. */
function Tranches({ row: { view } }: { row: Row }) {
  const { t } = useTranslation();
  if (view.once) {
    return (
      <td className="num" colSpan={3}>
        {t("plan.once", { sum: grouped(view.first) })}
      </td>
    );
  }
  return (["first", "middle", "last"] as const).map((part) => (
    <td key={part} className="num">
      {grouped(view[part])}
    </td>
  ));
}

/** The sums of the rows as they stand, and the envelope beside them. */
function Foot({ rows, envelope }: { rows: readonly Row[]; envelope: string | null }) {
  const { t } = useTranslation();
  const sum = (column: Parameters<typeof columnSum>[1]) => grouped(columnSum(rows, column));
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={4} className="num">
          {t("plan.total", { count: rows.length })}
        </th>
        <td className="num">{sum("rd_total")}</td>
        <td colSpan={2} />
        <td className="num">
          <b>{sum("granted")}</b>
        </td>
        <td />
        <td className="num">{sum("first")}</td>
        <td className="num">{sum("middle")}</td>
        <td className="num">{sum("last")}</td>
        <td />
      </tr>
      {envelope !== null && (
        <tr>
          <th scope="row" colSpan={7} className="num">
            {t("plan.envelope")}
          </th>
          <td className="num">{grouped(envelope)}</td>
          <td colSpan={5} />
        </tr>
      )}
    </tfoot>
  );
}
