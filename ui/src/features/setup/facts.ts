import type { FactsView } from "../../backend";

export type Attendance = "unknown" | "none" | "some";

/** The facts as they are typed: a blank is an unrecorded fact. */
export interface FactsDraft {
  organizer: string;
  place: string;
  host: string;
  recorder: string;
  supervisor: string;
  attendance: Attendance;
  /** One a line. */
  attendees: string;
  started: string;
  ended: string;
  other_matters: string;
}

export type TextField = Exclude<
  { [K in keyof FactsDraft]: FactsDraft[K] extends string ? K : never }[keyof FactsDraft],
  "attendance"
>;

export function draftOf(facts: FactsView): FactsDraft {
  const { attendees } = facts;
  return {
    organizer: facts.organizer ?? "",
    place: facts.place ?? "",
    host: facts.host ?? "",
    recorder: facts.recorder ?? "",
    supervisor: facts.supervisor ?? "",
    attendance: attendees === null ? "unknown" : attendees.length === 0 ? "none" : "some",
    attendees: (attendees ?? []).join("\n"),
    started: facts.started ?? "",
    ended: facts.ended ?? "",
    other_matters: facts.other_matters ?? "",
  };
}

/** `8:30`, `08：30` → `08:30`; a blank is nothing; `undefined` for what is no time. */
export function clock(text: string): string | null | undefined {
  if (text.trim() === "") {
    return null;
  }
  const found = /^(\d{1,2})[:：](\d{2})$/.exec(text.trim());
  const [, hour = "", minute = ""] = found ?? [];
  return found !== null && Number(hour) < 24 && Number(minute) < 60
    ? `${hour.padStart(2, "0")}:${minute}`
    : undefined;
}

/** What is sent. A time that is none stays as it was kept; the field says so. */
export function factsOf(draft: FactsDraft, kept: FactsView): FactsView {
  const given = (text: string) => (text.trim() === "" ? null : text.trim());
  const time = (text: string, was: string | null) => {
    const read = clock(text);
    return read === undefined ? was : read;
  };
  const names = draft.attendees
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  // Somebody came, but no name is there yet: nobody must not be printed.
  const attendees =
    draft.attendance === "none" ? [] : draft.attendance === "some" && names.length > 0 ? names : null;
  return {
    organizer: given(draft.organizer),
    place: given(draft.place),
    host: given(draft.host),
    recorder: given(draft.recorder),
    supervisor: given(draft.supervisor),
    attendees,
    started: time(draft.started, kept.started),
    ended: time(draft.ended, kept.ended),
    other_matters: given(draft.other_matters),
  };
}
