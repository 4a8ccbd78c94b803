import { useTranslation } from "react-i18next";

import type { DeskView } from "../../backend";
import { useKeys } from "../../components/keys";
import { useHomeWord } from "./names";
import type { Tab } from "./work";

/** What the keys of the desk do, whichever tab is open. */
export interface RoomActs {
  /** To the bid above or below. */
  bid: (arrow: string) => void;
  tab: (tab: Tab) => void;
  /** Lock, or what comes after it. */
  lock: () => void;
  /** Nothing where no recusal can be declared. */
  recuse: (() => void) | null;
  home: () => void;
}

/** The keys of the desk itself: bids, tabs, lock, recusal, the way home. */
export function useRoomKeys({ kind, locked_at }: DeskView, acts: RoomActs): void {
  const { t } = useTranslation();
  const homeWord = useHomeWord();
  useKeys([
    { keys: "Ctrl ↑↓", label: t("desk.key.bid"), run: acts.bid, inFields: true },
    {
      keys: "Ctrl 1–3",
      label: t("desk.key.tabs"),
      run: (key) => {
        const next = (["score", "budget", "opinion"] as const)[Number(key) - 1] ?? "score";
        if (next !== "budget" || kind === "bid") {
          acts.tab(next);
        }
      },
      inFields: true,
      quiet: true,
    },
    {
      keys: "Ctrl Shift L",
      label: t(locked_at === null ? "desk.lock" : "desk.scores"),
      run: acts.lock,
      inFields: true,
      quiet: true,
    },
    {
      keys: "Ctrl D",
      label: t("desk.recuse"),
      run: () => acts.recuse?.(),
      inFields: true,
      quiet: true,
      when: acts.recuse !== null,
    },
    { keys: "Ctrl Home", label: homeWord, run: acts.home, quiet: true },
  ]);
}
