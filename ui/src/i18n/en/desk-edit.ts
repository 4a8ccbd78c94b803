/** What an edit at the desk is, in words. */
export const deskEdit = {
  mark: "no. {{position}}, {{name}}: {{mark}}",
  markBack: "no. {{position}}, {{name}}: mark taken back",
  line: "no. {{position}}: the budget",
  vote: "no. {{position}}: the conclusion",
  comment: "no. {{position}}: the opinion",
  note: "no. {{position}}: the note",
  gate: "a veto question of item {{position}}",
  abstain: "the abstention from item {{position}}",
  change: "why item {{position}} is changed",
  confirm: "that item {{position}} is confirmed",
} as const;
