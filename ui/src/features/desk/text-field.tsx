import { Input } from "antd";
import { useState } from "react";

import type { Unsaved } from "./save-queue";

/**
 * A text that is saved at each pause. While one types, what is typed stands; an input method at work is left alone.
 * `onText` gets every change, `onRest` says that one left the field.
 */
export function TextField({
  id,
  label,
  value,
  unsaved,
  frozen,
  rows,
  invalid = false,
  placeholder,
  onText,
  onRest,
  walk,
}: {
  id?: string;
  label?: string;
  value: string;
  unsaved: Unsaved | undefined;
  frozen: boolean;
  rows: { minRows: number; maxRows: number };
  invalid?: boolean;
  placeholder?: string;
  onText: (text: string) => void;
  onRest: () => void;
  /** Attributes that make it a stop of the arrow keys. */
  walk?: object;
}) {
  const [typing, setTyping] = useState<string | null>(null);
  return (
    <Input.TextArea
      {...walk}
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { "aria-label": label })}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={typing ?? value}
      readOnly={frozen}
      status={unsaved?.state === "failed" || invalid ? "error" : ""}
      aria-invalid={unsaved?.state === "failed" || invalid}
      autoSize={rows}
      spellCheck={false}
      onChange={(event) => {
        setTyping(event.target.value);
        if (!(event.nativeEvent as InputEvent).isComposing) {
          onText(event.target.value);
        }
      }}
      onCompositionEnd={(event) => onText(event.currentTarget.value)}
      onBlur={() => {
        setTyping(null);
        onRest();
      }}
    />
  );
}
