import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type Problem } from "../../backend";
import { Article } from "../../components/article";
import { Choice } from "../../components/form/choice";
import { FormOf, Line, Says } from "../../components/form/form";
import { param, type PlaceOf } from "../../components/form/problems";
import type { Sheet } from "../../components/form/use-sheet";
import { PathField } from "../../components/path-field";
import { asked, lacking, lines, startOf, trimmed, type Field, type StepSpec } from "./step-fields";
import { useCourseSheet } from "./use-course";

const NAMED: Readonly<Record<string, string>> = {
  missing_value: "field",
  value_unreadable: "field",
  amount_unparsable: "field",
  "list.date_order": "step",
  "reason.missing": "what",
};

/** What kind of field a finding is about that names none of the form's: a day, a sum. */
function kindNamed(problem: Problem): Field["kind"] | null {
  const by = NAMED[problem.code];
  const name = by === undefined ? "" : param(problem, by);
  if (problem.code === "list.date_order" || /日期?$/.test(name)) {
    return "day";
  }
  return /(金额|所得)$/.test(name) ? "money" : null;
}

function firstOf(fields: StepSpec["fields"], wanted: Field["kind"] | null) {
  return fields.find(([, { kind }]) => kind === wanted);
}

/** Finds the field by its code, by the catalogue's name of it, or by its label. */
export function placeIn(id: string, { fields }: StepSpec): PlaceOf {
  const of = (problem: Problem, [, field]: readonly [string, Field]) => {
    const by = NAMED[problem.code];
    const name = by === undefined ? "" : param(problem, by);
    const named = name !== "" && (field.label === name || (field.names ?? []).includes(name));
    return named || (field.codes ?? []).includes(problem.code);
  };
  return (problem) => {
    const found = fields.find((one) => of(problem, one)) ?? firstOf(fields, kindNamed(problem));
    return found === undefined ? null : `${id}-${found[0]}`;
  };
}

/** The form of one step: its fields in a table, each with what was refused of it. */
export function StepForm({
  id,
  no,
  spec,
  main = false,
  onDone,
  onCancel,
}: {
  /** Its name on the page; one among all forms. */
  id: string;
  /** The project. */
  no: string;
  spec: StepSpec;
  /** The next step of the page. */
  main?: boolean;
  onDone: () => void;
  onCancel?: () => void;
}) {
  const [start] = useState(() => startOf(spec));
  const [values, setValues] = useState(start);
  // The fields of a form stay: what comes from the server begins another one.
  const [placeOf] = useState<PlaceOf>(() => placeIn(id, spec));
  const sheet = useCourseSheet({
    no,
    what: spec.title,
    dirty: values !== start,
    placeOf,
    done: onDone,
  });
  const missing = lacking(spec, values);
  return (
    <FormOf
      name={spec.title}
      save={spec.save}
      sheet={sheet}
      missing={missing}
      main={main}
      onSend={() => sheet.send(spec.make(trimmed(spec, values)), missing)}
      {...(onCancel === undefined ? {} : { onCancel })}
    >
      {spec.hint !== "" && (
        <p className="sec">
          {spec.hint} {spec.article !== null && <Article of={spec.article} />}
        </p>
      )}
      <div className="co-fields">
        {asked(spec, values).map(([name, field]) => (
          <FieldOf
            key={name}
            id={`${id}-${name}`}
            field={field}
            value={values[name] ?? ""}
            sheet={sheet}
            onChange={(text) => {
              sheet.reset();
              setValues((was) => ({ ...was, [name]: text }));
            }}
          />
        ))}
      </div>
    </FormOf>
  );
}

interface FieldProps {
  id: string;
  field: Field;
  value: string;
  sheet: Sheet<never>;
  onChange: (text: string) => void;
}

function FieldOf(props: FieldProps) {
  const { kind, label, hint = "", free = false } = props.field;
  const { id, value, sheet, onChange } = props;
  switch (kind) {
    case "choice":
      return <Chosen {...props} />;
    case "ticks":
      return <Ticked {...props} />;
    case "path":
      return <File {...props} />;
    case "paths":
      return <Files {...props} />;
    default:
      return (
        <div className={kind === "area" ? "co-wide" : kind === "money" ? "co-sum" : ""}>
          <Line
            id={id}
            label={label}
            value={value}
            onChange={onChange}
            sheet={sheet}
            must={!free}
            hint={hint}
            rows={kind === "area" ? 2 : 1}
          />
        </div>
      );
  }
}

function Chosen({ id, field, value, sheet, onChange }: FieldProps) {
  const problems = sheet.at(id);
  const empty = sheet.called && field.free !== true && value === "";
  return (
    <div className="co-wide">
      <Choice<string>
        name={id}
        label={field.label}
        value={value === "" ? null : value}
        options={field.options ?? []}
        wrong={empty || problems.length > 0}
        problems={problems}
        onChoose={onChange}
      />
    </div>
  );
}

function Ticked({ id, field, value, sheet, onChange }: FieldProps) {
  const problems = sheet.at(id);
  const empty = sheet.called && field.free !== true && value === "";
  return (
    <fieldset className="ap-set co-wide" {...(empty || problems.length > 0 ? { "data-wrong": true } : {})}>
      <legend>{field.label}</legend>
      <Checkbox.Group<string>
        value={lines(value)}
        options={[...(field.options ?? [])]}
        onChange={(ticked) => onChange(ticked.join("\n"))}
      />
      <Says id={`ap-${id}-says`} problems={problems} />
    </fieldset>
  );
}

function File({ id, field, value, sheet, onChange }: FieldProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const problems = sheet.at(id);
  const empty = sheet.called && field.free !== true && value.trim() === "";
  return (
    <div className="co-wide" {...(empty || problems.length > 0 ? { "data-wrong": true } : {})}>
      <PathField
        id={`ap-${id}`}
        label={field.free === true ? field.label : `${field.label} ${t("approval.form.required")}`}
        value={value}
        onChange={onChange}
        choose={() => backend.chooseFile([...(field.files ?? [])])}
      />
      <Says id={`ap-${id}-says`} problems={problems} />
    </div>
  );
}

/** Several files, one a line: typed, or chosen one after the other. */
function Files({ id, field, value, sheet, onChange }: FieldProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const choose = async () => {
    const path = await backend.chooseFile([...(field.files ?? [])]);
    if (path !== null) {
      onChange([...lines(value), path].join("\n"));
    }
  };
  return (
    <div className="co-wide">
      <Line
        id={id}
        label={field.label}
        value={value}
        onChange={onChange}
        sheet={sheet}
        must={field.free !== true}
        hint={field.hint ?? ""}
        rows={2}
      />
      <Button size="small" onClick={() => void choose()}>
        {t("courseSteps.askExtension.choose")}
      </Button>
    </div>
  );
}
