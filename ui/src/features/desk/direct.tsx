import { Input } from "antd";
import { useState } from "react";

/** A figure typed directly. Every change is handed on, so that it is saved however one leaves; Esc takes it back. */
export function Direct({
  label,
  hint,
  from,
  refused,
  onTyped,
  onRest,
  onEnter,
  onLeave,
}: {
  label: string;
  hint: string;
  from: string;
  refused: boolean;
  onTyped: (text: string) => void;
  onRest: () => void;
  onEnter: (text: string) => void;
  onLeave: () => void;
}) {
  const [before] = useState(from);
  const [text, setText] = useState(from);
  return (
    <div className="dk-fine">
      <Input
        className="dk-typed"
        aria-label={label}
        value={text}
        autoFocus
        autoComplete="off"
        inputMode="decimal"
        status={refused ? "error" : ""}
        aria-invalid={refused}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setText(event.target.value);
          if (!(event.nativeEvent as InputEvent).isComposing) {
            onTyped(event.target.value);
          }
        }}
        onCompositionEnd={(event) => onTyped(event.currentTarget.value)}
        onBlur={() => {
          onRest();
          onLeave();
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) {
            return;
          }
          event.preventDefault();
          if (event.key === "Enter") {
            onEnter(text);
            return;
          }
          if (text !== before) {
            onTyped(before);
          }
          onLeave();
        }}
      />
      <span className="dim">{hint}</span>
    </div>
  );
}
