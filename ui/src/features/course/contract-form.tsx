import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { ContractForm as Typed, CourseView, Problem } from "../../backend";
import { FormOf, Line, Says } from "../../components/form/form";
import { param, type PlaceOf } from "../../components/form/problems";
import type { Sheet } from "../../components/form/use-sheet";
import { Budget, Indicators, Milestones, People } from "./contract-rows";
import { useCourseSheet } from "./use-course";

type TextField = { [K in keyof Typed]: Typed[K] extends string ? K : never }[keyof Typed];

const PARTIES = ["no", "agreement_no", "bureau", "sponsor", "solver"] as const satisfies TextField[];
const TERM = ["start", "end"] as const satisfies TextField[];
const WORDS = ["goal", "duties", "ownership", "breach"] as const satisfies TextField[];
const PRACTICE = ["rectify_months", "reaccept_months", "return_days"] as const satisfies TextField[];
/** Without these a draft cannot be read at all; what else is missing is said beside it. */
const MUST: readonly TextField[] = ["no", "start", "end"];

/** What the catalogue calls each part of a contract. */
const NAMES: readonly (readonly [string, string])[] = [
  ["任务书编号", "no"],
  ["签署方名称", "sponsor"],
  ["考核指标", "indicators"],
  ["指标的名称、约定值或者单位", "indicators"],
  ["里程碑", "milestones"],
  ["节点", "milestones"],
  ["技术总师", "people"],
  ["各方职责", "duties"],
  ["成果和知识产权约定", "ownership"],
  ["违约责任", "breach"],
  ["预算", "budget"],
  ["（财政）", "budget"],
  ["（自筹）", "budget"],
  ["开始日期", "start"],
  ["完成日期", "end"],
  ["整改期限", "rectify_months"],
  ["再次验收期限", "reaccept_months"],
  ["退款期限", "return_days"],
];

const BY_CODE: Readonly<Record<string, string>> = {
  date_order: "end",
  "term.over_3y": "long_term_reason",
  "milestone.outside": "milestones",
  "payee.not_sponsor": "sponsor",
  "solver.swap": "solver",
};

/** Where in the contract a finding is about: the first part that it names. */
export const placeContract: PlaceOf = (problem: Problem) => {
  const text = param(problem, "issue") || param(problem, "field");
  const named = NAMES.find(([name]) => text.includes(name))?.[1];
  const field = BY_CODE[problem.code] ?? named;
  return field === undefined ? null : `ct-${field}`;
};

/** The text of the contract, until it is signed. */
export function ContractForm({
  view,
  main,
  onDone,
}: {
  view: CourseView;
  main: boolean;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const [start] = useState(view.contract);
  const [form, setForm] = useState(start);
  const [units, setUnits] = useState(start.participants.join("\n"));
  const sheet = useCourseSheet({
    no: view.no,
    what: t("course.contract.draft"),
    dirty: form !== start,
    placeOf: placeContract,
    done: onDone,
  });
  const set = (more: Partial<Typed>) => {
    sheet.reset();
    setForm((was) => ({ ...was, ...more }));
  };
  const missing = MUST.filter((field) => form[field].trim() === "").map((field) =>
    t(`course.contract.${field as "no"}`),
  );
  const long =
    form.long_term_reason !== "" ||
    view.contract_problems.some(({ code }) => code === "term.over_3y") ||
    sheet.at("ct-long_term_reason").length > 0;
  const line = (field: TextField, more: { rows?: number; hint?: string } = {}) => (
    <Line
      key={field}
      id={`ct-${field}`}
      label={t(`course.contract.${field}`)}
      value={form[field]}
      onChange={(text) => set({ [field]: text })}
      sheet={sheet}
      must={MUST.includes(field)}
      {...more}
    />
  );
  const day = { hint: t("approval.form.dayHint") };
  return (
    <FormOf
      name={t("course.contract.draft")}
      save={t("course.contract.save")}
      sheet={sheet}
      missing={missing}
      main={main}
      onSend={() => sheet.send({ step: "draft", contract: form }, missing)}
    >
      <p className="sec">{t("course.contract.hint")}</p>
      <div className="co-fields">
        {PARTIES.map((field) => line(field))}
        <Line
          id="ct-participants"
          label={t("course.contract.participantsLines")}
          value={units}
          onChange={(text) => {
            setUnits(text);
            set({
              participants: text
                .split("\n")
                .map((one) => one.trim())
                .filter((one) => one !== ""),
            });
          }}
          sheet={sheet}
          rows={2}
        />
        {TERM.map((field) => line(field, day))}
        {long && line("long_term_reason")}
      </div>
      <Group name="indicators" sheet={sheet}>
        <Indicators rows={form.indicators} onRows={(indicators) => set({ indicators })} />
      </Group>
      <Group name="milestones" sheet={sheet}>
        <Milestones rows={form.milestones} onRows={(milestones) => set({ milestones })} />
      </Group>
      <Group name="people" sheet={sheet}>
        <People rows={form.people} onRows={(people) => set({ people })} />
      </Group>
      <Group name="budget" sheet={sheet}>
        <Budget rows={form.budget} onRows={(budget) => set({ budget })} />
      </Group>
      <div className="co-two">{WORDS.map((field) => line(field, { rows: 3 }))}</div>
      <div className="co-fields">{PRACTICE.map((field) => line(field))}</div>
    </FormOf>
  );
}

/** A table of the contract, with what was refused of it. */
function Group({
  name,
  sheet,
  children,
}: {
  name: "indicators" | "milestones" | "people" | "budget";
  sheet: Sheet<never>;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const problems = sheet.at(`ct-${name}`);
  return (
    <fieldset className="ap-set" {...(problems.length > 0 ? { "data-wrong": true } : {})}>
      <legend>{t(`course.contract.${name}`)}</legend>
      {children}
      <Says id={`ct-${name}-says`} problems={problems} />
    </fieldset>
  );
}
