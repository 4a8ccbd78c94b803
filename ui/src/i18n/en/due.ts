import type { Texts } from "../texts";
import type { due as zh } from "../zh/due";

/** What is due or late over the whole chain. */
export const due: Texts<typeof zh> = {
  title: "Due and late",
  what: "what is due",
  facts: "Today {{today}} · {{late}} late · {{soon}} within 7 days",
  table: "Due and late",
  emptyTitle: "Nothing is due",
  emptyHint:
    "The days of publicity, issue, signing, milestones, putting right, payments, acceptance, extension and refunds are listed here in time.",
  group: { late: "Late", soon: "Within 7 days", later: "Later", open: "No fixed day" },
  matter: "What",
  day: "Day",
  who: "Who",
  of: "Of",
  article: "Article",
  open: "Open what is chosen",
  since: "can be done since {{day}}",
  lateBy: "{{days}} days late",
  part: " (milestone {{n}})",
};
