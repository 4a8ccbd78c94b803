import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type PaperField, type PaperForm, type PaperPart } from "../../backend";
import { askWord } from "../../components/conclusions";
import { halfWidth } from "../../components/half-width";
import { ProblemBox } from "../../components/problem-box";
import { useUnsaved } from "../../components/unsaved";
import { useSaving } from "./paper-saving";

const PARTS: readonly PaperPart[] = ["mark", "gate", "amount", "vote", "words"];

/** The fields that are typed now: numbers and Enter alone, each saved as it is typed. */
export function PaperFields({
  no,
  form,
  onLast,
  children,
}: {
  no: string;
  form: PaperForm;
  /** Enter in the last field, once everything is saved. */
  onLast?: () => void;
  /** What stands below the fields; `flush` saves what was typed last. */
  children?: (flush: () => Promise<boolean>) => React.ReactNode;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  // The board is on screen already; it knows what is judged.
  const queryKey = ["board", no];
  const board = useQuery({ queryKey, queryFn: () => backend.board(no), enabled: false });
  const kind = board.data?.session.kind ?? "bid";
  const box = useRef<HTMLDivElement>(null);
  const [texts, setTexts] = useState(() => new Map(form.fields.map(({ id, text }) => [id, text])));
  const { later, flush, pending, error } = useSaving((field, text) =>
    backend.paperType(no, form.expert_no, form.bid_no, field, text),
  );
  useUnsaved(pending ? { what: t("board.paper.work"), save: flush } : null);
  const type = (id: string, text: string) => {
    setTexts(new Map(texts).set(id, text));
    later(id, text);
  };
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.nativeEvent.isComposing) {
      return;
    }
    event.preventDefault();
    const stops = [...(box.current?.querySelectorAll<HTMLElement>("input, textarea") ?? [])];
    const next = stops[stops.indexOf(event.target as HTMLElement) + 1];
    if (next !== undefined) {
      next.focus();
    } else if (onLast !== undefined) {
      void flush().then((whole) => whole && onLast());
    }
  };
  return (
    <>
      <div ref={box} className="bd-paper" onKeyDown={walk}>
        {PARTS.map((part) => {
          const fields = form.fields.filter((field) => field.part === part);
          return fields.length === 0 ? null : (
            <fieldset key={part}>
              <legend>{part === "gate" ? t(askWord(kind)) : t(`board.paper.part.${part}`)}</legend>
              {fields.map((field) => (
                <Row key={field.id} field={field} text={texts.get(field.id) ?? ""} onType={type} />
              ))}
            </fieldset>
          );
        })}
      </div>
      {error !== null && <ProblemBox error={error} />}
      {children?.(flush)}
    </>
  );
}

function Row({
  field,
  text,
  onType,
}: {
  field: PaperField;
  text: string;
  onType: (id: string, text: string) => void;
}) {
  const { t } = useTranslation();
  const id = `bd-paper-${field.id.replace("/", "-")}`;
  const common = { id, value: text, autoComplete: "off" };
  if (field.part === "words") {
    return (
      <div className="bd-paper-words">
        <label htmlFor={id}>{field.zh}</label>
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 1, maxRows: 4 }}
          onChange={(event) => onType(field.id, event.target.value)}
        />
      </div>
    );
  }
  return (
    <div className="bd-paper-row">
      <label htmlFor={id}>{field.zh}</label>
      <Input
        {...common}
        className="num"
        inputMode="decimal"
        aria-describedby={`${id}-hint`}
        onChange={(event) => onType(field.id, halfWidth(event.target.value))}
      />
      <span id={`${id}-hint`} className="sec">
        {field.most !== null &&
          t(field.part === "amount" ? "board.paper.asked" : "board.paper.most", { most: field.most })}
        <Choices of={field.choices} text={text} />
      </span>
    </div>
  );
}

/** The answers by their numbers; the one that is typed stands out. */
export function Choices({ of, text }: { of: readonly string[]; text: string }) {
  const { t } = useTranslation();
  return of.map((word, at) => {
    const label = t("board.paper.number", { n: at + 1, word });
    const taken = text.trim() === String(at + 1) || text.trim() === word;
    return taken ? <b key={word}>{label} </b> : <span key={word}>{label} </span>;
  });
}
