import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ProjectForm, type ProjectView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { useFirstWrong } from "../../components/first-wrong";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { QueryStates } from "../../components/states";
import { useUnsaved } from "../../components/unsaved";
import { BLANK, linesOf, NEEDED, peopleOf, peopleText, roleUnknown } from "./draft";
import { MilestoneFields, MoneyFields, ReportFields } from "./project-parts";

interface DockProps {
  /** Its number; nothing of one that is being entered. */
  no: string | null;
  onKept: (no: string) => Promise<void>;
  onClose: () => void;
  /** To its course: contract, payments, acceptance. */
  onCourse?: () => void;
}

const COURSE = "Ctrl O";

/** One project: its record as it is typed, and what sessions concluded on it. */
export function ProjectDock({ no, onKept, onClose, onCourse }: DockProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const project = useQuery({
    queryKey: ["project", no],
    queryFn: () => backend.project(no ?? ""),
    enabled: no !== null,
    retry: false,
  });
  return (
    <aside className="pj-dock" tabIndex={0} aria-label={no === null ? t("projects.form.newTitle") : no}>
      {onCourse !== undefined && <ToCourse onCourse={onCourse} />}
      {no === null ? (
        <Changes>
          <Record view={null} onKept={onKept} onClose={onClose} />
        </Changes>
      ) : (
        <QueryStates query={project} what={t("projects.what")}>
          {(view) => (
            <Changes>
              <Record key={JSON.stringify(view.form)} view={view} onKept={onKept} onClose={onClose} />
            </Changes>
          )}
        </QueryStates>
      )}
    </aside>
  );
}

/** The way to the course of a project, where work on it goes on. */
function ToCourse({ onCourse }: { onCourse: () => void }) {
  const { t } = useTranslation();
  useKeys([{ keys: COURSE, label: t("course.open"), run: onCourse }]);
  return (
    <div className="pj-course">
      <Button onClick={onCourse}>
        {t("course.open")} <Keys of={COURSE} />
      </Button>
      <p className="sec">{t("course.openHint")}</p>
    </div>
  );
}

type TextField = {
  [K in keyof ProjectForm]: ProjectForm[K] extends string ? K : never;
}[keyof ProjectForm];

const HEAD: readonly TextField[] = ["no", "title", "sponsor", "solver"];
const PAPERS: readonly TextField[] = ["field", "challenge_no", "contract_no", "grant_no", "approval_no"];
const TERM: readonly TextField[] = ["start", "end"];
const ENDING: readonly TextField[] = ["end_by", "end_on", "end_reason"];

function Record({
  view,
  onKept,
  onClose,
}: {
  view: ProjectView | null;
  onKept: (no: string) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const backend = useBackend();
  const start = view?.form ?? BLANK;
  const [form, setForm] = useState(start);
  const [people, setPeople] = useState(peopleText(start.people));
  // As it is typed: an empty line under way is no unit yet.
  const [units, setUnits] = useState(start.participants.join("\n"));
  const [reason, setReason] = useState("");
  const named: ProjectForm =
    people === peopleText(start.people) ? form : { ...form, people: peopleOf(people) };
  const typed: ProjectForm =
    units === start.participants.join("\n") ? named : { ...named, participants: linesOf(units) };
  const strange = roleUnknown(people);
  const changed = JSON.stringify(typed) !== JSON.stringify(start);
  const save = useMutation({
    mutationFn: () => backend.projectSave(typed, view === null, reason.trim()),
    onSuccess: (kept) => onKept(kept.form.no),
  });
  useUnsaved(changed && !save.isSuccess ? { what: t("projects.form.work") } : null);
  const set = (more: Partial<ProjectForm>) => {
    save.reset();
    setForm({ ...form, ...more });
  };
  const name = (field: TextField) =>
    field === "no" || field === "title"
      ? t(field === "no" ? "projects.no" : "projects.name")
      : t(`projects.form.${field as "sponsor"}`);
  const lacking = [
    ...NEEDED.filter((field) => form[field].trim() === "").map(name),
    ...(strange === undefined ? [] : [t("projects.form.roleUnknown", { line: strange })]),
    ...(view !== null && changed && reason.trim() === "" ? [t("projects.form.reason")] : []),
  ];
  // Each time it was to be kept with something missing: the first of it takes the keyboard.
  const [tried, setTried] = useState<object | null>(null);
  const place = useFirstWrong<HTMLFormElement>(tried);
  const keep = () => {
    if (lacking.length > 0 || !changed) {
      setTried({});
    } else if (!save.isPending) {
      setTried(null);
      save.mutate();
    }
  };
  const lacks = (field: TextField) =>
    tried !== null && (NEEDED as readonly string[]).includes(field) && form[field].trim() === "";
  useKeys([{ keys: "Ctrl Enter", label: t("projects.form.save"), run: keep, inFields: true }]);
  useKeys([{ keys: "Esc", label: t("projects.form.close"), run: onClose, when: view === null }]);
  const text = (field: TextField, hint = "") => (
    <div key={field}>
      <label className="field" htmlFor={`${id}-${field}`}>
        {name(field)}
        {(NEEDED as readonly string[]).includes(field) && (
          <small className="dim"> {t("results.form.required")}</small>
        )}
      </label>
      <Input
        id={`${id}-${field}`}
        value={form[field]}
        disabled={field === "no" && view !== null}
        autoComplete="off"
        placeholder={hint}
        aria-invalid={lacks(field)}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </div>
  );
  const area = (
    key: "participants" | "people",
    value: string,
    onText: (typed: string) => void,
    hint = "",
  ) => (
    <div>
      <label className="field" htmlFor={`${id}-${key}`}>
        {t(`projects.form.${key}`)}
      </label>
      <Input.TextArea
        id={`${id}-${key}`}
        rows={2}
        value={value}
        placeholder={hint}
        aria-invalid={tried !== null && key === "people" && strange !== undefined}
        onChange={(event) => onText(event.target.value)}
      />
    </div>
  );
  return (
    <form
      ref={place}
      aria-label={view === null ? t("projects.form.newTitle") : t("projects.form.title", { no: form.no })}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <h2>{view === null ? t("projects.form.newTitle") : t("projects.form.title", { no: form.no })}</h2>
      {view !== null && (
        <>
          <p className="sec">
            {view.from_session === null
              ? t("projects.form.typed")
              : t("projects.form.from", { session: view.from_session, bid: view.from_bid ?? "" })}
          </p>
          <Outcomes view={view} />
        </>
      )}
      {HEAD.map((field) => text(field))}
      {area("participants", units, setUnits)}
      {area("people", people, setPeople, t("projects.form.peopleHint"))}
      <div className="pj-two">{TERM.map((field) => text(field, t("meetings.dateHint")))}</div>
      <MoneyFields form={form} onForm={set} lacks={lacks("approved")} />
      <MilestoneFields form={form} onForm={set} />
      <ReportFields form={form} onForm={set} />
      <h3>{t("projects.form.ending")}</h3>
      {ENDING.map((field) => text(field, field === "end_on" ? t("meetings.dateHint") : ""))}
      {PAPERS.map((field) => text(field))}
      {view !== null && (
        <div>
          <label className="field" htmlFor={`${id}-why`}>
            {t("projects.form.reason")}
          </label>
          <Input
            id={`${id}-why`}
            value={reason}
            autoComplete="off"
            placeholder={t("projects.form.reasonHint")}
            aria-invalid={tried !== null && changed && reason.trim() === ""}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      )}
      {save.isError && <ProblemBox error={save.error} />}
      <div className="pj-do pj-foot">
        <Button type="primary" htmlType="submit" disabled={!changed || save.isPending}>
          {t("projects.form.save")} <Keys of="Ctrl Enter" />
        </Button>
        <span className={tried !== null && lacking.length > 0 ? "say say-stop" : "sec"} role="status">
          {(changed || tried !== null) && lacking.length > 0
            ? t("projects.form.missing", { what: lacking.join("、") })
            : save.isSuccess
              ? t("projects.form.saved")
              : tried !== null && !changed
                ? t("projects.form.unchanged")
                : ""}
        </span>
      </div>
    </form>
  );
}

/** What sessions concluded on a project. */
function Outcomes({ view }: { view: ProjectView }) {
  const { t } = useTranslation();
  return (
    <section className="pj-outcomes" aria-label={t("projects.outcomes")}>
      {view.outcomes.length === 0 ? (
        <p className="dim">{t("projects.noOutcomes")}</p>
      ) : (
        <ul>
          {view.outcomes.map((one) => (
            <li key={one.session_no}>
              {t("projects.outcome", {
                session: one.session_no,
                kind: t(`meetings.kindOf.${one.kind}`),
                word: t(`results.conclusion.${one.conclusion}`),
              })}
              {one.milestone !== null && t("projects.outcomeMilestone", { n: one.milestone })}
              {one.until !== null && t("projects.until", { until: one.until })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
