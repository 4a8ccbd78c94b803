import { act, configure, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { App } from "./app";
import type { Backend, HomeFacts, TurnSeat, TurnView } from "./backend";
import { double, refusal } from "./backend/double";
import { MEETING } from "./features/desk/desk.fixture";
import { DeskMemory } from "./features/desk/desk.memory";
import { i18n } from "./i18n";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const seat = (no: string, name: string, more: Partial<TurnSeat> = {}): TurnSeat => ({
  no,
  name,
  state: "scoring",
  wrong: 0,
  wait: 0,
  ...more,
});

const turn = (more: Partial<TurnView> = {}): TurnView => ({
  title: "2026 年第一批揭榜方案论证会",
  office_open: false,
  seats: [seat("E2", "赵示例"), seat("E3", "温示例", { state: "no_code" })],
  problems: [],
  ...more,
});

const facts: HomeFacts = {
  card: { folder: "/d/01.lunzheng", id: "ab".repeat(16), owner: "赵示例", role: "expert", created: "" },
  user: "赵示例",
  reading: null,
  found: [],
  safe: null,
  journal_seq: 4,
  journal_head: "5be8",
  counts: null,
};

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

/** The window of a laptop that is passed round. */
function shown(given: Partial<Backend>, view = turn()) {
  const sharedBack = vi.fn<Backend["sharedBack"]>().mockResolvedValue(view);
  const desk = new DeskMemory();
  const calls: Partial<Backend> = {
    ...desk.calls(),
    home: () => Promise.resolve(facts),
    sharedTurn: () => Promise.resolve(view),
    sharedBack,
    sharedOpen: () => Promise.resolve({ meeting: MEETING, wrong: 0, problems: [] }),
    ...given,
  };
  render(<App backend={double(calls)} />);
  return { user: userEvent.setup(), sharedBack, desk };
}

async function choose(user: ReturnType<typeof userEvent.setup>, name: string) {
  await user.click(await screen.findByRole("radio", { name: new RegExp(name) }));
}

describe("a laptop that is passed round", () => {
  it("shows names and how far each is, says what it cannot promise, and nothing of the secretariat", async () => {
    shown({});
    expect(await screen.findByRole("heading", { name: "轮到您" })).toBeVisible();
    expect(screen.getByRole("radio", { name: /赵示例 ?评分中/ })).toBeInTheDocument();
    expect(screen.getByRole("radio", { name: /温示例 ?未设口令/ })).toBeInTheDocument();
    expect(screen.getByText(/做不到的/)).toBeVisible();
    expect(screen.queryByRole("navigation")).toBeNull();
    expect(await serious()).toEqual([]);
  });

  it("opens the desk of a name by its code, and goes back to the names by Esc", async () => {
    const sharedOpen = vi
      .fn<Backend["sharedOpen"]>()
      .mockResolvedValue({ meeting: MEETING, wrong: 2, problems: [] });
    const { user, sharedBack } = shown({ sharedOpen });
    await choose(user, "赵示例");
    await user.type(screen.getByLabelText("个人口令"), "407193{Enter}");
    expect(await screen.findByText(/· 赵示例$/)).toBeVisible();
    expect(sharedOpen).toHaveBeenCalledWith("E2", "407193");
    expect(screen.getByRole("alert")).toHaveTextContent("错误的口令试过 2 次");
    expect(screen.getAllByRole("button", { name: /交回/ }).length).toBeGreaterThan(0);
    const before = sharedBack.mock.calls.length;
    await user.keyboard("{Escape}");
    expect(await screen.findByRole("heading", { name: "轮到您" })).toBeVisible();
    expect(sharedBack.mock.calls.length).toBe(before + 1);
    expect(screen.queryByLabelText("个人口令")).toBeNull();
  });

  it("says how long a wrong code waits and takes no other until then", async () => {
    let view = turn();
    const sharedOpen = vi.fn<Backend["sharedOpen"]>().mockImplementation(() => {
      view = turn({ seats: [seat("E2", "赵示例", { wrong: 3, wait: 20 })] });
      return Promise.reject(refusal("shared.code_wrong", "赵示例的个人口令不正确。"));
    });
    const { user } = shown({ sharedOpen, sharedTurn: () => Promise.resolve(view) });
    await choose(user, "赵示例");
    await user.type(screen.getByLabelText("个人口令"), "111222{Enter}");
    expect(await screen.findByText("赵示例的个人口令不正确。")).toBeVisible();
    expect(await screen.findByText(/还要等 (20|19) 秒/)).toBeVisible();
    expect(screen.getByText("连续错 3 次")).toBeVisible();
    expect(screen.getByLabelText("个人口令")).toHaveValue("");
    await user.type(screen.getByLabelText("个人口令"), "407193{Enter}");
    expect(sharedOpen).toHaveBeenCalledOnce();
  });

  it("keeps no word on a former wrong code once somebody types", async () => {
    const wrong = () => Promise.reject(refusal("shared.code_wrong", "口令不正确。"));
    const { user } = shown({
      sharedOpen: wrong,
      sharedEnd: wrong,
      sharedTurn: () => Promise.resolve(turn()),
    });
    const gone = () => expect(screen.queryByText("口令不正确。")).toBeNull();
    await choose(user, "赵示例");
    await user.type(screen.getByLabelText("个人口令"), "111222{Enter}");
    expect(await screen.findByText("口令不正确。")).toBeVisible();
    await user.type(screen.getByLabelText("个人口令"), "4");
    gone();
    await user.click(screen.getByRole("button", { name: "秘书处返回" }));
    await user.type(screen.getByLabelText("秘书处的口令"), "错的口令{Enter}");
    expect(await screen.findByText("口令不正确。")).toBeVisible();
    await user.type(screen.getByLabelText("秘书处的口令"), "一");
    gone();
  });

  it("lets an expert set a code typed twice while the secretariat stands open behind, and then locks it", async () => {
    const open = turn({ office_open: true });
    const set = turn({ office_open: true, seats: [seat("E2", "赵示例"), seat("E3", "温示例")] });
    const sharedCode = vi
      .fn<Backend["sharedCode"]>()
      .mockRejectedValueOnce(refusal("shared.code_obvious", "这个口令容易被猜到。"))
      .mockResolvedValue(set);
    const lock = vi.fn(() => Promise.resolve());
    let view = open;
    const { user } = shown({ sharedCode, lock, sharedTurn: () => Promise.resolve(view) }, open);
    await choose(user, "温示例");
    const form = within(screen.getByRole("form", { name: "设个人口令" }));
    await user.type(form.getByLabelText("个人口令"), "123456");
    await user.type(form.getByLabelText("再输一次"), "1234567");
    expect(form.getByText(/两次输入不一致/)).toBeVisible();
    expect(form.getByRole("button", { name: /设好口令/ })).toBeDisabled();
    await user.type(form.getByLabelText("再输一次"), "{Backspace}{Enter}");
    expect(await form.findByText("这个口令容易被猜到。")).toBeVisible();
    expect(form.getByLabelText("个人口令")).toHaveValue("");
    await user.type(form.getByLabelText("个人口令"), "830592");
    await user.type(form.getByLabelText("再输一次"), "830592{Enter}");
    expect(await screen.findByText(/温示例的口令已经设好/)).toBeVisible();
    expect(sharedCode).toHaveBeenLastCalledWith("E3", "830592", "830592", true);
    expect(await serious()).toEqual([]);
    view = turn({ seats: set.seats });
    await user.click(screen.getByRole("button", { name: /锁上秘书处/ }));
    expect(lock).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(screen.queryByRole("button", { name: /锁上秘书处/ })).toBeNull());
  });

  it("gives the laptop back after a minute without anybody", async () => {
    const { user, sharedBack } = shown({});
    await choose(user, "赵示例");
    await user.type(screen.getByLabelText("个人口令"), "407193{Enter}");
    expect(await screen.findByText(/· 赵示例$/)).toBeVisible();
    const before = sharedBack.mock.calls.length;
    const now = Date.now();
    const later = vi.spyOn(Date, "now").mockImplementation(() => now + 61_000);
    expect(await screen.findByRole("heading", { name: "轮到您" })).toBeVisible();
    expect(sharedBack.mock.calls.length).toBe(before + 1);
    later.mockRestore();
  });

  it("hands the locked scores over by itself: there is no file to choose", async () => {
    const { user, desk } = shown({});
    desk.view = { ...desk.view, locked_at: "2026-01-20 11:40" };
    await choose(user, "赵示例");
    await user.type(screen.getByLabelText("个人口令"), "407193{Enter}");
    await user.click((await screen.findAllByRole("button", { name: /^评分已交/ }))[0] as HTMLElement);
    const pane = within(await screen.findByRole("region", { name: "已锁定、已交秘书处" }));
    expect(pane.queryByRole("textbox")).toBeNull();
    await user.click(pane.getByRole("button", { name: /交回/ }));
    expect(await screen.findByRole("heading", { name: "轮到您" })).toBeVisible();
  });

  it("leads back to the secretariat by its passphrase only", async () => {
    const sharedEnd = vi
      .fn<Backend["sharedEnd"]>()
      .mockRejectedValueOnce(refusal("vault.passphrase_wrong", "口令不正确。"))
      .mockResolvedValue({ ...facts, card: { ...facts.card, role: "secretariat" } });
    const { user } = shown({
      sharedEnd,
      home: () => Promise.resolve({ ...facts, card: { ...facts.card, role: "secretariat" } }),
    });
    await user.click(await screen.findByRole("button", { name: "秘书处返回" }));
    await user.type(screen.getByLabelText("秘书处的口令"), "错的口令{Enter}");
    expect(await screen.findByText("口令不正确。")).toBeVisible();
    expect(screen.getByRole("heading", { name: "轮到您" })).toBeVisible();
    await user.type(screen.getByLabelText("秘书处的口令"), "一句足够长的测试口令{Enter}");
    await vi.waitFor(() => expect(screen.queryByRole("heading", { name: "轮到您" })).toBeNull());
    await act(async () => {});
  });
});
