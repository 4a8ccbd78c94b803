/** Signed sheets that go back to their experts. */
export const boardReturn = {
  title: "Return a signed sheet",
  hint: "A locked sheet comes back only so: with a reason and the chair's assent. Hand out a new task pack; the expert can change that item alone, and the earlier sheet is kept.",
  open: "Return a sheet",
  expert: "Expert",
  bid: "Item",
  needWhich: "First choose expert and item",
  do: "Return it",
  work: "a return that is not done",
  line: "Item {{position}}, returned {{at}} ({{chair}} assents): {{reason}}",
  waits: "Waits for the new sheet of {{name}}: hand out a new task pack, take the score pack in, then tally.",
  came: "The new sheet came in and counts.",
  ended: "Ended; the signed sheet stands: {{reason}}",
  end: "End the return",
  endWhy: "Why it is ended",
  endDo: "End it; the signed sheet stands",
} as const;
