import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { BandForm, CriterionForm, PartForm, Problem } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemList } from "../../components/problem-list";
import { BandsSign, BandsWords, useBandsFound } from "./bands-found";
import { RaterTicks } from "./rater-ticks";

interface CriterionProps {
  at: number;
  last: number;
  of: CriterionForm;
  /** Whether parts are scored. */
  scored: boolean;
  /** What the parts add up to, as the program has it; nothing where a figure cannot be read. */
  partSum: string | null;
  /** What of this criterion keeps the sheet from being used. */
  problems: readonly Problem[];
  onChange: (next: CriterionForm | null) => void;
  onMove: (by: number) => void;
}

/** A criterion: name, points, who scores it; parts and bands when it is opened. */
export function CriterionEditor(props: CriterionProps) {
  const { at, last, of, scored, partSum, problems, onChange, onMove } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const n = at + 1;
  const put = (part: Partial<CriterionForm>) => onChange({ ...of, ...part });
  const ofBands = problems.filter(({ place }) => place?.startsWith(`criterion/${n}/band`));
  const found = useBandsFound(of);
  const ofParts = problems.filter(({ place }) => place?.startsWith(`criterion/${n}/part`));
  return (
    <li>
      <fieldset>
        <legend className="aside">{t("sheet.criterionN", { n })}</legend>
        <div className="se-row">
          <Input
            aria-label={t("sheet.criterionN", { n })}
            placeholder={t("setup.criterion")}
            value={of.name_zh}
            onChange={(event) => put({ name_zh: event.target.value, name_en: "" })}
          />
          <Input
            className="se-points num"
            aria-label={t("sheet.pointsOf", { n })}
            placeholder={t("sheet.points")}
            value={of.max}
            inputMode="decimal"
            status={of.max.trim() === "" ? "error" : ""}
            onChange={(event) => put({ max: event.target.value })}
          />
          <Button aria-label={t("sheet.up", { n })} disabled={at === 0} onClick={() => onMove(-1)}>
            ↑
          </Button>
          <Button aria-label={t("sheet.down", { n })} disabled={at === last} onClick={() => onMove(1)}>
            ↓
          </Button>
          <Button aria-label={t("sheet.removeCriterion", { n })} onClick={() => onChange(null)}>
            {t("sheet.remove")}
          </Button>
        </div>
        <div className="se-row">
          <RaterTicks chosen={of.raters} what={of.name_zh} onChange={(raters) => put({ raters })} />
          <Button type="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("sheet.more", { parts: of.parts.length, bands: of.bands.length })}
          </Button>
          {ofParts.length > 0 && !open && (
            <span className="say say-stop">
              <Mark kind="stop" size={13} /> {t("sheet.partsWrong")}
            </span>
          )}
          {!open && <BandsSign found={found} problems={ofBands} />}
        </div>
        {open && (
          <div className="se-more">
            <Rows
              title={t("sheet.parts")}
              hint={t(scored ? "sheet.partsScored" : "sheet.partsHint")}
              add={t("sheet.addPart")}
              rows={of.parts}
              blank={{ id: "", name: "", hint: "", max: "" }}
              onChange={(parts) => put({ parts })}
              row={(part, change, i) => (
                <Part key={i} n={n} i={i + 1} of={part} scored={scored} onChange={change} />
              )}
              foot={
                of.parts.length > 0 && (
                  <>
                    <p className="sec" role="status">
                      {t("sheet.partSum", { sum: partSum ?? "—", max: of.max })}
                    </p>
                    {ofParts.length > 0 && (
                      <ProblemList problems={ofParts.map((one) => ({ ...one, place: null }))} />
                    )}
                  </>
                )
              }
            />
            <Rows
              title={t("setup.bands")}
              hint={t("sheet.bandsHint")}
              add={t("sheet.addBand")}
              rows={of.bands}
              blank={{ name: "", from: "", text: "" }}
              onChange={(bands) => put({ bands })}
              row={(band, change, i) => (
                <Band key={i} n={n} i={i + 1} of={band} wrong={found.over.includes(i)} onChange={change} />
              )}
              foot={<BandsWords of={of} found={found} problems={ofBands} />}
            />
          </div>
        )}
      </fieldset>
    </li>
  );
}

/** Rows that are added and taken out. */
function Rows<R>({
  title,
  hint,
  add,
  rows,
  blank,
  onChange,
  row,
  foot,
}: {
  title: string;
  hint: string;
  add: string;
  rows: readonly R[];
  blank: R;
  onChange: (rows: R[]) => void;
  row: (of: R, change: (next: R | null) => void, at: number) => React.ReactNode;
  /** What stands below the rows. */
  foot?: React.ReactNode;
}) {
  const change = (at: number) => (next: R | null) =>
    onChange(rows.flatMap((one, i) => (i !== at ? [one] : next === null ? [] : [next])));
  return (
    <section aria-label={title}>
      <h4>
        {title} <small className="sec">{hint}</small>
      </h4>
      {rows.map((one, at) => row(one, change(at), at))}
      {foot}
      <Button size="small" onClick={() => onChange([...rows, blank])}>
        {add}
      </Button>
    </section>
  );
}

interface RowProps<R> {
  /** Number of the criterion, and of the row in it. */
  n: number;
  i: number;
  of: R;
  onChange: (next: R | null) => void;
}

function Part({ n, i, of, scored, onChange }: RowProps<PartForm> & { scored: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="se-row">
      <Input
        aria-label={t("sheet.partN", { n, i })}
        value={of.name}
        onChange={(event) => onChange({ ...of, name: event.target.value })}
      />
      {scored && (
        <Input
          aria-label={t("sheet.partHint", { n, i })}
          placeholder={t("sheet.partLooks")}
          value={of.hint}
          onChange={(event) => onChange({ ...of, hint: event.target.value })}
        />
      )}
      <Input
        className="se-points num"
        aria-label={t("sheet.partPoints", { n, i })}
        value={of.max}
        inputMode="decimal"
        onChange={(event) => onChange({ ...of, max: event.target.value })}
      />
      <Button aria-label={t("sheet.removePart", { n, i })} onClick={() => onChange(null)}>
        {t("sheet.remove")}
      </Button>
    </div>
  );
}

function Band({ n, i, of, wrong, onChange }: RowProps<BandForm> & { wrong: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="se-row">
      <Input
        className="se-band"
        aria-label={t("sheet.bandN", { n, i })}
        value={of.name}
        onChange={(event) => onChange({ ...of, name: event.target.value })}
      />
      <Input
        className="se-points num"
        aria-label={t("sheet.bandFrom", { n, i })}
        value={of.from}
        inputMode="decimal"
        aria-invalid={wrong}
        {...(wrong ? { status: "error" as const } : {})}
        onChange={(event) => onChange({ ...of, from: event.target.value })}
      />
      <Input
        aria-label={t("sheet.bandText", { n, i })}
        placeholder={t("sheet.bandMeans")}
        value={of.text}
        onChange={(event) => onChange({ ...of, text: event.target.value })}
      />
      <Button aria-label={t("sheet.removeBand", { n, i })} onClick={() => onChange(null)}>
        {t("sheet.remove")}
      </Button>
    </div>
  );
}
