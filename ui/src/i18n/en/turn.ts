import type { Texts } from "../texts";
import type { turn as zh } from "../zh/turn";

/** 共用一机: one laptop that is passed round. */
export const turn: Texts<typeof zh> = {
  title: "Shared laptop",
  what: "the shared laptop",
  entry: "Shared laptop",
  hint: "Experts without a laptop take turns at this one. Each has a desk of the own, opened by a code that the expert chooses; meanwhile the secretariat's data is locked.",
  howSet:
    "First each expert sets a code, then they score in turn. Locked scores are handed over by themselves and taken in on the way back.",
  state: {
    own_laptop: "own laptop",
    paper: "on paper",
    excused: "excused",
    no_code: "no code",
    scoring: "scoring",
    locked: "locked",
  },
  members: "How each expert scores",
  nobody: "Nobody is to share this laptop: all score on their own or on paper.",
  folder: "Desks lie in",
  waiting: "Score packs did not come in by themselves; look at them under “score packs”: {{folder}}",
  minutes: "Given back after so long without anybody",
  minute: "{{count}} min",
  begin: "Pass the laptop round",
  beginning: "Preparing…",
  beginHint: "Only the secretariat's passphrase leads back here.",
  clear: "Clear the desks",
  clearHint:
    "The meeting is archived: everything signed is in the archive. {{count}} desks are deleted from this machine; notes that nobody signed are gone.",
  clearDo: "Clear {{count}} desks",
  clearSure: "Clear them for good",
  clearBack: "Not yet",
  forgot:
    "A forgotten code is a lost laptop: revoke it in the ledger; what was not handed in goes on paper, or begins anew under a new code.",
  cannot:
    "What it cannot promise: the machine is the secretariat's. Who can change its programs can read what is typed; and the shorter a code, the less it withstands who has this machine's data and the secretariat's passphrase and tries them all.",
  your: "Your turn",
  choose: "Choose your name",
  officeOpen:
    "Codes can be set now. The secretariat's data cannot be reached from here; lock it when all are set, and begin to score.",
  shut: "All set: lock the secretariat",
  shutting: "Locking…",
  code: "Personal code",
  enter: "Open my desk",
  opening: "Opening…",
  need: "Type your code",
  wrong: "{{count}} wrong in a row",
  wait: "wait {{count}} s",
  set: "Set a personal code",
  setHint:
    "6 to 16 digits, better 8 or more. You alone know it; the secretariat does not and cannot find it again. No digits of a birthday, telephone or identity number.",
  again: "Once more",
  signIn: "Sign in as well (signed with your own key, recorded as “by code”)",
  setDo: "Set the code",
  setting: "Making your desk…",
  needSix: "at least 6 digits",
  differs: "the two differ",
  isSet: "The code of {{name}} is set, and the desk is made.",
  noCode: "No code yet. The secretariat returns with its passphrase and begins again.",
  end: "Secretariat",
  endHint: "The secretariat's passphrase leads back to the board; what was handed over is taken in then.",
  passphrase: "Passphrase of the secretariat",
  endDo: "Return",
  ending: "Opening…",
  soon: "Nobody is here: the laptop goes back in a moment. Move the mouse or press a key to stay; what you typed is saved.",
  hand: "Scores handed over",
  handShort: "Handed",
  give: "Give back",
  gaveBack: "Given back; everything is saved.",
  handedTitle: "Locked and handed over",
  handed:
    "Your scores are signed with your own key; the pack lies on this machine and is taken in when the secretariat returns.",
  wrongBefore:
    "Since it was last opened somebody tried {{count}} wrong codes. If that was not you, tell the supervisor.",
};
