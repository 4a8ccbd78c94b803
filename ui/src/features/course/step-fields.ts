import type { TFunction } from "i18next";

import type { ActForm, CourseStep, CourseView, JointForm, PaymentView, ScheduledView } from "../../backend";

/** What a step is about beside the project: one payment, one that is foreseen. */
export interface Ctx {
  t: TFunction;
  view: CourseView;
  payment?: PaymentView;
  scheduled?: ScheduledView;
}

/** What is typed; lists are lines, yes is `yes`. */
export type Values = Readonly<Record<string, string>>;

/** One field of a step. */
export interface Field {
  kind: "text" | "area" | "day" | "money" | "path" | "paths" | "choice" | "ticks";
  label: string;
  hint?: string;
  /** What it begins with. */
  start?: string;
  /** It may stay empty. */
  free?: boolean;
  options?: readonly { value: string; label: string }[];
  /** Which files a path is chosen among. */
  files?: readonly string[];
  /** By which names the catalogue speaks of it, and which of its codes are about it alone. */
  names?: readonly string[];
  codes?: readonly string[];
  /** Whether it is asked at all, by what else was typed. */
  when?: (values: Values) => boolean;
}

/** A step as a table of its fields. */
export interface StepSpec {
  title: string;
  /** What saving is called. */
  save: string;
  /** A line before the fields: what follows, what the policy says. */
  hint: string;
  article: string | null;
  fields: readonly (readonly [string, Field])[];
  make: (values: Values) => CourseStep;
}

/** A step whose fields and sending are held to each other. */
export function spec<F extends string>(of: {
  title: string;
  save?: string;
  hint?: string;
  article?: string;
  fields: Readonly<Record<F, Field>>;
  make: (values: Readonly<Record<F, string>>) => CourseStep;
}): StepSpec {
  const fields = Object.entries<Field>(of.fields);
  return {
    title: of.title,
    save: of.save ?? of.title,
    hint: of.hint ?? "",
    article: of.article ?? null,
    fields,
    // Every field that it names is there: `start` fills it.
    make: (values) => of.make(values as Readonly<Record<F, string>>),
  };
}

/** What each field begins with. */
export function startOf({ fields }: StepSpec): Values {
  return Object.fromEntries(fields.map(([name, field]) => [name, field.start ?? ""]));
}

/** The fields that are asked, by what was typed. */
export function asked({ fields }: StepSpec, values: Values): (readonly [string, Field])[] {
  return fields.filter(([, field]) => field.when?.(values) ?? true);
}

/** The fields that are asked and still empty, though they may not be. */
export function lacking(spec: StepSpec, values: Values): string[] {
  return asked(spec, values)
    .filter(([name, field]) => field.free !== true && (values[name] ?? "").trim() === "")
    .map(([, field]) => field.label);
}

/** What is sent: each text without its margins, nothing of what is not asked. */
export function trimmed(spec: StepSpec, values: Values): Values {
  const now = new Set(asked(spec, values).map(([name]) => name));
  return Object.fromEntries(
    spec.fields.map(([name]) => [name, now.has(name) ? (values[name] ?? "").trim() : ""]),
  );
}

/** The lines of a text that are not empty. */
export function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The day of a step; today, unless it is changed. */
export function day({ t, view }: Ctx, more: Partial<Field> = {}): Field {
  return {
    kind: "day",
    label: t("approval.form.day"),
    hint: t("approval.form.dayHint"),
    start: view.today,
    ...more,
  };
}

type ActKeys<P extends string> = `${P}_on` | `${P}_number` | `${P}_by`;

/** The three fields of a paper: day, number, who gave it. `name` is what the catalogue calls it. */
export function act<P extends string>(
  c: Ctx,
  prefix: P,
  name: string,
  more: { label?: string; by?: string; free?: boolean } = {},
): Record<ActKeys<P>, Field> {
  const { t } = c;
  const label = more.label ?? "";
  const free = more.free === true ? { free: true, start: "" } : {};
  return {
    [`${prefix}_on`]: day(c, {
      label: `${label}${t("courseSteps.act.on")}`,
      names: [name, `${name}日期`, `${name}的日期`],
      ...free,
    }),
    [`${prefix}_number`]: {
      kind: "text",
      label: `${label}${t("courseSteps.act.number")}`,
      hint: t("courseSteps.act.numberHint"),
      names: [`${name}的文号`],
      ...free,
    },
    [`${prefix}_by`]: {
      kind: "text",
      label: `${label}${t("courseSteps.act.by")}`,
      hint: more.by ?? "",
      names: [`${name}的作出机关`],
      ...free,
    },
  } as Record<ActKeys<P>, Field>;
}

/** A paper as it is sent. */
export function actOf<P extends string>(values: Readonly<Record<ActKeys<P>, string>>, prefix: P): ActForm {
  return {
    on: values[`${prefix}_on`],
    number: values[`${prefix}_number`],
    by: values[`${prefix}_by`],
  };
}

/** That bureau and sponsor signed together (四（七）3). */
export function joint(c: Ctx, name: string): Record<"joint_on" | "bureau" | "sponsor", Field> {
  const { t } = c;
  return {
    joint_on: day(c, { label: t("courseSteps.joint.on"), names: [name, "共同确认", "共同签署日期"] }),
    bureau: { kind: "text", label: t("courseSteps.joint.bureau"), codes: ["acceptance.joint_sign"] },
    sponsor: { kind: "text", label: t("courseSteps.joint.sponsor") },
  };
}

export function jointOf(values: Readonly<Record<"joint_on" | "bureau" | "sponsor", string>>): JointForm {
  return { on: values.joint_on, bureau: values.bureau, sponsor: values.sponsor };
}

/** The units that signed the contract, or would: each once. */
export function parties({ contract }: CourseView): string[] {
  const all = [contract.bureau, contract.sponsor, contract.solver, ...contract.participants];
  return [...new Set(all.map((one) => one.trim()).filter((one) => one !== ""))];
}

/** Words that are their own value. */
export function same(words: readonly string[]): { value: string; label: string }[] {
  return words.map((word) => ({ value: word, label: word }));
}
