import type { CourseStepName, CourseView, PaymentView, ScheduledView } from "../../backend";

/** The sections of a course, in the order of its life. */
export const SECTIONS = [
  "contract",
  "nodes",
  "ledger",
  "accept",
  "extension",
  "inspect",
  "end",
  "history",
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** Where work goes on: the section, and the form in it that is open from the first; none where several may be. */
export interface Lead {
  section: SectionName;
  offer: string | null;
}

/** The name of a step's form on the page. */
export function offerOf(step: CourseStepName, of: PaymentView | ScheduledView | null = null): string {
  if (of === null) {
    return step;
  }
  return "at" in of ? `${step}-${of.at}` : `${step}-${of.tranche}-${of.milestone ?? ""}`;
}

/** Whether something is still to come back. */
export function owed({ endings }: CourseView): boolean {
  const rest = endings.at(-1)?.outstanding ?? null;
  return rest !== null && /[1-9]/.test(rest);
}

const on = (section: SectionName, offer: string | null = null): Lead => ({ section, offer });

/** The payment whose turn it is: the city's word, its making, or an opinion that can be given. */
function money(view: CourseView): Lead | null {
  const may = (step: CourseStepName) => view.may.includes(step);
  const submitted = view.payments.find(({ state }) => state === "submitted");
  if (submitted !== undefined && may("approve_payment")) {
    return on("nodes", offerOf("approve_payment", submitted));
  }
  const ready = view.payments.find(({ state }) => state === "ready");
  if (ready !== undefined && may("pay")) {
    return on("nodes", offerOf("pay", ready));
  }
  const open = view.scheduled.find(({ gate }) => gate.length === 0);
  return open !== undefined && may("opine") ? on("nodes", offerOf("opine", open)) : null;
}

function ending(view: CourseView): Lead {
  const last = view.endings.at(-1);
  if (last?.argued == null) {
    return on("end");
  }
  if (last.argued.conclusion === "extend") {
    return on("end", "go_on");
  }
  return on("end", last.told === null ? "tell" : "terminate");
}

function accepting(view: CourseView): Lead {
  const last = view.acceptances.at(-1);
  if (last?.plan === null) {
    return on("accept", "settle_plan");
  }
  return on("accept", last?.said != null && last.result === null ? "conclude" : null);
}

function ended(view: CourseView): Lead | null {
  if (owed(view)) {
    return on("end", "refund");
  }
  return view.may.includes("integrity") && view.endings.at(-1)?.integrity === null
    ? on("end", "integrity")
    : null;
}

/** Where work goes on; nothing once all is done. */
export function leadOf(view: CourseView): Lead | null {
  switch (view.stands) {
    case "suspended":
      return on("end", "examined");
    case "ending":
      return ending(view);
    case "terminated":
      return ended(view);
    case "dropped":
      return null;
    default:
      return working(view);
  }
}

function working(view: CourseView): Lead | null {
  const blocked = view.contract_problems.some(({ severity }) => severity === "error");
  const asked = view.extensions.at(-1);
  if (view.stands === "granted") {
    return on("contract", blocked || !view.may.includes("sign") ? null : "sign");
  }
  if (asked !== undefined && asked.reply === null) {
    return on("extension", "answer_extension");
  }
  // Accepted before it was taken over: its result is recorded first.
  if (view.acceptances.length === 0 && view.may.includes("conclude")) {
    return on("accept", "conclude");
  }
  const payment = money(view);
  if (payment !== null || view.stands === "accepted" || view.stands === "closed") {
    return payment ?? (view.scheduled.length > 0 ? on("nodes") : null);
  }
  if (view.stands === "accepting") {
    return accepting(view);
  }
  if (view.stands === "failed" || view.nodes.every(({ passed }) => passed)) {
    return on("accept");
  }
  const told = view.nodes.find(({ next }) => next)?.said.at(-1);
  const untold = view.stands === "rectifying" && told?.notice === null && view.may.includes("notify");
  return on("nodes", untold ? "notify" : null);
}
