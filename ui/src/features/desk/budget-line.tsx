import { Button, Input, type InputRef } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { DeskBudgetLine } from "../../backend";
import { grouped } from "../../components/amount";
import { Mark } from "../../components/marks";
import {
  cycle,
  nothingAsked,
  SOURCES,
  TICKS,
  withAmount,
  type LineEdit,
  type Source,
  type Tick,
} from "./lines";
import { useNames } from "./names";
import type { Unsaved } from "./save-queue";
import { TextField } from "./text-field";
import { UnsavedMark, UnsavedWords } from "./unsaved-mark";
import { keepsFocus, plain } from "./work";

/** An amount while it is being typed: as typed, until one leaves it. */
export interface Typing {
  subject: string;
  source: Source;
  text: string;
}

interface LineProps {
  line: DeskBudgetLine;
  now: LineEdit;
  unsaved: Unsaved | undefined;
  frozen: boolean;
  typing: Typing | null;
  /** The one Tab stop of the budget. */
  stop: string;
  onStop: (stop: string) => void;
  onTyping: (typing: Typing | null) => void;
  /** `paused`: wait for the typing to rest. */
  onEdit: (edit: LineEdit, paused: boolean) => void;
  onRest: () => void;
  onFill: () => void;
}

/** A line: both sources, then ticks and, where it is cut, the reason. */
export function BudgetLine(props: LineProps) {
  const { t } = useTranslation();
  const names = useNames();
  const { line, now, unsaved, frozen, stop, onStop, onEdit } = props;
  const stopOf = (name: string) => ({
    "data-stop": name,
    tabIndex: stop === `${line.subject}/${name}` ? 0 : -1,
    onFocus: () => onStop(`${line.subject}/${name}`),
  });
  const isCut = SOURCES.some((source) => line.cut !== null && !nothingAsked(line.cut[source]));
  const demanded = line.needs_reason && now.reason.trim() === "";
  const reasoned = isCut || demanded || now.reason !== "";
  return (
    <tbody data-subject={line.subject}>
      {SOURCES.map((source, index) => (
        <tr key={source} className="dk-amounts">
          {index === 0 && (
            <th scope="rowgroup" rowSpan={2}>
              {names.line(line)}
              <UnsavedMark of={unsaved} />
            </th>
          )}
          <td className="dk-source">{t(`desk.source.${source}`)}</td>
          <td>{grouped(line.requested[source])}</td>
          <td>
            <Amount {...props} source={source} stop={stopOf(source)} />
          </td>
          <td className="dk-cut">
            <Cut line={line} source={source} unsaved={unsaved} />
          </td>
        </tr>
      ))}
      <tr className="dk-ticks">
        <td colSpan={5}>
          <UnsavedWords of={unsaved} />
          {unsaved?.state === "held" && <p className="dk-words">{t("desk.held")}</p>}
          <div>
            {TICKS.map((tick) => (
              <TickBox
                key={tick}
                tick={tick}
                value={now.ticks[tick]}
                line={names.line(line)}
                frozen={frozen}
                stop={stopOf(tick)}
                onTick={(value) => onEdit({ ...now, ticks: { ...now.ticks, [tick]: value } }, false)}
              />
            ))}
            {reasoned ? (
              <span className="dk-reason" data-needed={demanded}>
                {demanded && (
                  <span className="say say-stop">
                    <Mark kind="stop" size={13} /> {t("desk.needReason")}
                  </span>
                )}
                <TextField
                  label={t("desk.reasonOf", { line: names.line(line) })}
                  value={now.reason}
                  unsaved={undefined}
                  invalid={demanded}
                  frozen={frozen}
                  rows={{ minRows: 1, maxRows: 4 }}
                  walk={stopOf("reason")}
                  onText={(reason) => onEdit({ ...now, reason }, true)}
                  onRest={props.onRest}
                />
              </span>
            ) : (
              !frozen &&
              line.recommended === null &&
              now.fiscal === null &&
              now.self_raised === null && (
                <Button size="small" className="dk-fill-one" onClick={props.onFill} {...keepsFocus}>
                  {t("desk.fillOne")}
                </Button>
              )
            )}
          </div>
        </td>
      </tr>
    </tbody>
  );
}

function Amount({
  line,
  now,
  unsaved,
  frozen,
  typing,
  source,
  stop,
  onTyping,
  onEdit,
  onRest,
}: Omit<LineProps, "stop"> & { source: Source; stop: { onFocus: () => void } }) {
  const { t } = useTranslation();
  const names = useNames();
  const typed = typing?.source === source ? typing.text : null;
  const field = useRef<InputRef>(null);
  // The save's answer may write the figure anew while one stands in it: it is still to be typed over.
  useEffect(() => {
    if (typed === null && document.activeElement === field.current?.input) {
      field.current?.select();
    }
  }, [typed, now, source]);
  return (
    <Input
      {...stop}
      ref={field}
      onFocus={(event) => {
        stop.onFocus();
        // What stands there is typed over; an arrow key keeps it.
        event.target.select();
      }}
      className="dk-amount"
      aria-label={t("desk.amountOf", { line: names.line(line), source: t(`desk.source.${source}`) })}
      value={typed ?? now[source] ?? ""}
      placeholder={t("desk.notEntered")}
      readOnly={frozen}
      autoComplete="off"
      inputMode="decimal"
      status={unsaved?.state === "failed" ? "error" : ""}
      aria-invalid={unsaved?.state === "failed"}
      onChange={(event) => {
        onTyping({ subject: line.subject, source, text: event.target.value });
        if (!(event.nativeEvent as InputEvent).isComposing) {
          onEdit(withAmount(line, now, source, plain(event.target.value)), true);
        }
      }}
      onCompositionEnd={(event) =>
        onEdit(withAmount(line, now, source, plain(event.currentTarget.value)), true)
      }
      onBlur={() => {
        onTyping(null);
        onRest();
      }}
    />
  );
}

/** Asked less recommended, as the program says it; not before the amounts are saved. */
function Cut({
  line,
  source,
  unsaved,
}: {
  line: DeskBudgetLine;
  source: Source;
  unsaved: Unsaved | undefined;
}) {
  const { t } = useTranslation();
  if (unsaved !== undefined) {
    return <span title={t("desk.cutAfterSave")}>…</span>;
  }
  if (line.cut === null) {
    return <>—</>;
  }
  const cut = line.cut[source];
  return <>{nothingAsked(cut) ? cut : `−${grouped(cut)}`}</>;
}

/** Yes, no, or not yet: by shape, and told as such. */
function TickBox({
  tick,
  value,
  line,
  frozen,
  stop,
  onTick,
}: {
  tick: Tick;
  value: boolean | null;
  line: string;
  frozen: boolean;
  stop: object;
  onTick: (value: boolean | null) => void;
}) {
  const { t } = useTranslation();
  const state = value === null ? "open" : value ? "yes" : "no";
  return (
    <button
      type="button"
      {...stop}
      className="dk-tickbox"
      role="checkbox"
      aria-checked={value ?? "mixed"}
      aria-disabled={frozen}
      aria-label={t("desk.tickOf", {
        line,
        tick: t(`desk.tick.${tick}`),
        state: t(`desk.tickState.${state}`),
      })}
      title={t(`desk.tickState.${state}`)}
      onClick={() => !frozen && onTick(cycle(value))}
    >
      <span className="dk-box" data-state={state}>
        {value !== null && (
          <svg width="72%" height="72%" viewBox="0 0 16 16" aria-hidden>
            <path d={value ? "M2 8.5 6.2 12.5 14 3.5" : "M3 3l10 10M13 3 3 13"} fill="none" strokeWidth="3" />
          </svg>
        )}
      </span>
      {t(`desk.tick.${tick}`)}
    </button>
  );
}
