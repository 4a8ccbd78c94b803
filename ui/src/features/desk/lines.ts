import type { DeskBid, DeskBudgetLine, DeskEdit, FundsView, GateView, TicksView } from "../../backend";
import type { Unsaved } from "./save-queue";

export type LineEdit = Extract<DeskEdit, { edit: "line" }>;
export type Source = "fiscal" | "self_raised";
export type Tick = keyof TicksView;

export const SOURCES: readonly Source[] = ["fiscal", "self_raised"];
export const TICKS: readonly Tick[] = ["relevant", "consistent", "reasonable"];

/** A line as it stands in the vault, as an edit. */
export function editOf(line: DeskBudgetLine): LineEdit {
  return {
    edit: "line",
    subject: line.subject,
    fiscal: line.recommended?.fiscal ?? null,
    self_raised: line.recommended?.self_raised ?? null,
    ticks: line.ticks,
    reason: line.reason,
  };
}

/** Whether nothing was asked of a source, so that nothing can be recommended in it either. */
export function nothingAsked(amount: string): boolean {
  return /^[0.,\s]*$/.test(amount);
}

/** The line with an amount typed. A source of which nothing was asked is filled along. */
export function withAmount(line: DeskBudgetLine, now: LineEdit, source: Source, text: string): LineEdit {
  const typed = text.trim() === "" ? null : text.trim();
  const next = { ...now, [source]: typed };
  const other: Source = source === "fiscal" ? "self_raised" : "fiscal";
  if (!nothingAsked(line.requested[other])) {
    return next;
  }
  return { ...next, [other]: typed === null ? null : line.requested[other] };
}

/** The line as it was asked. */
export function asAsked(line: DeskBudgetLine, now: LineEdit): LineEdit {
  const { fiscal, self_raised }: FundsView = line.requested;
  return { ...now, fiscal, self_raised };
}

/**
 * Whether an edit has to wait for more: one amount of two, or ticks before any amount. A line that was entered and
 * is emptied is taken back.
 */
export function heldBack(line: DeskBudgetLine, edit: LineEdit): boolean {
  if ((edit.fiscal === null) !== (edit.self_raised === null)) {
    return true;
  }
  const ticked = TICKS.some((tick) => edit.ticks[tick] !== null) || edit.reason.trim() !== "";
  return edit.fiscal === null && ticked && line.recommended === null;
}

/** Not yet → yes → no → not yet. */
export function cycle(tick: boolean | null): boolean | null {
  return tick === null ? true : tick ? false : null;
}

/** What of a bid is on its way or was not saved. */
export function unsavedOf(bid: string, what: string, unsaved: readonly Unsaved[]): Unsaved | undefined {
  return unsaved.filter((entry) => entry.bid === bid && entry.what === what).at(-1);
}

/** The bid as it is on screen: what was typed lies over what was saved. Totals and cuts stay the program's. */
export function onScreen(bid: DeskBid, unsaved: readonly Unsaved[]): DeskBid {
  return unsaved
    .filter((entry) => entry.bid === bid.no)
    .reduce<DeskBid>((seen, { edit }) => {
      switch (edit.edit) {
        case "mark": {
          const rest = seen.marks.filter(([criterion]) => criterion !== edit.criterion);
          const marks =
            edit.mark === null ? rest : [...rest, [edit.criterion, edit.mark] as [string, string]];
          // A mark that is taken back takes its parts along.
          const of = ([criterion]: readonly string[]) => criterion !== edit.criterion;
          return { ...seen, marks, subs: seen.subs.filter(of), so_far: seen.so_far.filter(of) };
        }
        case "sub": {
          const rest = seen.subs.filter(([of, id]) => of !== edit.criterion || id !== edit.sub);
          return {
            ...seen,
            subs: edit.mark === null ? rest : [...rest, [edit.criterion, edit.sub, edit.mark]],
          };
        }
        case "vote":
          return { ...seen, vote: edit.conclusion };
        case "comment":
          return { ...seen, merits: edit.merits, problems: edit.problems, advice: edit.advice };
        case "note":
          return { ...seen, note: edit.text };
        case "gate": {
          const gates = seen.gates.map((gate) =>
            gate.id === edit.gate ? withAnswer(gate, edit.yes, edit.reason) : gate,
          );
          return { ...seen, gates };
        }
        case "abstain":
          return { ...seen, abstain: edit.reason };
        case "change":
          return { ...seen, change: edit.reason };
        case "line":
        case "confirm":
          return seen;
      }
    }, bid);
}

/** The question and its answer as they are typed, for what lies over what was saved. */
export function withAnswer(gate: GateView, yes: boolean | null, reason: string): GateView {
  const vetoes = yes !== null && yes === gate.veto_on_yes;
  return { ...gate, yes, reason, needs_reason: vetoes && reason.trim() === "" };
}
