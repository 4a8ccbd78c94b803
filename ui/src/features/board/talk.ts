import { useEffect, useState } from "react";

import type { ConductView, GateForm, TalkPart, TalkView } from "../../backend";

/** Minutes where nobody said otherwise yet. */
const USUAL = 10;

/** The report or the questions that run now. */
export function running(conduct: ConductView): TalkView | null {
  const last = conduct.talks[conduct.talks.length - 1];
  return last?.ended === null ? last : null;
}

/** Minutes that were planned last for a part. */
export function planned(conduct: ConductView, part: TalkPart): number {
  return conduct.talks.filter((talk) => talk.part === part).pop()?.minutes ?? USUAL;
}

/** What comes after what runs, or first: questions follow the report, then the next of the order that was not heard. */
export function following(conduct: ConductView): { bid_no: string; part: TalkPart } | null {
  const now = running(conduct);
  if (now?.part === "report") {
    return { bid_no: now.bid_no, part: "questions" };
  }
  const begun = new Set(conduct.talks.map((talk) => talk.bid_no));
  const next = conduct.presented.find((bid) => !begun.has(bid));
  return next === undefined ? null : { bid_no: next, part: "report" };
}

/** The words with which a part begins; what ran for another item ends first, with whether its recused members were out. */
export function beginning(
  conduct: ConductView,
  next: { bid_no: string; part: TalkPart },
  minutes: number,
  out: boolean,
): GateForm[] {
  const now = running(conduct);
  const begin: GateForm = { form: "talk_begin", ...next, minutes };
  return now === null || now.bid_no === next.bid_no ? [begin] : [ending(conduct, now.bid_no, out), begin];
}

/** The word with which an item ends. Of one without recusals nothing is said of the room. */
export function ending(conduct: ConductView, bid: string, out: boolean): GateForm {
  const asked = conduct.with_recusal.includes(bid);
  return { form: "talk_end", bid_no: bid, recused_out: asked && out ? true : null };
}

/** Seconds that are left of what runs; below nothing over time. Counted anew each second. */
export function useLeft(talk: TalkView | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  const began = talk?.began ?? null;
  useEffect(() => {
    if (began === null) {
      return;
    }
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [began]);
  if (talk === null) {
    return null;
  }
  const begun = Date.parse(talk.began);
  return Math.ceil((begun + talk.minutes * 60_000 - Math.max(now, begun)) / 1000);
}

/** `9:05`; what is over time is told by its words, not by a sign. */
export function minutesAndSeconds(seconds: number): string {
  const whole = Math.abs(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
