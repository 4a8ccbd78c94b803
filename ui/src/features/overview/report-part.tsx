import { useMutation } from "@tanstack/react-query";
import { Button, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type OverviewPaper, type OverviewView, type SavedDocument } from "../../backend";
import { FormOf } from "../../components/form/form";
import type { PlaceOf } from "../../components/form/problems";
import { useSheetOf } from "../../components/form/use-sheet";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PathField } from "../../components/path-field";
import { Part } from "./part";

const PAPERS: readonly OverviewPaper[] = ["report", "public_report", "book"];
const PREVIEW = "Ctrl O";

/** A paper of a year. */
export interface OfYear {
  year: number;
  paper: OverviewPaper;
}

/** The years that records tell of, this one first. */
function yearsOf({ today, years, adjustments, achievements }: OverviewView): number[] {
  const now = Number(today.slice(0, 4));
  const days = [...adjustments, ...achievements.map(({ form }) => form)].map(({ on }) =>
    Number(on.slice(0, 4)),
  );
  const first = Math.min(now, ...days, ...years.flatMap(({ year }) => (year === null ? [] : [year])));
  return Array.from({ length: now - first + 1 }, (_, back) => now - back);
}

/** 报告: the report of a year, its public copy and its figures: looked at and saved. */
export function ReportPart({ view, onPreview }: { view: OverviewView; onPreview: (of: OfYear) => void }) {
  const { t } = useTranslation();
  const years = yearsOf(view);
  const [year, setYear] = useState(() => years[0] ?? Number(view.today.slice(0, 4)));
  const [paper, setPaper] = useState<OverviewPaper>("report");
  const can = paper !== "book";
  const preview = () => onPreview({ year, paper });
  useKeys([{ keys: PREVIEW, label: t("overview.report.preview"), run: preview, when: can, inFields: true }]);
  return (
    <Part name="report" facts={t("overview.report.hint")}>
      <div className="ov-report">
        <label className="ov-filter">
          {t("overview.report.year")}
          <Select<number>
            size="small"
            aria-label={t("overview.report.year")}
            value={year}
            onChange={setYear}
            options={years.map((value) => ({ value, label: t("overview.money.yearOf", { year: value }) }))}
          />
        </label>
        <Radio.Group
          aria-label={t("overview.report.paper")}
          name="ov-paper"
          value={paper}
          onChange={(event) => setPaper(event.target.value as OverviewPaper)}
          options={PAPERS.map((value) => ({ value, label: t(`overview.report.papers.${value}`) }))}
        />
        {can ? (
          <Button size="small" onClick={preview}>
            {t("overview.report.preview")} <Keys of={PREVIEW} />
          </Button>
        ) : (
          <span className="sec">{t("overview.report.noPreview")}</span>
        )}
      </div>
      <Changes>
        <SaveForm key={`${year} ${paper}`} of={{ year, paper }} />
      </Changes>
    </Part>
  );
}

const nowhere: PlaceOf = () => null;

/** Where the paper goes, and where it lies. */
function SaveForm({ of: { year, paper } }: { of: OfYear }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const save = useMutation<SavedDocument, Error, string>({
    mutationFn: (to) => backend.overviewSave(year, paper, to),
  });
  const sheet = useSheetOf({ what: t("overview.section.report"), dirty: false, save, placeOf: nowhere });
  const label = t("approval.papers.path");
  const missing = path.trim() === "" ? [label] : [];
  return (
    <FormOf
      name={t("overview.section.report")}
      save={t("overview.report.save")}
      sheet={sheet}
      missing={missing}
      onSend={() => sheet.send(path.trim(), missing)}
    >
      <div className="ov-path" {...(sheet.called && missing.length > 0 ? { "data-wrong": true } : {})}>
        <PathField
          id="ov-path"
          label={label}
          value={path}
          onChange={(next) => {
            setPath(next);
            save.reset();
          }}
          choose={() => backend.chooseSave(t(`overview.report.file.${paper}`, { year }))}
        />
      </div>
      {save.isSuccess && (
        <p className="say say-done ov-long" role="status">
          <Mark kind="done" /> {t("overview.report.saved", { path: save.data.path })}
        </p>
      )}
    </FormOf>
  );
}
