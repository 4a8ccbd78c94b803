import { Checkbox, Input, Select } from "antd";
import { useTranslation } from "react-i18next";

import type { FeeGrade, FeeLine, FeesView } from "../../backend";
import { grouped } from "../../components/amount";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import type { Fees } from "./use-fees";

const GRADES: readonly FeeGrade[] = ["eminent", "senior", "other"];

/** Who is paid how much. What is typed stands in fields, what follows from it beside. */
export function FeeTable({ fees }: { fees: Fees }) {
  const { t } = useTranslation();
  const { view } = fees;
  return (
    <Changes>
      <table className="grid fe-table" aria-label={t("fees.table")} aria-busy={fees.computing}>
        <thead className="stuck">
          <tr>
            <th scope="col">{t("fees.column.expert")}</th>
            <th scope="col">{t("fees.column.grade")}</th>
            <th scope="col">{t("fees.column.days")}</th>
            <th scope="col" className="num">
              {t("fees.column.rate")}
            </th>
            <th scope="col" className="num">
              {t("fees.column.net")}
            </th>
            <th scope="col">{t("fees.column.tax")}</th>
            <th scope="col" className="num">
              {t("fees.column.gross")}
            </th>
            <th scope="col">{t("fees.column.consent")}</th>
          </tr>
        </thead>
        <tbody>
          {view.rows.map((line) => (
            <Row key={line.form.expert_no} line={line} items={view.items} fees={fees} />
          ))}
        </tbody>
        <Sums view={view} />
      </table>
    </Changes>
  );
}

function Row({ line, items, fees }: { line: FeeLine; items: number; fees: Fees }) {
  const { t } = useTranslation();
  const no = line.form.expert_no;
  const { name } = line;
  const typed = fees.form.rows.find((row) => row.expert_no === no) ?? line.form;
  return (
    <tr>
      <th scope="row" className="fe-who">
        {name}
        <small className="sec">
          {line.unit}
          {line.title !== null && ` · ${line.title}`}
        </small>
        <Notes line={line} items={items} />
      </th>
      <td>
        <Select<FeeGrade>
          className="fe-grade"
          size="small"
          aria-label={t("fees.of.grade", { name })}
          placeholder={t("fees.choose")}
          allowClear
          value={typed.grade}
          options={GRADES.map((value) => ({ value, label: t(`fees.grade.${value}`) }))}
          onChange={(value: FeeGrade | undefined) => fees.setRow(no, { grade: value ?? null })}
        />
      </td>
      <td>
        <Input
          className="fe-days"
          size="small"
          inputMode="decimal"
          autoComplete="off"
          aria-label={t("fees.of.days", { name })}
          value={typed.days}
          onChange={(event) => fees.setRow(no, { days: event.target.value })}
        />
      </td>
      <Amount of={line.rate} />
      <Amount of={line.net} />
      <td>
        <Input
          className="fe-tax"
          size="small"
          inputMode="decimal"
          autoComplete="off"
          aria-label={t("fees.of.tax", { name })}
          value={typed.tax}
          onChange={(event) => fees.setRow(no, { tax: event.target.value })}
        />
      </td>
      <Amount of={line.gross} />
      <td className="fe-consent">
        <Checkbox
          aria-label={t("fees.of.consent", { name })}
          checked={typed.consent}
          onChange={(event) => fees.setRow(no, { consent: event.target.checked })}
        />
      </td>
    </tr>
  );
}

function Amount({ of }: { of: string | null }) {
  return <td className="num">{of === null ? <span className="dim">—</span> : grouped(of)}</td>;
}

/** What is known of an expert and told beside: nobody is left out by the program. */
function Notes({ line, items }: { line: FeeLine; items: number }) {
  const { t } = useTranslation();
  const notes: string[] = [];
  if (line.former) notes.push(t("fees.note.former"));
  if (line.came === false) notes.push(t("fees.note.notCame"));
  if (line.left !== null) notes.push(t("fees.note.left", { at: line.left }));
  if (line.recused > 0) {
    notes.push(
      line.recused >= items
        ? t("fees.note.recusedAll")
        : t("fees.note.recused", { count: line.recused, items }),
    );
  }
  if (line.numbers !== "whole") {
    notes.push(t(line.numbers === "none" ? "fees.note.numbersNone" : "fees.note.numbersPart"));
  }
  return notes.length === 0 ? null : (
    <small className="say say-warn fe-notes">
      <Mark kind="warn" size={12} /> <span>{notes.join(" · ")}</span>
    </small>
  );
}

/** The sums. One amount that is not known leaves its sum open. */
function Sums({ view }: { view: FeesView }) {
  const { t } = useTranslation();
  const { sums } = view;
  const sum = (of: string | null) =>
    sums.people === 0 ? "—" : of === null ? t("fees.unknown") : grouped(of);
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={4}>
          {t("fees.sumsOf", { count: sums.people })}
        </th>
        <td className="num">{sum(sums.net)}</td>
        <td className="num">{sum(sums.tax)}</td>
        <td className="num">{sum(sums.gross)}</td>
        <td />
      </tr>
    </tfoot>
  );
}
