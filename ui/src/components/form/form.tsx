import { Button, Input } from "antd";
import type { FocusEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Problem } from "../../backend";
import { useFirstWrong } from "../first-wrong";
import { Keys } from "../kbd";
import { useKeys } from "../keys";
import { Mark } from "../marks";
import { ProblemBox } from "../problem-box";
import { useHere } from "./here";
import "./form.css";
import type { Sheet } from "./use-sheet";

const SAVE = "Ctrl Enter";

/** Sends the form one types in; from anywhere else the one that is the page's next step. */
function sendHere(): void {
  const here = document.activeElement?.closest<HTMLFormElement>("form.ap-form");
  (here ?? document.querySelector<HTMLFormElement>("form.ap-form[data-main]"))?.requestSubmit();
}

/** A form on the page: its fields, what was refused of the whole, its key, and what is still missing. */
export function FormOf({
  name,
  save,
  sheet,
  missing,
  main = false,
  onSend,
  onCancel,
  children,
}: {
  name: string;
  /** What saving is called. */
  save: string;
  sheet: Sheet<never>;
  /** The names of fields that are still empty. */
  missing: readonly string[];
  /** The next step of the page: the key saves it from anywhere. */
  main?: boolean;
  onSend: () => void;
  onCancel?: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { inside, nowhere, enter, leave } = useHere();
  const acts = inside || (main && nowhere);
  const closes = onCancel !== undefined;
  const form = useFirstWrong<HTMLFormElement>(sheet.wrong);
  useKeys([
    { keys: SAVE, label: save, run: sendHere, when: acts, inFields: true, changes: true },
    { keys: "Esc", label: t("approval.form.cancel"), run: () => onCancel?.(), when: inside && closes },
  ]);
  return (
    <form
      ref={form}
      className="ap-form"
      aria-label={name}
      noValidate
      {...(main ? { "data-main": true } : {})}
      onFocus={enter}
      onBlur={(event: FocusEvent<HTMLFormElement>) => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          leave();
        }
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
      {sheet.rest !== null && <ProblemBox error={sheet.rest} />}
      <Foot
        save={save}
        main={main}
        keys={{ acts, inside }}
        pending={sheet.pending}
        missing={missing}
        onCancel={onCancel}
      />
    </form>
  );
}

/** The buttons of a form, and what is still missing. */
function Foot({
  save,
  main,
  keys,
  pending,
  missing,
  onCancel,
}: {
  save: string;
  main: boolean;
  /** Whether its keys act now: the one that saves, and all of them. */
  keys: { acts: boolean; inside: boolean };
  pending: boolean;
  missing: readonly string[];
  onCancel: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  return (
    <div className="ap-do">
      <Button type={main ? "primary" : "default"} size="small" htmlType="submit" disabled={pending}>
        {save} {keys.acts && <Keys of={SAVE} />}
      </Button>
      {onCancel !== undefined && (
        <Button size="small" onClick={onCancel}>
          {t("approval.form.cancel")} {keys.inside && <Keys of="Esc" />}
        </Button>
      )}
      {missing.length > 0 && (
        <span className="sec" role="status">
          {t("approval.form.missing", { what: missing.join(t("approval.form.join")) })}
        </span>
      )}
    </div>
  );
}

/** A line to type in, or several: marked while it is missing once saving was asked for, and with what was refused of it. */
export function Line({
  id,
  label,
  value,
  onChange,
  sheet,
  must = false,
  hint = "",
  rows = 1,
}: {
  /** The field's name in the form; with `ap-` its place on the page. */
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  sheet: Sheet<never>;
  must?: boolean;
  hint?: string;
  rows?: number;
}) {
  const { t } = useTranslation();
  const problems = sheet.at(id);
  const wrong = problems.length > 0 || (must && sheet.called && value.trim() === "");
  const common = {
    id: `ap-${id}`,
    value,
    placeholder: hint,
    autoComplete: "off",
    "aria-invalid": wrong,
    "aria-describedby": `ap-${id}-says`,
    ...(wrong ? { status: "error" as const } : {}),
  };
  const set = (text: string) => {
    sheet.reset();
    onChange(text);
  };
  return (
    <div>
      <label className="field" htmlFor={`ap-${id}`}>
        {label}
        {must && <small className="dim"> {t("approval.form.required")}</small>}
      </label>
      {rows === 1 ? (
        <Input {...common} onChange={(event) => set(event.target.value)} />
      ) : (
        <Input.TextArea {...common} rows={rows} onChange={(event) => set(event.target.value)} />
      )}
      <Says id={`ap-${id}-says`} problems={problems} />
    </div>
  );
}

/** Lines that all must be filled: the name of each, its label and its hint. */
export type Needed<F extends string> = readonly (readonly [F, string, string])[];

/** The labels of those that are still empty. */
export function blanks<F extends string>(
  fields: Needed<F>,
  values: Readonly<Record<NoInfer<F>, string>>,
): string[] {
  return fields.filter(([field]) => values[field].trim() === "").map(([, label]) => label);
}

/** Lines one below the other, all of them needed. */
export function Lines<F extends string>({
  prefix,
  fields,
  values,
  sheet,
  onField,
}: {
  /** What goes before each name on the page: `po` of a posting. */
  prefix: string;
  fields: Needed<F>;
  values: Readonly<Record<NoInfer<F>, string>>;
  sheet: Sheet<never>;
  onField: (field: F, text: string) => void;
}) {
  return fields.map(([field, label, hint]) => (
    <Line
      key={field}
      id={`${prefix}-${field}`}
      label={label}
      hint={hint}
      value={values[field]}
      onChange={(text) => onField(field, text)}
      sheet={sheet}
      must
    />
  ));
}

/** What was refused about one field, right below it. */
export function Says({ id, problems }: { id: string; problems: readonly Problem[] }) {
  const { i18n } = useTranslation();
  const en = i18n.language === "en";
  return (
    <div id={id} className="ap-wrong" {...(problems.length > 0 ? { "data-wrong": true, role: "alert" } : {})}>
      {problems.map((problem, index) => (
        <p key={index} data-code={problem.code}>
          <Mark kind="stop" size={12} /> <b>{en ? problem.en : problem.zh}</b>{" "}
          {en ? problem.remedy_en : problem.remedy_zh} <code className="dim">{problem.code}</code>
        </p>
      ))}
    </div>
  );
}
