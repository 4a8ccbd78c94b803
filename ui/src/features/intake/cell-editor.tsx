import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

/** The chosen cell typed anew, at its place. Enter saves, as does leaving it; Esc does not. */
export function CellEditor({
  cell,
  text,
  saving,
  left,
  top,
  width,
  onSave,
  onLeave,
}: {
  cell: string;
  text: string;
  saving: boolean;
  left: number;
  top: number;
  width: number;
  onSave: (text: string) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  const over = useRef(false);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  const end = (save: boolean) => {
    if (saving || over.current) {
      return;
    }
    if (save && typed !== text) {
      onSave(typed);
    } else {
      over.current = true;
      onLeave();
    }
  };
  return (
    <div className="in-editor" style={{ left, top, width: Math.max(width, 220) }}>
      <textarea
        ref={field}
        rows={Math.min(Math.max(typed.split("\n").length, Math.ceil(typed.length / 24)), 6)}
        aria-label={t("intake.sheet.editing", { cell })}
        value={typed}
        readOnly={saving}
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => end(true)}
        onKeyDown={(event) => {
          // The input method's own Enter and Esc are not ours.
          if (event.nativeEvent.isComposing || event.keyCode === 229) {
            return;
          }
          if ((event.key === "Enter" && !event.shiftKey && !event.altKey) || event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            end(event.key === "Enter");
          }
        }}
      />
      <small>{t("intake.sheet.keysHint")}</small>
    </div>
  );
}
