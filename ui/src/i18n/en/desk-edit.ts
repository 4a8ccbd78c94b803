/** What an edit at the desk is, in words. */
export const deskEdit = {
  mark: "{{which}}, {{name}}: {{mark}}",
  markBack: "{{which}}, {{name}}: mark taken back",
  line: "{{which}}: the budget",
  vote: "{{which}}: the conclusion",
  comment: "{{which}}: the opinion",
  note: "{{which}}: the note",
  gate: "{{which}}: a veto question",
  abstain: "{{which}}: the abstention",
  change: "{{which}}: why it is changed",
  confirm: "{{which}}: its confirmation",
} as const;
