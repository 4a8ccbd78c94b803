import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend } from "../../backend";
import { double, refusal } from "../../backend/double";
import { useLeave } from "../../components/unsaved";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { setupCalls, setupFixture } from "./fixture";
import { SetupPage } from "./setup-page";

beforeEach(() => i18n.changeLanguage("zh"));

function Lock({ onGo }: { onGo: () => void }) {
  const leave = useLeave();
  return <button onClick={() => leave(onGo, "lock")}>锁屏</button>;
}

async function shown(tab: string, given: Partial<Backend> = {}) {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const calls = setupCalls(setupFixture());
  const onGo = vi.fn();
  render(
    <BackendProvider value={double({ ...calls, ...given })}>
      <Lock onGo={onGo} />
      <SetupPage no="2026-01" onGo={vi.fn()} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  await user.click(await screen.findByRole("radio", { name: tab }));
  return {
    user,
    onGo,
    view: calls.view,
    lock: () => user.click(screen.getByRole("button", { name: "锁屏" })),
  };
}

describe("leaving the set-up of a meeting", () => {
  it("saves facts that were typed just before the lock", async () => {
    const { user, onGo, view, lock } = await shown("会议情况");
    await user.type(screen.getByLabelText("地点"), "北楼");
    await lock();
    await waitFor(() => expect(onGo).toHaveBeenCalledOnce());
    expect(view().facts.place).toMatch(/北楼$/);
  });

  it("asks when facts cannot be saved", async () => {
    const factsSet = () => Promise.reject(refusal("io", "读写失败。"));
    const { user, onGo, lock } = await shown("会议情况", { factsSet });
    await user.type(screen.getByLabelText("地点"), "北楼");
    await lock();
    expect(await screen.findByText("有内容没有保存，要锁屏吗")).toBeInTheDocument();
    expect(onGo).not.toHaveBeenCalled();
  });

  it("keeps the reason for freezing all the same from one part to another, and asks about it on leaving the page", async () => {
    const start = setupFixture();
    const words = { zh: "人数为偶数。", en: "Even.", remedy_zh: "增减一位。", remedy_en: "Add one." };
    const warning = { code: "panel.size", severity: "warning", place: null, params: [], ...words };
    const rules = start.rules.map((rule) =>
      rule.rule === "size" ? { ...rule, state: "warn" as const, problems: [warning] } : rule,
    );
    const { user, onGo, lock } = await shown("评分表与规则", {
      setup: () => Promise.resolve({ ...start, rules }),
    });
    await user.type(screen.getByLabelText("仍要冻结的理由"), "一位专家临时请假");
    await user.click(screen.getByRole("radio", { name: "专家与回避" }));
    expect(screen.queryByLabelText("仍要冻结的理由")).toBeNull();
    await user.click(screen.getByRole("radio", { name: "评分表与规则" }));
    expect(screen.getByLabelText("仍要冻结的理由")).toHaveValue("一位专家临时请假");
    await lock();
    expect(await screen.findByText(/没有保存：仍要冻结的理由/)).toBeInTheDocument();
    expect(onGo).not.toHaveBeenCalled();
  });

  it("asks of bids that were chosen and not saved", async () => {
    const { user, onGo, lock } = await shown("项目与次序");
    await user.click(screen.getAllByRole("checkbox")[1] as HTMLElement);
    await lock();
    expect(await screen.findByText(/没有保存：参加评审的/)).toBeInTheDocument();
    expect(onGo).not.toHaveBeenCalled();
  });
});
