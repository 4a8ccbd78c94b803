import { Input } from "antd";
import { useState } from "react";

import { halfWidth } from "./half-width";

/** A count as it is typed: a whole number, blank for none; `NaN` for what is no count. */
export function countOf(text: string): number {
  const plain = halfWidth(text.trim());
  if (plain === "") {
    return 0;
  }
  return /^\d{1,4}$/.test(plain) ? Number(plain) : Number.NaN;
}

/** A field for a count. What is no whole number stays as it was typed and is marked: it is never rounded into another one. */
export function CountField({
  id,
  value,
  onCount,
}: {
  id: string;
  value: number;
  onCount: (count: number) => void;
}) {
  const [text, setText] = useState(String(value));
  // Emptied or set from elsewhere, the field follows; what is typed stays as it is.
  const shown = Object.is(countOf(text), value) ? text : String(value);
  return (
    <Input
      id={id}
      size="small"
      inputMode="numeric"
      autoComplete="off"
      className="count-in"
      {...(Number.isNaN(value) ? { status: "error" as const, "aria-invalid": true } : {})}
      value={shown}
      onChange={(event) => {
        setText(event.target.value);
        onCount(countOf(event.target.value));
      }}
    />
  );
}
