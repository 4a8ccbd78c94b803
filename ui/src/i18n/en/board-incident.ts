import type { Texts } from "../texts";
import type { incident as zh } from "../zh/board-incident";

/** What goes wrong while a meeting is held. */
export const incident: Texts<typeof zh> = {
  title: "Incidents",
  none: "Nothing recorded",
  form: "Record one",
  kind: "What",
  kinds: {
    laptop_dead: "A laptop is dead",
    code_forgotten: "A passphrase is forgotten",
    power_lost: "Power lost",
    restarted: "The office's program was started again",
    other: "Something else",
    revoked: "Laptop revoked",
    paper: "Went on on paper",
  },
  way: {
    laptop_dead:
      "What its last pack brought counts. Revoke it in the ledger, enrol another one and hand over a task pack; or take the rest on paper.",
    code_forgotten:
      "Nobody can find an expert's passphrase. Open with the recovery code where there is one; else treat it as a dead laptop.",
    power_lost:
      "Every confirmed step is in the vault. Open it again, check the journal and go on; the restart is listed by itself.",
    other: "Say what happened and what was done.",
  },
  who: "Expert",
  nobody: "About nobody",
  happened: "When",
  happenedHint: "10:05, or 2026-01-19 10:05; empty for now",
  what: "What happened",
  whatHint: "Such as: the screen stays black",
  done: "What was done",
  doneHint: "Such as: the spare laptop was enrolled",
  witness: "Witness",
  witnessHint: "May be empty",
  needWhat: "Say what happened",
  needDone: "Say what was done",
  go: "Record",
  doneSays: "Done: {{done}}",
  own: "From what is on record",
  by: "Recorded by {{by}}",
  witnessSays: "; witness: {{name}}",
  withdrawnSays: "Withdrawn: {{why}}",
  withdraw: "Withdraw this one",
  withdrawWhy: "Why it is withdrawn",
  withdrawGo: "Withdraw",
  withdrawStop: "Keep it",
  needWhy: "Say why",
  closed: "The papers are made; nothing more is recorded.",
};
