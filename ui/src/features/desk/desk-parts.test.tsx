import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type DeskEdit } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { DeskPage } from "./desk-page";
import { MEETING } from "./desk.fixture";
import { DeskMemory } from "./desk.memory";

beforeEach(() => {
  localStorage.clear();
  return i18n.changeLanguage("zh");
});

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

async function open(memory = new DeskMemory({ parts: true }), calls: Partial<Backend> = {}) {
  const edits: [string, DeskEdit][] = [];
  const own = memory.calls();
  const backend = double({
    ...own,
    deskEdit: (meeting, bid, edit) => {
      edits.push([bid, edit]);
      return (own.deskEdit ?? vi.fn())(meeting, bid, edit);
    },
    ...calls,
  });
  render(
    <BackendProvider value={backend}>
      <DeskPage meeting={MEETING} onHome={vi.fn()} onLockScreen={vi.fn()} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  await screen.findByRole("region", { name: "评分表" });
  return { user: userEvent.setup(), edits, memory };
}

const first = "对榜题需求的响应看是否逐条响应";
const second = "考核指标的完整和可测";
const region = (name: string) => within(screen.getByRole("region", { name }));
const part = (criterion: string, name: string) => region(criterion).getByRole("textbox", { name });

describe("a criterion whose parts are scored", () => {
  it("has a field for each part: Enter goes from part to part and on to the next criterion, and the sum grows", async () => {
    const { user, edits } = await open();
    const fit = region("需求契合与指标");
    expect(fit.getByText("逐项填写 2 个分项，得分自动相加")).toBeVisible();
    await waitFor(() => expect(part("需求契合与指标", first)).toHaveFocus());
    await user.keyboard("8.5{Enter}");
    expect(part("需求契合与指标", second)).toHaveFocus();
    expect(await fit.findByText("已填合计 8.5 分，还缺 考核指标的完整和可测")).toBeVisible();
    expect(fit.getByText("缺")).toBeVisible();
    expect(screen.getByText("还缺 6 项评分")).toBeVisible();
    await user.keyboard("9");
    expect(await fit.findByText("各分项之和 17.5 分")).toBeVisible();
    expect(fit.getByText(/良.*15–17.5 分/)).toHaveAttribute("aria-current", "true");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(part("技术路线可行性", first)).toHaveFocus());
    expect(edits.map(([, edit]) => edit)).toEqual([
      { edit: "sub", criterion: "fit", sub: "s1", mark: "8.5" },
      { edit: "sub", criterion: "fit", sub: "s2", mark: "9" },
    ]);
    expect(await screen.findByText("还缺 5 项评分")).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("takes digits as figures, never as bands, walks by arrows, and says of a closed criterion what is open", async () => {
    const { user, edits } = await open();
    await waitFor(() => expect(part("需求契合与指标", first)).toHaveFocus());
    expect(screen.queryByRole("radio", { name: /优/ })).toBeNull();
    await user.keyboard("3{ArrowDown}");
    expect(part("需求契合与指标", second)).toHaveFocus();
    await user.keyboard("{ArrowUp}");
    expect(part("需求契合与指标", first)).toHaveFocus();
    expect(part("需求契合与指标", first)).toHaveValue("3");
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(await screen.findByRole("button", { name: /需求契合与指标.*缺 1 个分项/ })).toBeVisible();
    expect(edits).toEqual([["BID-02", { edit: "sub", criterion: "fit", sub: "s1", mark: "3" }]]);
  });

  it("keeps a refused figure at its part with the words, and does not go on", async () => {
    const memory = new DeskMemory({ parts: true });
    const { user } = await open(memory, {
      deskEdit: async (_, bid, edit) => {
        if (edit.edit === "sub" && edit.mark === "12") {
          throw refusal("score.over_max", "“需求契合与指标：对榜题需求的响应”满分10分。");
        }
        return memory.edit(bid, edit);
      },
    });
    await waitFor(() => expect(part("需求契合与指标", first)).toHaveFocus());
    await user.keyboard("１２{Enter}");
    expect(await screen.findByText(/满分10分/)).toBeVisible();
    expect(screen.getByText("逐项填写 2 个分项，得分自动相加")).toBeVisible();
    expect(part("需求契合与指标", first)).toHaveFocus();
    expect(part("需求契合与指标", first)).toBeInvalid();
    expect(screen.getByText("合计未含没有存上的分")).toBeVisible();
    await user.clear(part("需求契合与指标", first));
    await user.keyboard("9{Enter}");
    await waitFor(() => expect(screen.queryByText("未存")).toBeNull());
    expect(part("需求契合与指标", second)).toHaveFocus();
  });

  it("scores a whole bid by figures and Enter alone, and counts it as done", async () => {
    const { user } = await open();
    await waitFor(() => expect(part("需求契合与指标", first)).toHaveFocus());
    for (let n = 0; n < 12; n++) {
      await user.keyboard("5{Enter}");
    }
    expect(await screen.findByText("本项评分已齐")).toBeVisible();
    const list = screen.getByRole("listbox", { name: "评审项目" });
    expect(within(list).getAllByText("已评")).toHaveLength(1);
  });
});
