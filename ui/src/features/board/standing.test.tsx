import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderHook, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { BackendProvider, type BoardReturn, type BoardView, type Gate } from "../../backend";
import { double } from "../../backend/double";
import { i18n } from "../../i18n";
import { showBoard, view } from "./fixture";
import { standing, useGateNow } from "./standing";

beforeEach(() => i18n.changeLanguage("zh"));

const at = (
  states: Partial<Record<Gate["gate"], Partial<Gate>>>,
  more: Partial<BoardView> = {},
): BoardView => ({
  ...view,
  ...more,
  gates: view.gates.map((gate) => ({ ...gate, ...states[gate.gate] })),
});
const SCORED = { scoring: { state: "past" as const, note: "4/4" }, lock: { state: "now" as const } };
const returned: BoardReturn = {
  expert_no: "E1",
  name: "沈示例",
  bid_no: "B1",
  at: "2026-01-20 10:40",
  reason: "漏看附件",
  approved_by: "沈示例",
  waits: true,
  ended: null,
};

async function lines() {
  const list = await screen.findByRole("list", { name: "会议环节" });
  return within(list).getAllByRole("listitem");
}
const current = (all: HTMLElement[]) => all.filter((one) => one.getAttribute("aria-current") === "step");

describe("the gates of a meeting", () => {
  it("do not count scoring as passed while a returned sheet is waited for", async () => {
    showBoard({ board: () => Promise.resolve(at(SCORED, { returns: [returned] })) });
    const all = await lines();
    expect(all[5]).toHaveTextContent(/独立打分4\/4 进行中/);
    expect(all[6]).toHaveTextContent("锁定未到");
    expect(current(all)).toEqual([all[5]]);
  });

  it("count it again once the new sheet came in", async () => {
    showBoard({ board: () => Promise.resolve(at(SCORED, { returns: [{ ...returned, waits: false }] })) });
    const all = await lines();
    expect(all[5]).toHaveTextContent("已过");
    expect(current(all)).toEqual([all[6]]);
  });

  it("have one current gate, the first that was not passed; scores that come in meanwhile are no second one", async () => {
    const early = {
      presentation: { state: "now" as const },
      scoring: { state: "next" as const, note: "2/4" },
    };
    showBoard({ board: () => Promise.resolve(at(early)) });
    const all = await lines();
    expect(current(all)).toEqual([all[4]]);
    expect(all[5]).toHaveTextContent("独立打分2/4 可先办");
    const twice = standing(at({ ...SCORED, presentation: { state: "now" } }, { returns: [returned] }));
    expect(twice.filter(({ state }) => state === "now").map(({ gate }) => gate)).toEqual(["presentation"]);
  });

  it("say after the tally that all is tallied, not that scores are hidden, and which of them nobody recorded yet", async () => {
    const stage = (of: "scoring" | "tallied" | "closed") => ({ session: { ...view.session, stage: of } });
    const show = (of: "scoring" | "tallied" | "closed") =>
      showBoard({ board: () => Promise.resolve(at(SCORED, stage(of))) }).unmount;
    const before = show("scoring");
    expect(await screen.findByText("4 / 11 份已收到，锁定前不显示分数")).toBeVisible();
    expect(screen.queryByText(/没有登记的环节/)).toBeNull();
    before();
    const after = show("tallied");
    expect(await screen.findByText(/^收到 4 \/ 11 份，已锁定并汇总/)).toBeVisible();
    expect(screen.queryByText(/锁定前/)).toBeNull();
    expect(screen.getByText(/^没有登记的环节：纪律与承诺。关闭会议之前可以/)).toBeVisible();
    after();
    show("closed");
    expect(await screen.findByText(/^收到 4 \/ 11 份，已锁定并汇总/)).toBeVisible();
    expect(screen.queryByText(/没有登记的环节/)).toBeNull();
  });

  it("are the one that the top bar names, while the board is on screen", () => {
    const queries = new QueryClient();
    queries.setQueryData(["board", "LZ-1"], at({ chair: { state: "now" }, scoring: { state: "next" } }));
    const wrapper = ({ children }: { children: React.ReactNode }) => (
      <QueryClientProvider client={queries}>
        <BackendProvider value={double()}>{children}</BackendProvider>
      </QueryClientProvider>
    );
    const named = (no: string | null) => renderHook(() => useGateNow(no), { wrapper }).result.current;
    expect(named("LZ-1")).toBe("chair");
    expect(named(null)).toBeNull();
  });
});
