import { Input } from "antd";

/** A label with a line or several lines to type in. */
export function TextField({
  id,
  label,
  value,
  onChange,
  hint,
  rows = 1,
  disabled = false,
}: {
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  hint?: string;
  rows?: number;
  disabled?: boolean;
}) {
  const common = {
    id,
    value,
    disabled,
    autoComplete: "off",
    ...(hint === undefined ? {} : { placeholder: hint }),
  };
  return (
    <div className="tf">
      <label className="field" htmlFor={id}>
        {label}
      </label>
      {rows === 1 ? (
        <Input {...common} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input.TextArea {...common} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
    </div>
  );
}
