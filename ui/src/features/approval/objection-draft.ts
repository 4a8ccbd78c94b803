import type {
  ApprovalView,
  ObjectionForm,
  ObjectionStands,
  ObjectionStep,
  ObjectionView,
  PostingView,
  RefusedAs,
} from "../../backend";
import { halfWidth } from "../../components/half-width";

/** A step by its name. */
export type Act = ObjectionStep["step"];

const OPEN: readonly ObjectionStands[] = ["received", "accepted", "examined", "answered"];

/** Whether it keeps the announcement back. */
export function isOpen({ state }: Pick<ObjectionView, "state">): boolean {
  return OPEN.includes(state);
}

/** What can be done with an objection where it stands, the next act first. */
export function actsOf({ state, steps, inadmissible }: ObjectionView): Act[] {
  switch (state) {
    case "received": {
      const checked = steps.some(({ step }) => step === "identify");
      const first: Act[] = checked
        ? ["admit"]
        : inadmissible === null
          ? ["identify", "admit"]
          : ["admit", "identify"];
      return [...first, "withdraw"];
    }
    case "not_accepted":
      return ["reconsider"];
    case "accepted":
      return ["examine", "withdraw"];
    case "examined":
      return ["reply", "examine", "withdraw"];
    case "answered":
      return ["act"];
    case "closed":
    case "withdrawn":
      return [];
  }
}

/** Whether a ruling since its examination names an objection: only then was it acted on. */
export function actedOn(view: ApprovalView, { no, steps }: ObjectionView): boolean {
  const examined = steps.find((one) => one.step === "examine");
  const since = examined?.step === "examine" ? examined.on : "";
  return view.rulings.some((ruling) => ruling.objections.includes(no) && ruling.on >= since);
}

/** The day of a time as it is typed; nothing while it cannot be read. */
export function dayOf(receivedAt: string): string | null {
  return /^(\d{4}-\d{2}-\d{2})[ T]\d{1,2}[:：]\d{2}$/.exec(halfWidth(receivedAt.trim()))?.[1] ?? null;
}

/** Whether something that came on a day came within a period. */
export function inTime(day: string, postings: readonly PostingView[]): boolean {
  const until = ({ ends_on, taken_down }: PostingView) =>
    taken_down !== null && taken_down[0] < ends_on ? taken_down[0] : ends_on;
  return postings.some((one) => one.posted_on <= day && day <= until(one));
}

/** Why an objection could not be accepted as it is typed; nothing where it could, or where too little is typed to say so. */
export function unfit(form: ObjectionForm, postings: readonly PostingView[]): RefusedAs | null {
  const day = dayOf(form.received_at);
  if (day !== null && !inTime(day, postings)) {
    return "late";
  }
  if (day === null || form.text.trim() === "") {
    return null;
  }
  const there = (text: string) => text.trim() !== "";
  const named = there(form.contact) && (there(form.unit) ? form.sealed : there(form.person));
  if (!named) {
    return "anonymous";
  }
  return form.evidence.some(({ name }) => there(name)) ? null : "no_evidence";
}

/** Who objects, as a choice. */
export type Who = "unit" | "person" | "nobody";

/** An objection of which nothing is typed yet. */
export const BLANK: ObjectionForm = {
  bids: [],
  received_at: "",
  received_by: "",
  channel: "in_person",
  unit: "",
  sealed: false,
  person: "",
  contact: "",
  text: "",
  evidence: [],
};

/** What is sent: of who objects only what belongs to the choice. */
export function sent(form: ObjectionForm, who: Who): ObjectionForm {
  return {
    ...form,
    received_at: halfWidth(form.received_at.trim()),
    unit: who === "unit" ? form.unit : "",
    sealed: who === "unit" && form.sealed,
    person: who === "person" ? form.person : "",
    contact: who === "nobody" ? "" : form.contact,
  };
}

/** The bids that an objection may be about: those that were posted, as far as the record tells. */
export function postedBids({ bids, rulings }: ApprovalView): ApprovalView["bids"] {
  const wins = (standing: string | null) => standing === "recommended" || standing === "unfunded";
  // After a further ruling a bid that was posted may be left out: what a panel proposed is offered too.
  return bids.filter(({ decided, panel }) => wins(decided) || (rulings.length > 1 && wins(panel)));
}
