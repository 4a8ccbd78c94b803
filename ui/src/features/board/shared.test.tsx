import { configure, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Backend, SharedView } from "../../backend";
import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { ready, serious, showBoard } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });
beforeEach(async () => {
  localStorage.clear();
  await i18n.changeLanguage("zh");
});

const shared: SharedView = {
  folder: "/u/秘书处.共用一机/6d6d6d6d",
  members: [
    { no: "E1", name: "赵示例", state: "own_laptop" },
    { no: "E2", name: "温示例", state: "no_code" },
    { no: "E3", name: "乔示例", state: "locked" },
  ],
  waiting: [],
  clearable: 0,
};

async function opened(given: Partial<Backend>) {
  const user = userEvent.setup();
  showBoard({ board: () => Promise.resolve(ready), shared: () => Promise.resolve(shared), ...given });
  await screen.findByRole("button", { name: /^共用一机/ });
  await user.keyboard("{Control>}u{/Control}");
  return { user, panel: within(await screen.findByRole("region", { name: "共用一机" })) };
}

describe("the shared laptop on the board", () => {
  it("says who scores in which way, what it cannot promise, and after how long a desk is given back", async () => {
    const { user, panel } = await opened({});
    const list = within(await panel.findByRole("list", { name: "各专家的评分方式" }));
    expect(list.getAllByRole("listitem").map((item) => item.textContent.replace(/\s/g, ""))).toEqual([
      "赵示例本人电脑",
      "温示例未设口令",
      "乔示例已锁定",
    ]);
    expect(panel.getByText(/做不到的/)).toBeVisible();
    expect(panel.getByText(/作废这台电脑/)).toBeVisible();
    await user.click(panel.getByRole("radio", { name: "2 分钟" }));
    expect(localStorage.getItem("lunzheng.turn.minutes")).toBe("2");
    expect(await serious()).toEqual([]);
  });

  it("deletes its desks once the meeting is archived, and only when that is said twice", async () => {
    const sharedClear = vi.fn<Backend["sharedClear"]>().mockResolvedValue(shared);
    const closed = { ...ready, session: { ...ready.session, stage: "closed" as const } };
    const { user, panel } = await opened({
      board: () => Promise.resolve(closed),
      shared: () => Promise.resolve({ ...shared, clearable: 3 }),
      sharedClear,
    });
    await user.click(await panel.findByRole("button", { name: "清除 3 个评分桌面" }));
    expect(sharedClear).not.toHaveBeenCalled();
    await user.click(panel.getByRole("button", { name: "确认清除，不能恢复" }));
    await vi.waitFor(() => expect(panel.queryByRole("heading", { name: "清除评分桌面" })).toBeNull());
    expect(sharedClear).toHaveBeenCalledOnce();
  });

  it("begins by its key, and says why it does not begin", async () => {
    const sharedBegin = vi
      .fn<Backend["sharedBegin"]>()
      .mockRejectedValue(refusal("rules.not_frozen", "规则还没有冻结。"));
    const { user, panel } = await opened({ sharedBegin });
    await panel.findByRole("list", { name: "各专家的评分方式" });
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await panel.findByText("规则还没有冻结。")).toBeVisible();
    expect(sharedBegin).toHaveBeenCalledOnce();
  });

  it("does not begin where everybody scores in another way, and names packs that wait", async () => {
    const members = shared.members.map((member) => ({ ...member, state: "paper" as const }));
    const view = { ...shared, members, waiting: ["/u/秘书处.共用一机/6d6d6d6d/01.收"] };
    const { panel } = await opened({ shared: () => Promise.resolve(view) });
    expect(await panel.findByRole("button", { name: /开始共用一机/ })).toBeDisabled();
    expect(panel.getByText(/没有自动收下.*01\.收/)).toBeVisible();
  });
});
