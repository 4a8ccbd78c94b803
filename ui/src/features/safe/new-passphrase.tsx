import { Input } from "antd";
import { useTranslation } from "react-i18next";

import { Mark } from "../../components/marks";

/** A new passphrase, typed twice. */
export interface Typed {
  first: string;
  again: string;
}

/** Whether it is long enough and the same both times. */
export function ready({ first, again }: Typed, least: number): boolean {
  return [...first].length >= least && first === again;
}

/** Two fields for a new passphrase, and what is still missing. */
export function NewPassphrase({
  id,
  value,
  least,
  onChange,
}: {
  id: string;
  value: Typed;
  least: number;
  onChange: (value: Typed) => void;
}) {
  const { t } = useTranslation();
  const missing = least - [...value.first].length;
  const differs = value.again !== "" && value.again !== value.first;
  return (
    <>
      <label className="field" htmlFor={id}>
        {t("safe.fresh")} <span className="dim">{t("safe.freshHint", { count: least })}</span>
      </label>
      <Input.Password
        id={id}
        value={value.first}
        autoComplete="new-password"
        onChange={(event) => onChange({ ...value, first: event.target.value })}
      />
      <label className="field" htmlFor={`${id}-again`}>
        {t("safe.freshAgain")}
      </label>
      <Input.Password
        id={`${id}-again`}
        value={value.again}
        autoComplete="new-password"
        status={differs ? "error" : ""}
        aria-invalid={differs}
        onChange={(event) => onChange({ ...value, again: event.target.value })}
      />
      <p className="says" role="status">
        {value.first !== "" && missing > 0 && t("safe.short", { count: missing })}
        {differs && (
          <>
            <Mark kind="stop" /> {t("safe.differs")}
          </>
        )}
      </p>
    </>
  );
}
