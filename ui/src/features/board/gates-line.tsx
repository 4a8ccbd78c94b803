import { useTranslation } from "react-i18next";

import type { Gate } from "../../backend";

/** The eleven gates on one line. A gate that nobody recorded says so: it is a blank in the minutes. */
export function GatesLine({ gates, notes = false }: { gates: readonly Gate[]; notes?: boolean }) {
  const { t } = useTranslation();
  return (
    <ol className="bd-gates" aria-label={t("board.gates")}>
      {gates.map(({ gate, state, note, at, by, left_out: why }) => (
        <li
          key={gate}
          className={`bd-${state}`}
          // Names stand on the board alone: the same line goes to the wall.
          {...(notes && by !== null
            ? { title: why ?? t("board.gates2.recordedAt", { at: at ?? "", by }) }
            : {})}
          {...(state === "now" ? { "aria-current": "step" } : {})}
        >
          <Dot state={state} />
          <b>{t(`board.gate.${gate}`)}</b>
          <small>
            {notes && note}
            {notes && at !== null && ` ${at.slice(11)}`}
            {(state === "unrecorded" || state === "left_out") && t(`board.gateState.${state}`)}
            {state === "now" && ` ${t("board.gateState.now")}`}
            {begun(gate, state, note) && ` ${t("board.gateState.early")}`}
          </small>
          {(state === "past" || (state === "next" && !begun(gate, state, note))) && (
            <span className="aside">{t(`board.gateState.${state}`)}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Whether something is done at a gate already that is not the current one: experts may score while the room is at an earlier gate. */
function begun(gate: Gate["gate"], state: Gate["state"], note: string | null): boolean {
  return gate === "scoring" && state === "next" && note !== null;
}

function Dot({ state }: { state: Gate["state"] }) {
  return (
    <span className="bd-dot" aria-hidden>
      <svg width="10" height="10" viewBox="0 0 16 16">
        {state === "past" && (
          <path d="M2 8.5 6.2 12.5 14 3.5" fill="none" stroke="var(--paper)" strokeWidth="3" />
        )}
        {(state === "unrecorded" || state === "left_out") && (
          <path d="M3 8h10" stroke="var(--warn)" strokeWidth="2.6" />
        )}
      </svg>
    </span>
  );
}
