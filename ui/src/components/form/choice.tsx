import { Radio } from "antd";
import type { ReactNode } from "react";

import type { Problem } from "../../backend";
import { Says } from "./form";

/** One of a few words, as a row of radio buttons; marked while it is missing once saving was asked for. */
export function Choice<V extends string | boolean>({
  name,
  label,
  value,
  options,
  wrong = false,
  problems = [],
  onChoose,
  children,
}: {
  /** Its name on the page; with `ap-` before it. */
  name: string;
  label: ReactNode;
  value: V | null;
  options: readonly { value: V; label: string; disabled?: boolean }[];
  wrong?: boolean;
  problems?: readonly Problem[];
  onChoose: (value: V) => void;
  /** What stands below it. */
  children?: ReactNode;
}) {
  return (
    <fieldset className="ap-set" {...(wrong ? { "data-wrong": true } : {})}>
      <legend>{label}</legend>
      <Radio.Group
        name={`ap-${name}`}
        value={value}
        onChange={(event) => onChoose(event.target.value as V)}
        options={[...options]}
      />
      {children}
      <Says id={`ap-${name}-says`} problems={problems} />
    </fieldset>
  );
}
