import { createContext, useContext } from "react";

import type { TurnView } from "../backend";

const StartContext = createContext<(turn: TurnView) => void>(() => undefined);
/** What the window does once the laptop is passed round. */
export const StartProvider = StartContext.Provider;

/** Tells the window that the laptop is passed round now. */
export function useStart(): (turn: TurnView) => void {
  return useContext(StartContext);
}

const GiveBackContext = createContext<(() => void) | null>(null);
/** Around a desk of the shared laptop: how it is given back. */
export const GiveBackProvider = GiveBackContext.Provider;

/** How this desk is given back; nothing at a desk on a laptop of the own. */
export function useGivingBack(): (() => void) | null {
  return useContext(GiveBackContext);
}

/** What handing over is called: at the shared laptop scores arrive by themselves, and that is said. */
export function useHandWords() {
  return useGivingBack() === null
    ? (["desk.scores", "desk.scoresShort"] as const)
    : (["turn.hand", "turn.handShort"] as const);
}

/** Minutes without a key, a pointer or a scroll after which a desk is given back. The first is the default. */
export const TURN_MINUTES = [1, 2, 5] as const;
export type TurnMinutes = (typeof TURN_MINUTES)[number];

const PLACE = "lunzheng.turn.minutes";

/** The minutes of this laptop. */
export function turnMinutes(): TurnMinutes {
  try {
    const kept = Number(localStorage.getItem(PLACE));
    return TURN_MINUTES.find((minutes) => minutes === kept) ?? TURN_MINUTES[0];
  } catch {
    // A window may have no storage.
    return TURN_MINUTES[0];
  }
}

/** Keeps the minutes; without storage the default holds. */
export function keepTurnMinutes(minutes: TurnMinutes): TurnMinutes {
  try {
    localStorage.setItem(PLACE, String(minutes));
    return minutes;
  } catch {
    return TURN_MINUTES[0];
  }
}
