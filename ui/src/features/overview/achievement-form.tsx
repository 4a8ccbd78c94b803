import { Select } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type AchievementForm, type AchievementKind, type OverviewView } from "../../backend";
import { blanks, FormOf, Line, Lines, Says } from "../../components/form/form";
import { placeBy, type PlaceOf } from "../../components/form/problems";
import type { Sheet } from "../../components/form/use-sheet";
import { useOverviewSheet } from "./use-overview";

const KINDS: readonly AchievementKind[] = ["technology", "result", "product", "team", "young_talent"];

const byName = placeBy({ fields: { 项目编号: "ov-project", 成果名称: "ov-name", 取得日期: "ov-on" } });
const BY_CODE: Readonly<Record<string, string>> = {
  "import.exists": "ov-name",
  "record.not_found": "ov-project",
  "list.date_order": "ov-on",
};
const placeOf: PlaceOf = (problem) => BY_CODE[problem.code] ?? byName(problem);

type Draft = Omit<AchievementForm, "kind"> & { kind: AchievementKind | "" };
const BLANK: Draft = { project_no: "", kind: "", name: "", on: "", evidence: "" };

/** 登记成果: what a project achieved, when, and what shows it. */
export function AddForm({
  projects,
  onDone,
  onCancel,
}: {
  projects: OverviewView["projects"];
  onDone: (name: string) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [form, setForm] = useState(BLANK);
  const sheet = useOverviewSheet<AchievementForm>({
    what: t("overview.achievements.add"),
    dirty: form !== BLANK,
    act: (asked) => backend.achievementAdd(asked),
    placeOf,
    done: () => onDone(form.name),
  });
  const needed = useNeeded();
  const missing = blanks(needed, form);
  const { kind } = form;
  return (
    <FormOf
      name={t("overview.achievements.add")}
      save={t("overview.achievements.add")}
      sheet={sheet}
      missing={missing}
      main
      onSend={() => sheet.send(kind === "" ? null : { ...form, kind }, missing)}
      onCancel={onCancel}
    >
      <Fields
        projects={projects}
        form={form}
        sheet={sheet}
        onForm={(change) => {
          sheet.reset();
          setForm((was) => ({ ...was, ...change }));
        }}
      />
    </FormOf>
  );
}

/** What must be said of an achievement: the name of each field, its label and its hint. */
function useNeeded() {
  const { t } = useTranslation();
  return [
    ["project_no", t("overview.achievements.project"), ""],
    ["kind", t("overview.achievements.kind"), ""],
    ["name", t("overview.achievements.name"), t("overview.achievements.nameHint")],
    ["on", t("overview.achievements.on"), t("overview.achievements.onHint")],
  ] as const;
}

function Fields({
  projects,
  form,
  sheet,
  onForm,
}: {
  projects: OverviewView["projects"];
  form: Draft;
  sheet: Sheet<never>;
  onForm: (change: Partial<Draft>) => void;
}) {
  const { t } = useTranslation();
  const [project, kind, ...lines] = useNeeded();
  return (
    <div className="ov-fields">
      <Pick id="ov-project" label={project[1]} value={form.project_no} sheet={sheet}>
        {(status) => (
          <Select<string>
            id="ap-ov-project"
            {...status}
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("overview.achievements.choose")}
            value={form.project_no === "" ? null : form.project_no}
            options={projects.map(([value, title]) => ({ value, label: `${value}　${title}` }))}
            onChange={(project_no) => onForm({ project_no })}
          />
        )}
      </Pick>
      <Pick id="ov-kind" label={kind[1]} value={form.kind} sheet={sheet}>
        {(status) => (
          <Select<AchievementKind>
            id="ap-ov-kind"
            {...status}
            placeholder={t("overview.achievements.choose")}
            value={form.kind === "" ? null : form.kind}
            options={KINDS.map((value) => ({ value, label: t(`overview.achievements.kinds.${value}`) }))}
            onChange={(next) => onForm({ kind: next })}
          />
        )}
      </Pick>
      <Lines
        prefix="ov"
        fields={lines}
        values={form}
        sheet={sheet}
        onField={(field, text) => onForm({ [field]: text })}
      />
      <Line
        id="ov-evidence"
        label={t("overview.achievements.evidence")}
        hint={t("overview.achievements.evidenceHint")}
        value={form.evidence}
        onChange={(evidence) => onForm({ evidence })}
        sheet={sheet}
      />
    </div>
  );
}

/** A choice from a list: marked while it is missing once saving was asked for, and with what was refused of it. */
function Pick({
  id,
  label,
  value,
  sheet,
  children,
}: {
  id: string;
  label: string;
  value: string;
  sheet: Sheet<never>;
  /** The list, marked as it is told. */
  children: (marked: { status?: "error" }) => ReactNode;
}) {
  const { t } = useTranslation();
  const problems = sheet.at(id);
  const wrong = problems.length > 0 || (sheet.called && value === "");
  return (
    <div className="ov-pick" {...(wrong ? { "data-wrong": true } : {})}>
      <label className="field" htmlFor={`ap-${id}`}>
        {label}
        <small className="dim"> {t("approval.form.required")}</small>
      </label>
      {children(wrong ? { status: "error" } : {})}
      <Says id={`ap-${id}-says`} problems={problems} />
    </div>
  );
}

const placeWhy = placeBy({ reasons: { 撤销登记的成果: "ov-why" } });

/** 撤销: takes out what was recorded wrongly, with why. */
export function RemoveForm({
  id,
  name,
  onDone,
  onCancel,
}: {
  id: string;
  name: string;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [reason, setReason] = useState("");
  const title = t("overview.achievements.removeTitle", { name });
  const sheet = useOverviewSheet<string>({
    what: title,
    dirty: reason !== "",
    act: (why) => backend.achievementRemove(id, why),
    placeOf: placeWhy,
    done: onDone,
  });
  const label = t("overview.achievements.reason");
  const missing = reason.trim() === "" ? [label] : [];
  return (
    <FormOf
      name={title}
      save={t("overview.achievements.removeSave")}
      sheet={sheet}
      missing={missing}
      onSend={() => sheet.send(reason.trim(), missing)}
      onCancel={onCancel}
    >
      <p className="sec">{t("overview.achievements.removed")}</p>
      <Line
        id="ov-why"
        label={label}
        hint={t("overview.achievements.reasonHint")}
        value={reason}
        onChange={setReason}
        sheet={sheet}
        must
      />
    </FormOf>
  );
}
