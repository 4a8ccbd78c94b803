import type { Texts } from "../texts";
import type {
  announcement as zhAnnouncement,
  papers as zhPapers,
  publicity as zhPublicity,
} from "../zh/approval-posted";

/** The publicity of a list. */
export const publicity: Texts<typeof zhPublicity> = {
  title: "Record the posting",
  save: "Record the posting",
  on: "Day of posting",
  place: "Address or page",
  placeHint: "局网站“公示公告”",
  first: "Counted from",
  nextDay: "the next day",
  sameDay: "the same day",
  firstHint: "Five working days; the end is counted by the calendar and shown once saved.",
  because: "Why it is posted again",
  waits: "record the decision",
  period: "Period",
  periodOf: "{{begins}} to {{ends}}, {{days}} working days, from {{first}}",
  count: "Bids posted",
  countOf: "{{count}}",
  proof: "Proof",
  proofNone: "none attached yet",
  proofFile: "The page as it was seen, or a print",
  attach: "Attach the proof",
  replace: "Replace the proof",
  again: "Posted again because: {{why}}",
  takeDown: "Take it down",
  downOn: "Day it was taken down",
  downWhy: "Why it is taken down",
  downHint: "It is then posted again, and the period begins anew.",
  former: "Postings taken down ({{count}})",
  down: "taken down {{on}}: {{why}}",
  none: "Nothing is posted yet.",
};

/** The papers of a decision. */
export const papers: Texts<typeof zhPapers> = {
  title: "Papers",
  which: "Which",
  notice: "Notice (archive, with the inner sheet)",
  public_notice: "Notice (for the website)",
  announcement: "Announcement (archive, with the objections)",
  public_announcement: "Announcement (for the website)",
  objection: "Handling of objection {{no}}",
  reply: "Answer to objection {{no}}",
  hint: "What nobody recorded is a blank; save it again when something changed.",
  path: "Save to",
  save: "Save PDF",
  needPath: "Say where first",
  saved: "Saved: {{path}}",
};

/** The announcement of the winners. */
export const announcement: Texts<typeof zhAnnouncement> = {
  title: "Record the announcement",
  save: "Record the announcement",
  on: "Day of the announcement",
  number: "Number",
  numberHint: "并科公告〔2026〕2号",
  place: "Address or page",
  blocked: "To be settled before the announcement",
  waits: "record the posting",
  made: "{{on}} · {{number}} · {{place}}",
  final:
    "The list does not change any more. The funding plan follows on the page “Funding plans”; once it is issued, contract and ledger are on the page “Projects”.",
};
