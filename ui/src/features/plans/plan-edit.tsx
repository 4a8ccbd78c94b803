import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type PlanForm, type PlanRowView, type PlanView } from "../../backend";
import { grouped } from "../../components/amount";
import { FormOf, Line } from "../../components/form/form";
import { param, placeBy, type PlaceOf } from "../../components/form/problems";
import { draftOf, outside, put, sentOf, stale, type Draft } from "./plan-draft";
import { PlanTable } from "./plan-table";
import { usePlanSheet } from "./use-plan-act";

const named = placeBy({ fields: { 资金计划编号: "pl-no" } });

/** What is said of a project stands at its row. */
function placeIn(draft: Draft): PlaceOf {
  return (problem) => {
    if (problem.code === "plan.over_envelope") {
      return "pl-over_reason";
    }
    const numbers = ["no", "project", "bid_no"].map((name) => param(problem, name)).filter((no) => no !== "");
    const row = draft.rows.find(
      ({ form }) => numbers.includes(form.project_no.trim()) || numbers.includes(form.bid_no),
    );
    return row === undefined ? named(problem) : `row:${row.form.bid_no}`;
  };
}

/** What is typed of a plan, and what it lacks. */
function useDraft(view: PlanView, isNew: boolean, onDone: (view: PlanView) => void) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [start] = useState(() => draftOf(view));
  const [draft, setDraft] = useState(start);
  // What was refused is said of the rows that were sent.
  const [placeOf, setPlaceOf] = useState<PlaceOf>(() => placeIn(start));
  const sheet = usePlanSheet<PlanForm>({
    what: t("plan.title"),
    dirty: draft !== start,
    act: (form) => backend.planSave(form, isNew),
    placeOf,
    done: onDone,
  });
  const missing = [
    ...(draft.no.trim() === "" ? [t("plan.number")] : []),
    ...(draft.rows.length === 0 ? [t("plan.anyProject")] : []),
    ...draft.rows
      .filter(({ form }) => form.project_no.trim() === "")
      .map(({ form }) => t("plan.numberOf", { bid: form.bid_no })),
  ];
  const send = () => {
    setPlaceOf(() => placeIn(draft));
    sheet.send(sentOf(draft, view.decision_no), missing);
  };
  const set = (more: Partial<Draft>) => {
    sheet.reset();
    setDraft((was) => ({ ...was, ...more }));
  };
  return { sheet, draft, set, missing, send };
}

/** A plan until the city approved it: its projects, what goes in and out, and its sums. */
export function PlanEdit({
  view,
  isNew,
  main,
  onDone,
}: {
  view: PlanView;
  isNew: boolean;
  main: boolean;
  onDone: (view: PlanView) => void;
}) {
  const { t } = useTranslation();
  const { sheet, draft, set, missing, send } = useDraft(view, isNew, onDone);
  const over =
    view.problems.some(({ code }) => code === "plan.over_envelope") ||
    draft.over_reason !== "" ||
    sheet.at("pl-over_reason").length > 0;
  return (
    <FormOf
      name={t("plan.form")}
      save={t("plan.save")}
      sheet={sheet}
      missing={missing}
      main={main}
      onSend={send}
    >
      {isNew && (
        <div className="pl-narrow">
          <Line
            id="pl-no"
            label={t("plan.number")}
            value={draft.no}
            onChange={(no) => set({ no })}
            sheet={sheet}
            must
          />
        </div>
      )}
      <PlanTable
        rows={draft.rows}
        envelope={view.envelope}
        sheet={sheet}
        onRow={(bid, more) => set({ rows: put(draft.rows, bid, more) })}
        onOut={(bid) => set({ rows: draft.rows.filter(({ form }) => form.bid_no !== bid) })}
      />
      {draft.rows.some(stale) && <p className="say say-warn">{t("plan.stale")}</p>}
      <Outside
        rows={outside(view, draft)}
        onIn={(row) => set({ rows: [...draft.rows, { view: row, form: row.form }] })}
      />
      {over && (
        <Line
          id="pl-over_reason"
          label={t("plan.overReason")}
          value={draft.over_reason}
          onChange={(over_reason) => set({ over_reason })}
          sheet={sheet}
          hint={t("plan.overHint")}
        />
      )}
    </FormOf>
  );
}

/** Winners that stand in no plan: each can be added. */
function Outside({ rows, onIn }: { rows: readonly PlanRowView[]; onIn: (row: PlanRowView) => void }) {
  const { t } = useTranslation();
  if (rows.length === 0) {
    return null;
  }
  return (
    <section className="pl-outside" aria-label={t("plan.outside")}>
      <h3>{t("plan.outside")}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.form.bid_no}>
            {row.form.bid_no}　{row.title}
            <span className="dim">
              {t("plan.outsideFacts", { sponsor: row.sponsor, decided: grouped(row.decided) })}
            </span>
            <Button size="small" onClick={() => onIn(row)}>
              {t("plan.in")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
