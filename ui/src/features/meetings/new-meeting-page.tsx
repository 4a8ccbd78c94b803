import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { AutoComplete, Button, Input, Radio } from "antd";
import { useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { problemsOf, useBackend, type OfficeHome, type SessionDraft, type SessionKind } from "../../backend";
import { Article } from "../../components/article";
import { useFirstWrong } from "../../components/first-wrong";
import { halfWidth } from "../../components/half-width";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PageHead } from "../../components/page-head";
import { ProblemBox } from "../../components/problem-box";
import { useUnsaved } from "../../components/unsaved";
import {
  EMPTY,
  expired,
  FIELDS,
  HELD,
  past,
  refusedFields,
  sent,
  wrongOf,
  type Field,
  type Wrong,
} from "./draft";
import "./meetings.css";

/** Characters of a meeting's name beyond which it is questioned: it stands on every paper and in every list. */
const LONG = 80;

export interface NewMeetingProps {
  batches: readonly string[];
  /** ISO. */
  today: string;
  policy: OfficeHome["policy"];
  onOpened: (no: string) => void;
  onBack: () => void;
}

/** Opens a meeting. Held after the policy's last day it needs a reason. */
export function NewMeetingPage({ batches, today, policy, onOpened, onBack }: NewMeetingProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Partial<SessionDraft>>({});
  const [tried, setTried] = useState(false);
  // The office is nearly always that of the last meeting.
  const home = useQuery({ queryKey: ["office"], queryFn: () => backend.officeHome() });
  const draft: SessionDraft = {
    ...EMPTY,
    batch: batches[0] ?? "",
    date: today,
    office: home.data?.sessions[0]?.office ?? "",
    ...typed,
  };
  const open = useMutation({
    mutationFn: (asked: SessionDraft) => backend.sessionOpen(asked),
    onSuccess: async (session) => {
      // The frame has to know the meeting before one goes to it.
      await queries.invalidateQueries({ queryKey: ["office"] });
      onOpened(session.no);
    },
  });
  useUnsaved(
    Object.keys(typed).length > 0 && !open.isPending && !open.isSuccess ? { what: t("meetings.work") } : null,
  );
  const refused: Wrong = open.isError ? refusedFields(open.error) : {};
  const late = expired(draft, policy.valid_to);
  const length = [...draft.title.trim()].length;
  const gone = past(draft, today);
  const reasoned = late || gone || refused.expired_reason !== undefined;
  const wrong = wrongOf(draft, reasoned);
  const shown: Wrong = { ...(tried ? wrong : {}), ...refused };
  const set = (field: Field) => (text: string) => {
    setTyped((was) => ({ ...was, [field]: text }));
    if (refused[field] !== undefined) {
      open.reset();
    }
  };
  const submit = () => {
    setTried(true);
    const first = FIELDS.find((field) => wrong[field] !== undefined);
    if (first !== undefined) {
      document.getElementById(`mt-${first}`)?.focus();
    } else if (!open.isPending) {
      open.mutate(sent(draft, reasoned));
    }
  };
  useKeys([
    { keys: "Ctrl Enter", label: t("meetings.create"), run: submit, inFields: true },
    { keys: "Esc", label: t("meetings.back"), run: onBack },
  ]);
  const text = (field: Exclude<Field, "batch">, label: string, hint: string) => (
    <FieldOf field={field} label={label} hint={hint} wrong={shown}>
      <Input
        id={`mt-${field}`}
        value={draft[field] ?? ""}
        autoComplete="off"
        status={shown[field] === undefined ? "" : "error"}
        aria-invalid={shown[field] !== undefined}
        aria-describedby={`mt-${field}-says`}
        onChange={(event) => set(field)(event.target.value)}
      />
    </FieldOf>
  );
  const form = useFirstWrong<HTMLFormElement>(open.error);
  const unexplained = open.isError && Object.keys(refused).length < problemsOf(open.error).length;
  const unknown = draft.batch.trim() !== "" && !batches.includes(halfWidth(draft.batch.trim()));
  return (
    <div className="page">
      <PageHead title={t("meetings.newTitle")} facts={t("meetings.newFacts")}>
        <Button onClick={onBack}>
          {t("meetings.back")} <Keys of="Esc" />
        </Button>
      </PageHead>
      <div className="scroll mt-form">
        <form
          ref={form}
          aria-label={t("meetings.newTitle")}
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            submit();
          }}
        >
          <fieldset className="mt-kind">
            <legend className="field">{t("meetings.kind")}</legend>
            <Radio.Group
              name="mt-kind"
              value={draft.kind}
              onChange={(event) => setTyped((was) => ({ ...was, kind: event.target.value as SessionKind }))}
              options={HELD.map((value) => ({ value, label: t(`meetings.kindOf.${value}`) }))}
            />
            <p className="mt-says">{t(`meetings.kindHint.${draft.kind}`)}</p>
          </fieldset>
          <div className="mt-pair">
            {text("no", t("meetings.no"), t("meetings.noHint"))}
            {text("date", t("meetings.date"), t("meetings.dateHint"))}
          </div>
          {text(
            "title",
            t("meetings.name"),
            length > LONG ? t("meetings.nameLong", { count: length, most: LONG }) : t("meetings.nameHint"),
          )}
          <div className="mt-pair">
            <FieldOf
              field="batch"
              label={t("meetings.batch")}
              hint={t(unknown && draft.kind === "bid" ? "meetings.batchUnknown" : "meetings.batchHint")}
              wrong={shown}
            >
              <AutoComplete
                id="mt-batch"
                value={draft.batch}
                onChange={(value: string) => set("batch")(value)}
                options={batches.map((value) => ({ value }))}
                status={shown.batch === undefined ? "" : "error"}
                aria-label={t("meetings.batch")}
              />
            </FieldOf>
            {text("office", t("meetings.office"), "")}
          </div>
          {reasoned && (
            <>
              <div className="note note-warn">
                <Mark kind="warn" size={16} />
                <span>
                  {gone && !late && t("meetings.past", { day: today })}
                  {!gone || late ? <ExpiredSays policy={policy} /> : null}
                </span>
              </div>
              {text("expired_reason", t("meetings.reason"), t("meetings.reasonHint"))}
            </>
          )}
          {unexplained && <ProblemBox error={open.error} />}
          <div className="mt-acts">
            <Button type="primary" htmlType="submit" loading={open.isPending}>
              {t("meetings.create")} <Keys of="Ctrl Enter" />
            </Button>
            <Missing wrong={tried ? wrong : {}} />
          </div>
        </form>
      </div>
    </div>
  );
}

/** That the policy's validity has ended. */
function ExpiredSays({ policy }: Pick<NewMeetingProps, "policy">) {
  const { t } = useTranslation();
  return (
    <>
      {t("meetings.expired", { number: policy.number, day: policy.valid_to })}{" "}
      <Article of={t("meetings.article")} />
    </>
  );
}

/** A label, its control, and below it the hint or what is wrong. */
function FieldOf({
  field,
  label,
  hint,
  wrong,
  children,
}: {
  field: Field;
  label: string;
  hint: string;
  wrong: Wrong;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const says = wrong[field];
  return (
    <div>
      <label className="field" htmlFor={`mt-${field}`}>
        {label}
      </label>
      {children}
      <p id={`mt-${field}-says`} className={says === undefined ? "mt-says" : "mt-says stop"}>
        {says === undefined ? (
          hint
        ) : (
          <>
            <Mark kind="stop" size={12} /> {t(`meetings.${says}`)}
          </>
        )}
      </p>
    </div>
  );
}

/** What is missing, in the names of the fields. */
function Missing({ wrong }: { wrong: Wrong }) {
  const { t } = useTranslation();
  const names: Record<Field, string> = {
    no: t("meetings.no"),
    title: t("meetings.name"),
    batch: t("meetings.batch"),
    office: t("meetings.office"),
    date: t("meetings.date"),
    expired_reason: t("meetings.reason"),
  };
  const missing = FIELDS.filter((field) => wrong[field] === "needed").map((field) => names[field]);
  return (
    <span className="sec" role="status">
      {missing.length > 0 && t("meetings.missing", { fields: missing.join("、") })}
    </span>
  );
}
