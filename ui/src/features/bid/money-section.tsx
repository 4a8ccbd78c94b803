import { Input } from "antd";
import { useTranslation } from "react-i18next";

import type { BidBudgetLine, BidForm } from "../../backend";
import { grouped } from "../../components/amount";
import type { Draft } from "./use-draft";
import { TextField } from "./fields";

const AMOUNTS = ["rd_total", "fiscal", "self_raised", "total_investment"] as const;
const SOURCES = ["fiscal", "self_raised"] as const;

/** Money as a whole, its proof, and the budget by subject and source. */
export function MoneySection({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { form, editing, set } = draft;
  return (
    <section aria-label={t("bid.sections.money")}>
      <h2>
        {t("bid.sections.money")} <small>{t("bid.unit")}</small>
      </h2>
      <div className="bd-fields">
        {AMOUNTS.map((field) => (
          <TextField
            key={field}
            field={field}
            label={t(`bid.field.${field}`)}
            value={editing ? form[field] : grouped(form[field])}
            editing={editing}
            onChange={(value) => set({ [field]: value })}
          />
        ))}
        {(["self_raised_proof", "approval_no"] as const).map((field) => (
          <TextField
            key={field}
            field={field}
            label={t(`bid.field.${field}`)}
            value={form[field]}
            editing={editing}
            onChange={(value) => set({ [field]: value })}
          />
        ))}
      </div>
      <BudgetTable form={form} editing={editing} onChange={(budget) => set({ budget })} />
    </section>
  );
}

function BudgetTable({
  form,
  editing,
  onChange,
}: {
  form: BidForm;
  editing: boolean;
  onChange: (budget: BidBudgetLine[]) => void;
}) {
  const { t } = useTranslation();
  const change = (at: number, source: (typeof SOURCES)[number], value: string) =>
    onChange(
      form.budget.map((line, index) =>
        index === at ? { ...line, requested: { ...line.requested, [source]: value } } : line,
      ),
    );
  return (
    <table className="grid bd-budget" id="bd-budget-at">
      <thead>
        <tr>
          <th scope="col">{t("bid.budget.subject")}</th>
          {SOURCES.map((source) => (
            <th key={source} scope="col" className="num">
              {t(`bid.budget.${source}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {form.budget.map((line, at) => {
          const subject = t(`bid.subject.${line.subject as "equipment"}`);
          return (
            <tr key={line.subject}>
              <th scope="row">{subject}</th>
              {SOURCES.map((source) => (
                <td key={source} className="num">
                  {editing ? (
                    <Input
                      size="small"
                      id={at === 0 && source === "fiscal" ? "bd-budget" : undefined}
                      aria-label={t("bid.budget.of", { subject, source: t(`bid.budget.${source}`) })}
                      value={line.requested[source]}
                      onChange={(event) => change(at, source, event.target.value)}
                    />
                  ) : line.requested[source] === "" ? (
                    <span className="dim">—</span>
                  ) : (
                    grouped(line.requested[source])
                  )}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
