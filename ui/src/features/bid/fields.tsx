import { Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Where a finding of a field leads. */
export const anchorOf = (field: string): string => `bd-${field}`;

/** A label and its value; while editing, what changes the value. */
export function Field({
  field,
  label,
  wide,
  children,
}: {
  field: string;
  label: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={wide === true ? "bd-field bd-wide" : "bd-field"} id={`${anchorOf(field)}-at`}>
      <label htmlFor={anchorOf(field)}>{label}</label>
      <div className="bd-value">{children}</div>
    </div>
  );
}

/** A text as it stands, or that nothing was filled in. */
export function Plain({ text }: { text: string }) {
  const { t } = useTranslation();
  return text === "" ? (
    <span className="dim">{t("bid.blank")}</span>
  ) : (
    <span className="bd-text">{text}</span>
  );
}

/** A text that can be typed anew while editing. */
export function TextField({
  field,
  label,
  value,
  editing,
  onChange,
  hint,
  rows,
  options,
}: {
  field: string;
  label: string;
  value: string;
  editing: boolean;
  onChange: (value: string) => void;
  hint?: string;
  /** More than one line. */
  rows?: number;
  /** A choice instead of free text. */
  options?: readonly string[];
}) {
  const id = anchorOf(field);
  return (
    <Field field={field} label={label} wide={rows !== undefined}>
      {!editing ? (
        <Plain text={value} />
      ) : options !== undefined ? (
        <Select
          id={id}
          value={value}
          options={options.map((one) => ({ value: one, label: one }))}
          onChange={onChange}
        />
      ) : rows !== undefined ? (
        <Input.TextArea
          id={id}
          value={value}
          autoSize={{ minRows: rows, maxRows: 8 }}
          placeholder={hint}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Input
          id={id}
          value={value}
          placeholder={hint}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
