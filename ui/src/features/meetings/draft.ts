import { problemsOf, type SessionDraft, type SessionKind } from "../../backend";
import { ofProjects } from "../../components/conclusions";
import { halfWidth } from "../../components/half-width";

export type Field = Exclude<keyof SessionDraft, "kind">;

/** The kinds of session that can be held here, in the order of the chain. */
export const HELD: readonly SessionKind[] = ["demand", "bid", "milestone", "acceptance", "termination"];

export type Wrong = Partial<Record<Field, "needed" | "badDate" | "taken">>;

export const EMPTY: SessionDraft = {
  kind: "bid",
  no: "",
  title: "",
  batch: "",
  office: "",
  date: "",
  expired_reason: null,
};

/** In the order of the form. */
export const FIELDS: readonly Field[] = ["no", "title", "batch", "office", "date", "expired_reason"];

/** A day as people type it (`2026/1/20`, `2026.1.20`, `2026年1月20日`, `20260120`, full-width digits) in ISO; nothing when it is no day. */
export function isoDay(text: string): string | null {
  const plain = halfWidth(text.trim()).replace(/[－／．]/g, "-");
  const found =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (found === null) {
    return null;
  }
  const [, year = "", month = "", day = ""] = found;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  // A day such as 2026-02-30 rolls over into the next month.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? null : iso;
}

/** Whether the meeting is a new selection after the policy's last day. */
export function expired(draft: SessionDraft, validTo: string): boolean {
  const day = isoDay(draft.date);
  // Running projects go on under the rules they began with (六（三）).
  return !ofProjects(draft.kind) && day !== null && day > validTo;
}

/** Whether the meeting's day is past. Only a reason lets it stand. */
export function past(draft: SessionDraft, today: string): boolean {
  const day = isoDay(draft.date);
  return day !== null && day < today;
}

/** What is wrong with a draft before it is sent. `reasoned`: whether a reason is asked for. */
export function wrongOf(draft: SessionDraft, reasoned: boolean): Wrong {
  const wrong: Wrong = {};
  for (const field of FIELDS) {
    if ((draft[field] ?? "").trim() === "" && (field !== "expired_reason" || reasoned)) {
      wrong[field] = "needed";
    }
  }
  if (wrong.date === undefined && isoDay(draft.date) === null) {
    wrong.date = "badDate";
  }
  return wrong;
}

/** The draft as it is sent. */
export function sent(draft: SessionDraft, reasoned: boolean): SessionDraft {
  return {
    kind: draft.kind,
    no: draft.no.trim(),
    title: draft.title.trim(),
    batch: halfWidth(draft.batch.trim()),
    office: draft.office.trim(),
    date: isoDay(draft.date) ?? draft.date.trim(),
    expired_reason: reasoned ? (draft.expired_reason ?? "").trim() : null,
  };
}

/** The fields a refusal is about, as far as it says so. */
export function refusedFields(error: unknown): Wrong {
  const wrong: Wrong = {};
  for (const { code } of problemsOf(error)) {
    if (code === "import.exists") wrong.no = "taken";
    if (code === "value_unreadable") wrong.date = "badDate";
    if (code === "policy.expired" || code === "session.date_past") wrong.expired_reason = "needed";
  }
  return wrong;
}
