import { Button, Checkbox, Input, Select } from "antd";
import { useTranslation } from "react-i18next";

import type { Problem, ResultRow, Standing } from "../../backend";
import { grouped } from "../../components/amount";
import { Mark } from "../../components/marks";
import { agrees, revises, type Draft, type Lack } from "./draft";
import { FieldProblems } from "./field-problems";
import { Word } from "./ranking";

const AGREED: readonly Standing[] = ["recommended", "reserve", "unfunded"];
/** Texts of a line or two, named in their fields. */
const SHORT: readonly string[] = ["revise", "reason", "closing"];

/** The texts that a bid lacks, by the names of their fields. */
export function useLackWords(): (lacks: readonly Lack[]) => string {
  const { t } = useTranslation();
  return (lacks) => lacks.map((name) => t(`results.form.${name}`)).join(t("desk.listJoin"));
}

/** One bid of the table: its suggestion, and the words that are still written for it. */
export function AllRow({
  row,
  of,
  draft,
  chosen,
  lacks,
  called,
  problems,
  onChosen,
  onDraft,
  onFetch,
}: {
  row: ResultRow;
  of: "bid" | "demand";
  draft: Draft;
  chosen: boolean;
  /** The texts that it still lacks. */
  lacks: readonly Lack[];
  /** Recording was asked for: what it lacks is marked at its field. */
  called: boolean;
  problems: readonly Problem[];
  onChosen: (on: boolean) => void;
  onDraft: (draft: Draft) => void;
  onFetch: () => void;
}) {
  const { t } = useTranslation();
  const wordsFor = useLackWords();
  const agreed = agrees(draft.conclusion);
  const text = (name: "feasibility" | "budget" | "value" | "weakness" | "revise" | "reason" | "closing") => (
    <Input.TextArea
      rows={SHORT.includes(name) ? 2 : 4}
      disabled={!chosen}
      aria-label={`${t("results.dock.label", { position: row.position })} ${t(`results.form.${name}`)}`}
      {...(SHORT.includes(name) ? { placeholder: t(`results.form.${name}`) } : {})}
      value={draft[name]}
      {...(called && lacks.some((one) => one === name)
        ? { "aria-invalid": true, status: "error" as const }
        : {})}
      onChange={(event) => onDraft({ ...draft, [name]: event.target.value })}
    />
  );
  return (
    <tr>
      <th scope="row">
        <Checkbox
          checked={chosen}
          aria-label={t("results.all.pick", { position: row.position })}
          onChange={(event) => onChosen(event.target.checked)}
        >
          {row.title}
        </Checkbox>
        <div className="dim">
          {t("results.all.number", { position: row.position, no: row.no })}
          {row.award !== null && agreed && ` · ${t("results.all.award", { sum: grouped(row.award) })}`}
        </div>
        <div className="rs-do">
          <Word row={row} />
          {agreed && of === "bid" && (
            <Select
              size="small"
              popupMatchSelectWidth={false}
              aria-label={`${t("results.dock.label", { position: row.position })} ${t("results.form.standing")}`}
              value={draft.standing}
              disabled={!chosen}
              onChange={(standing: Standing) => onDraft({ ...draft, standing })}
              options={AGREED.map((value) => ({ value, label: t(`results.standing.${value}`) }))}
            />
          )}
          <Button size="small" disabled={!chosen} onClick={onFetch}>
            {t("results.all.draft")}
          </Button>
        </div>
        {lacks.length > 0 && (
          <p className="say say-warn">
            <Mark kind="warn" size={13} /> {t("results.form.missing", { what: wordsFor(lacks) })}
          </p>
        )}
        <FieldProblems id={`rs-all-${row.no}`} problems={problems} />
      </th>
      <td>{text(of === "demand" ? "value" : "feasibility")}</td>
      <td>{text(of === "demand" ? "weakness" : "budget")}</td>
      <td>
        {revises(draft.conclusion) && text("revise")}
        {(!agreed || draft.standing !== (row.proposed ?? "recommended")) && text("reason")}
        {text("closing")}
      </td>
    </tr>
  );
}
