import { Input } from "antd";
import { useTranslation } from "react-i18next";

import type { LimitsForm, SheetForm } from "../../backend";

type Line = "agree_from" | "reject_below" | "rate_floor" | "first_from" | "second_from";

/** Lines of the suggested conclusion, and what tells equal totals apart. */
export function SheetLimits({
  form,
  change,
}: {
  form: SheetForm;
  change: (part: Partial<SheetForm>) => void;
}) {
  const { t } = useTranslation();
  const { limits } = form;
  // A demand has two lines and no budget.
  const bid = limits.first_from !== "" || limits.rate_floor !== "" || limits.feasibility !== "";
  const put = (part: Partial<LimitsForm>) => change({ limits: { ...limits, ...part } });
  const line = (field: Line, percent = false) => (
    <label key={field} htmlFor={`se-${field}`}>
      {t(`sheet.limit.${bid ? field : field === "agree_from" ? "list_from" : "defer_below"}`)}
      <Input
        id={`se-${field}`}
        className="num"
        value={limits[field]}
        inputMode="decimal"
        suffix={percent ? "%" : undefined}
        onChange={(event) => put({ [field]: event.target.value })}
      />
    </label>
  );
  const judged = (field: "feasibility" | "budget") => (
    <label key={field} htmlFor={`se-${field}`}>
      {t(`sheet.limit.${field}`)}
      <select
        id={`se-${field}`}
        value={limits[field]}
        onChange={(event) => put({ [field]: event.target.value })}
      >
        <option value="">{t("sheet.choose")}</option>
        <Criteria form={form} />
      </select>
    </label>
  );
  return (
    <>
      <h3>
        {t("sheet.limits")} <small className="sec">{t("sheet.limitsHint")}</small>
      </h3>
      <div className="se-figures">
        {line("agree_from")}
        {line("reject_below")}
        {bid && (
          <>
            {line("rate_floor", true)}
            {line("first_from")}
            {line("second_from")}
            {judged("feasibility")}
            {judged("budget")}
          </>
        )}
      </div>
      <h3>
        {t("setup.ties")} <small className="sec">{t("sheet.tiesHint")}</small>
      </h3>
      <div className="se-figures">
        {[0, 1, 2].map((at) => (
          <select
            key={at}
            aria-label={t("sheet.tieN", { n: at + 1 })}
            value={form.tie_breakers[at] ?? ""}
            onChange={(event) => {
              const next = [...form.tie_breakers];
              next[at] = event.target.value;
              change({ tie_breakers: next.filter((id, i) => id !== "" && next.indexOf(id) === i) });
            }}
          >
            <option value="">—</option>
            <Criteria form={form} />
          </select>
        ))}
      </div>
    </>
  );
}

/** Criteria that have an id: one that was just added gets its own when it is kept. */
function Criteria({ form }: { form: SheetForm }) {
  return form.criteria
    .filter(({ id }) => id !== "")
    .map(({ id, name_zh }) => (
      <option key={id} value={id}>
        {name_zh}
      </option>
    ));
}
