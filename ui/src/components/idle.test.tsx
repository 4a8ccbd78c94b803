import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider } from "../backend";
import { double } from "../backend/double";
import { i18n } from "../i18n";
import { Providers } from "../test/providers";
import { IdleChoice, idleMinutes, useAway } from "./idle";

const MINUTE = 60_000;

function Away({ run, busy, soon }: { run: () => void; busy: () => boolean; soon: (is: boolean) => void }) {
  useAway(run, busy, () => 5, soon);
  return null;
}

function away({
  busy = () => false,
  asleep,
  soon = () => undefined,
}: { busy?: () => boolean; asleep?: (sleep: () => void) => void; soon?: (is: boolean) => void } = {}) {
  const run = vi.fn();
  const backend = double();
  backend.onSleep = (sleep) => {
    asleep?.(sleep);
    return Promise.resolve(() => {});
  };
  render(
    <BackendProvider value={backend}>
      <Away run={run} busy={busy} soon={soon} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return run;
}

beforeEach(async () => {
  localStorage.clear();
  await i18n.changeLanguage("zh");
});

describe("a vault that nobody sits before", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("is left after five minutes without a key, a pointer or a scroll", () => {
    const run = away();
    vi.advanceTimersByTime(5 * MINUTE - 10_000);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(15_000);
    expect(run).toHaveBeenCalledOnce();
  });

  it("is not left while somebody types, points or scrolls", () => {
    const run = away();
    for (const sign of ["keydown", "pointermove", "wheel", "scroll"]) {
      vi.advanceTimersByTime(4 * MINUTE);
      window.dispatchEvent(new Event(sign));
    }
    expect(run).not.toHaveBeenCalled();
  });

  it("says so twenty seconds before, and takes it back when somebody moves", () => {
    const told: boolean[] = [];
    const run = away({ soon: (is) => told.push(is) });
    vi.advanceTimersByTime(5 * MINUTE - 30_000);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(15_000);
    expect(told).toEqual([true]);
    window.dispatchEvent(new Event("pointermove"));
    expect(told).toEqual([true, false]);
    vi.advanceTimersByTime(60_000);
    expect(run).not.toHaveBeenCalled();
  });

  it("is not left while work is under way, and is afterwards", () => {
    let working = true;
    const run = away({ busy: () => working });
    vi.advanceTimersByTime(30 * MINUTE);
    expect(run).not.toHaveBeenCalled();
    working = false;
    vi.advanceTimersByTime(6 * MINUTE);
    expect(run).toHaveBeenCalledOnce();
  });

  it("is left at the first look after the machine slept", () => {
    const run = away();
    vi.setSystemTime(Date.now() + 60 * MINUTE);
    vi.advanceTimersByTime(5000);
    expect(run).toHaveBeenCalledOnce();
  });

  it("is left although the day was set back", () => {
    const run = away();
    vi.setSystemTime(Date.now() - 60 * MINUTE);
    vi.advanceTimersByTime(6 * MINUTE);
    expect(run).toHaveBeenCalledOnce();
  });

  it("is left before the system sleeps, whatever is under way", () => {
    let sleep = () => {};
    const run = away({
      busy: () => true,
      asleep: (told) => {
        sleep = told;
      },
    });
    sleep();
    expect(run).toHaveBeenCalledOnce();
  });
});

describe("the minutes of a laptop", () => {
  it("are five until somebody chooses, and are kept", async () => {
    expect(idleMinutes()).toBe(5);
    render(<IdleChoice />, { wrapper: Providers });
    await userEvent.click(screen.getByRole("radio", { name: "20 分钟" }));
    expect(idleMinutes()).toBe(20);
  });

  it("are the default when what was kept is none of the choices", () => {
    localStorage.setItem("lunzheng.idle.minutes", "100000");
    expect(idleMinutes()).toBe(5);
  });
});
