import { Input } from "antd";
import { useTranslation } from "react-i18next";

import type { ExplainLine, ExplainView } from "../../backend";
import { Unknown } from "../../components/unknown";
import type { Draft, LineDraft } from "./draft";
import { grouped } from "../../components/amount";

/** Lines where the panel departs from the medians: amounts and a reason. An empty line follows its median. */
export function DecisionLines({
  view,
  draft,
  closed,
  onLines,
}: {
  view: ExplainView;
  draft: Draft;
  closed: boolean;
  onLines: (lines: Draft["lines"]) => void;
}) {
  const { t } = useTranslation();
  const set = (subject: string, line: LineDraft) => {
    const others = Object.fromEntries(Object.entries(draft.lines).filter(([one]) => one !== subject));
    // A line without any entry is no departure.
    const blank = `${line.fiscal}${line.self}${line.reason}`.trim() === "";
    onLines(blank ? others : { ...others, [subject]: line });
  };
  return (
    <table className="rs-lines rs-decide">
      <caption>
        {t("results.form.lines")} <small className="dim">{t("results.budget.unit")}</small>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("results.budget.line")}</th>
          <th scope="col">{t("results.budget.median")}</th>
          <th scope="col">{t("results.budget.decided")}</th>
          <th scope="col">{t("results.form.reason")}</th>
        </tr>
      </thead>
      <tbody>
        {view.lines.map((line) => (
          <Line
            key={line.subject}
            line={line}
            value={draft.lines[line.subject]}
            closed={closed}
            onChange={(value) => set(line.subject, value)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Line({
  line,
  value,
  closed,
  onChange,
}: {
  line: ExplainLine;
  value: LineDraft | undefined;
  closed: boolean;
  onChange: (value: LineDraft) => void;
}) {
  const { t } = useTranslation();
  const { median, zh } = line;
  const now = value ?? { fiscal: "", self: "", reason: "" };
  // Who changes one amount keeps the other as the median has it.
  const type = (more: Partial<LineDraft>) =>
    onChange(
      value === undefined && median !== null
        ? { fiscal: median.fiscal, self: median.self_raised, reason: "", ...more }
        : { ...now, ...more },
    );
  const amounts = [
    ["fiscal", t("results.form.lineFiscal", { line: zh }), median?.fiscal],
    ["self", t("results.form.lineSelf", { line: zh }), median?.self_raised],
  ] as const;
  return (
    <tr>
      <th scope="row">{zh}</th>
      <td>
        {median === null ? (
          <Unknown what={t("results.budget.none")} />
        ) : (
          <>
            {grouped(median.fiscal)}
            <br />
            {grouped(median.self_raised)}
          </>
        )}
      </td>
      <td>
        {amounts.map(([name, label, hint]) => (
          <Input
            key={name}
            size="small"
            aria-label={label}
            inputMode="decimal"
            value={now[name]}
            disabled={closed}
            placeholder={hint ?? ""}
            onChange={(event) => type({ [name]: event.target.value })}
          />
        ))}
      </td>
      <td>
        <Input.TextArea
          rows={2}
          aria-label={t("results.form.lineReason", { line: zh })}
          value={now.reason}
          disabled={closed}
          onChange={(event) => type({ reason: event.target.value })}
        />
      </td>
    </tr>
  );
}
