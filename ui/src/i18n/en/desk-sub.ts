/** Scored parts at the desk. */
export const deskSub = {
  name: "{{name}}: {{part}}",
  lacks: "open",
  open: "parts open: {{n}}",
  each: "Score each of the {{n}} parts; they are added up",
  soFar: "{{sum}} so far; still open: {{names}}",
  sum: "Sum of the parts: {{mark}}",
  range: "0–{{max}}, steps of {{step}}",
  key: { fill: "Score the parts", walk: "Part, criterion", next: "Next part" },
} as const;
