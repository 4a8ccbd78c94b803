import type { OverlapForm, PlanForm, PlanRowForm, PlanRowView, PlanView, TermsForm } from "../../backend";
import { fenOf, wanOf } from "../../components/amount";

/** A row as it is being typed, with what follows from it as it was last reckoned. */
export interface Row {
  view: PlanRowView;
  form: PlanRowForm;
}

/** What is typed of a plan. */
export interface Draft {
  no: string;
  rows: readonly Row[];
  over_reason: string;
}

export const NO_OVERLAP: OverlapForm = {
  programme: "",
  number: "",
  amount: "",
  paid: "",
  keeps: null,
  on: "",
  by: "",
  reason: "",
};

export const NO_TERMS: TermsForm = { once: false, first: "", middle: "", reason: "" };

export function draftOf(view: PlanView): Draft {
  return {
    no: view.no,
    rows: view.rows.map((row) => ({ view: row, form: row.form })),
    over_reason: view.over_reason,
  };
}

/** A plan as it is sent. */
export function sentOf(draft: Draft, decision_no: string): PlanForm {
  return {
    no: draft.no.trim(),
    decision_no,
    rows: draft.rows.map(({ form }) => ({ ...form, project_no: form.project_no.trim() })),
    over_reason: draft.over_reason.trim(),
  };
}

/** Whether what a row is paid by was changed since its figures were reckoned. */
export function stale({ view, form }: Row): boolean {
  const money = ({ overlaps, terms }: PlanRowForm) => JSON.stringify([overlaps, terms]);
  return money(form) !== money(view.form);
}

/** The columns that are summed. */
export const SUMMED = ["rd_total", "granted", "first", "middle", "last"] as const;

/** The exact sum of a column over the rows that stand in the plan, 万元. */
export function columnSum(rows: readonly Row[], column: (typeof SUMMED)[number]): string {
  return wanOf(rows.reduce((sum, { view }) => sum + (fenOf(view[column]) ?? 0n), 0n));
}

/** Winners of the decision that stand in no plan, with those that were just taken out of this one. */
export function outside(view: PlanView, draft: Draft): PlanRowView[] {
  const inside = new Set(draft.rows.map(({ form }) => form.bid_no));
  return [...view.rows, ...view.waiting].filter(({ form }) => !inside.has(form.bid_no));
}

/** The rows with one of them changed. */
export function put(rows: readonly Row[], bid: string, more: Partial<PlanRowForm>): Row[] {
  return rows.map((row) => (row.form.bid_no === bid ? { ...row, form: { ...row.form, ...more } } : row));
}
