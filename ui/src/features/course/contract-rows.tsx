import { Button, Checkbox, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type {
  IndicatorForm,
  IndicatorKind,
  NodeForm,
  PersonRole,
  PersonView,
  SpentLine,
} from "../../backend";
import { grouped } from "../../components/amount";
import { SUBJECTS } from "./specs-work";
import { subjectName } from "./subject";

interface RowsProps<R> {
  rows: readonly R[];
  onRows: (rows: R[]) => void;
}

const KINDS: readonly IndicatorKind[] = ["technical", "economic", "property", "talent", "other"];
const ROLES: readonly PersonRole[] = ["chief_engineer", "task_leader", "key_member"];

/** A table in which each row is typed, with a button that removes it and one that adds another. */
function Rows<R>({
  rows,
  onRows,
  name,
  heads,
  blank,
  add,
  cells,
}: RowsProps<R> & {
  name: string;
  heads: readonly string[];
  blank: R;
  add: string;
  cells: (row: R, put: (more: Partial<R>) => void, at: number) => readonly ReactNode[];
}) {
  const { t } = useTranslation();
  return (
    <>
      <table className="grid co-rows" aria-label={name}>
        <thead>
          <tr>
            <th scope="col">#</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th aria-label={t("projects.form.remove")} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              <td>{at + 1}</td>
              {cells(
                row,
                (more) => onRows(rows.map((one, index) => (index === at ? { ...one, ...more } : one))),
                at,
              ).map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
              <td>
                <Button
                  size="small"
                  type="text"
                  aria-label={t("course.contract.removeRow", { name, n: at + 1 })}
                  onClick={() => onRows(rows.filter((_, index) => index !== at))}
                >
                  {t("projects.form.remove")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" onClick={() => onRows([...rows, blank])}>
        {add}
      </Button>
    </>
  );
}

function Cell({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}) {
  return (
    <Input
      size="small"
      aria-label={label}
      value={value}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** 考核指标; those marked decide. */
export function Indicators(props: RowsProps<IndicatorForm>) {
  const { t } = useTranslation();
  const heads = (["kind", "name", "target", "unit", "key", "method"] as const).map((head) =>
    t(`course.contract.indicator.${head}`),
  );
  const [kind = "", name = "", target = "", unit = "", key = "", method = ""] = heads;
  return (
    <Rows<IndicatorForm>
      {...props}
      name={t("course.contract.indicators")}
      heads={heads}
      blank={{ kind: "technical", name: "", target: "", unit: "", key: false, method: "" }}
      add={t("course.contract.addIndicator")}
      cells={(row, put, at) => [
        <Select<IndicatorKind>
          key="kind"
          size="small"
          className="co-kind"
          aria-label={`${kind} ${at + 1}`}
          value={row.kind}
          options={KINDS.map((value) => ({ value, label: t(`course.contract.kindOf.${value}`) }))}
          onChange={(next) => put({ kind: next })}
        />,
        <Cell key="n" label={`${name} ${at + 1}`} value={row.name} onChange={(to) => put({ name: to })} />,
        <Cell
          key="t"
          label={`${target} ${at + 1}`}
          value={row.target}
          onChange={(to) => put({ target: to })}
        />,
        <Cell key="u" label={`${unit} ${at + 1}`} value={row.unit} onChange={(to) => put({ unit: to })} />,
        <Checkbox
          key="k"
          aria-label={`${key} ${at + 1}`}
          checked={row.key}
          onChange={(event) => put({ key: event.target.checked })}
        />,
        <Cell
          key="m"
          label={`${method} ${at + 1}`}
          value={row.method}
          onChange={(to) => put({ method: to })}
        />,
      ]}
    />
  );
}

/** 里程碑 with their shares; the money of each follows. */
export function Milestones(props: RowsProps<NodeForm>) {
  const { t } = useTranslation();
  const heads = (["due", "task", "indicators", "share", "payable"] as const).map((head) =>
    t(`course.contract.milestone.${head}`),
  );
  const [due = "", task = "", indicators = "", share = ""] = heads;
  return (
    <>
      <p className="sec">{t("course.contract.milestoneHint")}</p>
      <Rows<NodeForm>
        {...props}
        name={t("course.contract.milestones")}
        heads={heads}
        blank={{ due: "", task: "", indicators: "", share: "", payable: "" }}
        add={t("projects.form.addMilestone")}
        cells={(row, put, at) => [
          <Cell key="d" label={`${due} ${at + 1}`} value={row.due} onChange={(to) => put({ due: to })} />,
          <Cell key="t" label={`${task} ${at + 1}`} value={row.task} onChange={(to) => put({ task: to })} />,
          <Cell
            key="i"
            label={`${indicators} ${at + 1}`}
            value={row.indicators}
            onChange={(to) => put({ indicators: to })}
          />,
          <Cell
            key="s"
            label={`${share} ${at + 1}`}
            value={row.share}
            onChange={(to) => put({ share: to })}
          />,
          <span key="p" className="num">
            {row.payable === "" ? "—" : grouped(row.payable)}
          </span>,
        ]}
      />
    </>
  );
}

/** 技术总师, 课题负责人, 骨干. */
export function People(props: RowsProps<PersonView>) {
  const { t } = useTranslation();
  const heads = [
    t("course.contract.person.role"),
    t("course.contract.person.name"),
    t("course.contract.person.unit"),
  ];
  const [role = "", name = "", unit = ""] = heads;
  return (
    <Rows<PersonView>
      {...props}
      name={t("course.contract.people")}
      heads={heads}
      blank={{ role: "key_member", name: "", unit: "", birth_year: "" }}
      add={t("course.contract.addPerson")}
      cells={(row, put, at) => [
        <Select<PersonRole>
          key="r"
          size="small"
          className="co-kind"
          aria-label={`${role} ${at + 1}`}
          value={row.role}
          options={ROLES.map((value) => ({ value, label: t(`bid.role.${value}`) }))}
          onChange={(next) => put({ role: next })}
        />,
        <Cell key="n" label={`${name} ${at + 1}`} value={row.name} onChange={(to) => put({ name: to })} />,
        <Cell key="u" label={`${unit} ${at + 1}`} value={row.unit} onChange={(to) => put({ unit: to })} />,
      ]}
    />
  );
}

/** 预算, by subject and source. */
export function Budget({ rows: known, onRows }: RowsProps<SpentLine>) {
  const { t } = useTranslation();
  // Every subject can be typed, also those that nobody knew yet.
  const rows = SUBJECTS.map(
    (subject) =>
      known.find((one) => one.subject === subject) ?? { subject, spent: { fiscal: "", self_raised: "" } },
  );
  const put = (at: number, more: Partial<SpentLine["spent"]>) =>
    onRows(rows.map((one, index) => (index === at ? { ...one, spent: { ...one.spent, ...more } } : one)));
  return (
    <table className="grid co-rows co-budget" aria-label={t("course.contract.budget")}>
      <thead>
        <tr>
          <th scope="col">{t("course.contract.subject")}</th>
          <th scope="col">{t("projects.form.fiscal")}</th>
          <th scope="col">{t("projects.form.own")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ subject, spent }, at) => {
          const name = subjectName(t, subject);
          return (
            <tr key={subject}>
              <th scope="row">{name}</th>
              <td>
                <Cell
                  label={`${name} ${t("projects.form.fiscal")}`}
                  value={spent.fiscal}
                  onChange={(fiscal) => put(at, { fiscal })}
                />
              </td>
              <td>
                <Cell
                  label={`${name} ${t("projects.form.own")}`}
                  value={spent.self_raised}
                  onChange={(self_raised) => put(at, { self_raised })}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
