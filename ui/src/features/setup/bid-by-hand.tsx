import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { BidByHand } from "../../backend";
import { Keys } from "../../components/kbd";
import { ProblemBox } from "../../components/problem-box";
import { useSetupChange } from "./use-setup";

const FIELDS = ["no", "challenge_no", "title", "field", "sponsor", "solver", "start", "end"] as const;
const SUBJECTS = ["equipment", "business", "labour", "indirect"] as const;
type Money = "fiscal" | "self_raised";

const EMPTY: BidByHand = {
  no: "",
  challenge_no: "",
  title: "",
  field: "",
  sponsor: "",
  solver: "",
  start: "",
  end: "",
  budget: SUBJECTS.map((subject) => ({ subject, requested: { fiscal: "", self_raised: "" } })),
};

/** A late bid typed in by hand: what a meeting needs of it. The program adds the lines up. */
export function BidByHandForm({ no, onDone }: { no: string; onDone: (bidNo: string) => void }) {
  const { t } = useTranslation();
  const [bid, setBid] = useState(EMPTY);
  const act = useSetupChange(no, (backend, typed: BidByHand) => backend.bidAdd(no, typed));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!act.isPending) act.mutate(bid, { onSuccess: () => onDone(bid.no.trim()) });
  };
  const amount = (subject: string, of: Money, text: string) =>
    setBid({
      ...bid,
      budget: bid.budget.map((line) =>
        line.subject === subject ? { ...line, requested: { ...line.requested, [of]: text } } : line,
      ),
    });
  return (
    <form className="am-hand" aria-label={t("amend.byHand")} onSubmit={submit}>
      <p className="sec">{t("amend.byHandHint")}</p>
      <div className="am-grid">
        {FIELDS.map((field) => (
          <div key={field} className={field === "title" ? "am-wide" : undefined}>
            <label htmlFor={`am-${field}`}>{t(`amend.fields.${field}`)}</label>
            <Input
              id={`am-${field}`}
              autoComplete="off"
              placeholder={field === "start" || field === "end" ? t("amend.dateHint") : ""}
              value={bid[field]}
              onChange={(event) => setBid({ ...bid, [field]: event.target.value })}
            />
          </div>
        ))}
      </div>
      <table>
        <thead>
          <tr>
            <th>{t("amend.subject")}</th>
            <th>{t("amend.fiscal")}</th>
            <th>{t("amend.self")}</th>
          </tr>
        </thead>
        <tbody>
          {SUBJECTS.map((subject) => {
            const name = t(`amend.subjects.${subject}`);
            const line = bid.budget.find((one) => one.subject === subject)?.requested;
            return (
              <tr key={subject}>
                <td>{name}</td>
                <td>
                  <Input
                    aria-label={t("amend.fiscalOf", { subject: name })}
                    value={line?.fiscal}
                    onChange={(event) => amount(subject, "fiscal", event.target.value)}
                  />
                </td>
                <td>
                  <Input
                    aria-label={t("amend.selfOf", { subject: name })}
                    value={line?.self_raised}
                    onChange={(event) => amount(subject, "self_raised", event.target.value)}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {act.isError && <ProblemBox error={act.error} />}
      <Button htmlType="submit" disabled={act.isPending || bid.no.trim() === ""}>
        {t("amend.byHandDo")} <Keys of="Enter" />
      </Button>
    </form>
  );
}
