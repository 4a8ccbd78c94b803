import { Radio } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../backend";
import { heeded } from "../handed";

/** The choices: minutes without a key, a pointer or a scroll after which the vault is closed. The first is the default. */
export const IDLE_MINUTES = [5, 10, 20] as const;
export type IdleMinutes = (typeof IDLE_MINUTES)[number];

const PLACE = "lunzheng.idle.minutes";
const MINUTE_MS = 60_000;
/** How often the clocks are looked at. A machine that slept is found out by the first look after it woke. */
const LOOK_MS = 5000;
/** How long before it happens whoever sits there is told. */
const SOON_MS = 20_000;
/** What tells that somebody is there. */
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "scroll", "compositionupdate"] as const;

/** The minutes of this laptop. */
export function idleMinutes(): IdleMinutes {
  try {
    const kept = Number(localStorage.getItem(PLACE));
    return IDLE_MINUTES.find((minutes) => minutes === kept) ?? IDLE_MINUTES[0];
  } catch {
    // A window may have no storage.
    return IDLE_MINUTES[0];
  }
}

/**
 * Calls `run` once nobody has touched the window for so many minutes, and again after as long. `busy` answers
 * whether work is under way that somebody waits for: it counts as somebody. `soon` is told when it is about to happen, and
 * when it is not any more.
 */
function useIdle(
  run: () => void,
  busy: () => boolean,
  minutes: () => number,
  soon: (is: boolean) => void,
): void {
  const now = useRef({ run, busy, minutes, soon });
  useEffect(() => {
    now.current = { run, busy, minutes, soon };
  });
  useEffect(() => {
    // Two clocks: one goes on while the machine sleeps, the other cannot be set back.
    const clocks = () => [Date.now(), performance.now()] as const;
    let last = clocks();
    let told = false;
    const tell = (is: boolean) => {
      if (is !== told) {
        told = is;
        now.current.soon(is);
      }
    };
    const seen = () => {
      last = clocks();
      tell(false);
    };
    const look = () => {
      const [day, steady] = clocks();
      const left = now.current.minutes() * MINUTE_MS - Math.max(day - last[0], steady - last[1]);
      if (now.current.busy()) {
        seen();
      } else if (left <= 0) {
        seen();
        now.current.run();
      } else {
        tell(left <= SOON_MS);
      }
    };
    for (const sign of SIGNS) {
      window.addEventListener(sign, seen, { capture: true, passive: true });
    }
    const timer = setInterval(look, LOOK_MS);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) {
        window.removeEventListener(sign, seen, { capture: true });
      }
    };
  }, []);
}

/**
 * Calls `run` when nobody is there, and when the system is about to sleep, whatever is under way. `minutes`: after how many
 * nobody is there; those of this laptop unless another place has its own. `soon`: told when that is near.
 */
export function useAway(
  run: () => void,
  busy: () => boolean,
  minutes: () => number = idleMinutes,
  soon: (is: boolean) => void = () => undefined,
): void {
  const backend = useBackend();
  const now = useRef(run);
  useEffect(() => {
    now.current = run;
  });
  useIdle(run, busy, minutes, soon);
  useEffect(() => heeded(backend.onSleep(() => now.current())), [backend]);
}

/** After how many minutes this laptop locks itself. */
export function IdleChoice() {
  const { t } = useTranslation();
  const [minutes, setMinutes] = useState(idleMinutes);
  const choose = (next: IdleMinutes) => {
    setMinutes(next);
    try {
      localStorage.setItem(PLACE, String(next));
    } catch {
      // Without storage the default holds.
      setMinutes(IDLE_MINUTES[0]);
    }
  };
  return (
    <div className="idle-choice">
      <span id="idle-choice">{t("app.idle.choice")}</span>
      <Radio.Group
        name="idle-minutes"
        aria-labelledby="idle-choice"
        aria-describedby="idle-choice-hint"
        value={minutes}
        onChange={(event) => choose(event.target.value as IdleMinutes)}
        options={IDLE_MINUTES.map((value) => ({ value, label: t("app.idle.minutes", { count: value }) }))}
      />
      <p id="idle-choice-hint" className="dim">
        {t("app.idle.hint")}
      </p>
    </div>
  );
}
