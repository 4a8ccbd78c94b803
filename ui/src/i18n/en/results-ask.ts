/** What experts are asked, and what they said beside their scores. */
export const resultsAsk = {
  do: "Ask the experts (a pack each)",
  made: "{{count}} packs written for the experts' laptops; answers come back with their score packs. A changed score comes in once the scoring is reopened.",
  spoken: "What experts said",
  veto: "{{ask}}: “{{question}}”: {{answered}} answered, {{count}} of them “{{answer}}”.",
  word: "{{name}}: {{reason}}.",
  abstained: "{{name}} abstains and counts as missing: {{reason}}",
  changed: "{{name}} signed anew; this is version {{n}}.",
} as const;
