import { Input } from "antd";
import { useLayoutEffect, useRef } from "react";

import { grouped } from "./words";

/** So many digits are compared. */
export const DIGITS = 24;

/** Digits alone; those of a Chinese input method in full width count too. */
function bare(text: string): string {
  return text.normalize("NFKC").replace(/\D/g, "").slice(0, DIGITS);
}

/** A field for 24 digits that shows them in groups of four, typed or pasted with any separators. */
export function DigitsField({
  id,
  value,
  onChange,
}: {
  id: string;
  /** Digits without spaces. */
  value: string;
  onChange: (digits: string) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  /** How many digits stand before the caret; nothing: the caret is left alone. */
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    const input = box.current?.querySelector("input");
    if (input != null && caret.current !== null) {
      const at = grouped(value.slice(0, caret.current)).length;
      input.setSelectionRange(at, at);
      caret.current = null;
    }
  });
  return (
    <div ref={box}>
      <Input
        id={id}
        className="bd-typed"
        value={grouped(value)}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          const { value: text, selectionStart } = event.target;
          caret.current = bare(text.slice(0, selectionStart ?? text.length)).length;
          onChange(bare(text));
        }}
      />
    </div>
  );
}
