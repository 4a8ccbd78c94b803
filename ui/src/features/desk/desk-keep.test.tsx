import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
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

async function open(memory = new DeskMemory(), given: Partial<Backend> = {}) {
  const edits: DeskEdit[] = [];
  const backend = double({
    ...memory.calls(),
    deskEdit: async (_, bid, edit) => {
      edits.push(edit);
      if (edit.edit === "mark" && edit.mark === "99") {
        throw refusal("score.over_max", "分数超过满分。");
      }
      return memory.edit(bid, edit);
    },
    ...given,
  });
  render(
    <BackendProvider value={backend}>
      <DeskPage meeting={MEETING} onHome={vi.fn()} onLockScreen={vi.fn()} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  await screen.findByRole("region", { name: "评分表" });
  return { user: userEvent.setup(), edits };
}

const typed = () => screen.getByLabelText(/需求契合与指标：直接输入分数/);

describe("a figure typed directly", () => {
  it.each(["{ArrowDown}", "2", "1"])("is saved when one goes on with Ctrl %s without Enter", async (key) => {
    const { user, edits } = await open();
    await user.keyboard("0");
    await user.type(typed(), `17.5{Control>}${key}{/Control}`);
    await waitFor(() => expect(edits.at(-1)).toEqual({ edit: "mark", criterion: "fit", mark: "17.5" }));
  });

  it("is saved at its pause", async () => {
    const { user, edits } = await open();
    await user.keyboard("0");
    await user.type(typed(), "17.5");
    await waitFor(() => expect(edits.at(-1)).toMatchObject({ mark: "17.5" }));
    expect(typed()).toHaveFocus();
  });

  it("keeps one at the figure when it is refused, and nothing says saved or ready", async () => {
    const { user } = await open();
    await user.keyboard("0");
    await user.type(typed(), "99{Enter}");
    expect(await screen.findByText(/分数超过满分/)).toBeVisible();
    expect(typed()).toHaveFocus();
    expect(within(screen.getByRole("banner")).getByText(/有 1 处未存/)).toBeVisible();
    expect(screen.queryByText(/已保存/)).toBeNull();
    await user.clear(typed());
    await user.type(typed(), "18{Enter}");
    expect(await screen.findByText(/已保存/)).toBeVisible();
    expect(screen.getByRole("region", { name: "技术路线可行性" })).toBeVisible();
  });
});

describe("no cut in the open lines", () => {
  it("leaves lines alone that are entered or half typed, wherever the keyboard is", async () => {
    const { user } = await open();
    await user.keyboard("{Control>}2{/Control}");
    await user.keyboard("500{Enter}300");
    const reason = await screen.findByLabelText("设备费核减理由");
    await user.type(reason, "已有 1 台{Alt>}={/Alt}");
    expect(reason).toHaveValue("已有 1 台");
    expect(screen.getByLabelText("设备费审定数，财政")).toHaveValue("500.00");
    expect(screen.getByLabelText("劳务费审定数，财政")).toHaveValue("180.00");
    expect(await screen.findByText("建议财政额")).toBeVisible();
  });

  it("says not saved in the top bar while a line is half typed", async () => {
    const { user } = await open();
    await user.keyboard("{Control>}2{/Control}500");
    expect(within(screen.getByRole("banner")).getByText(/有 1 处未存/)).toBeVisible();
  });
});

describe("the keyboard", () => {
  it("goes into the pane that one opens", async () => {
    const { user } = await open();
    await user.keyboard("{Control>}3{/Control}");
    expect(screen.getByRole("radiogroup", { name: "结论" })).toHaveFocus();
    await user.keyboard("{Control>}2{/Control}");
    expect(screen.getByLabelText("设备费审定数，财政")).toHaveFocus();
    await user.keyboard("{Control>}1{/Control}");
    expect(screen.getByRole("radiogroup", { name: /需求契合与指标/ })).toHaveFocus();
  });

  it("lands in the reason that the lock asks for", async () => {
    const memory = new DeskMemory();
    const ticks = { relevant: null, consistent: null, reasonable: null };
    memory.edit("BID-03", {
      edit: "line",
      subject: "labour",
      fiscal: "100",
      self_raised: "0",
      ticks,
      reason: "",
    });
    const { user } = await open(memory);
    await user.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
    const pane = screen.getByRole("region", { name: "锁定并签名" });
    const line = within(pane)
      .getAllByRole("listitem")
      .find((item) => /劳务费核减未写理由/.test(item.textContent));
    await user.click(within(line as HTMLElement).getByRole("button", { name: "去填" }));
    expect(await screen.findByLabelText("劳务费核减理由")).toHaveFocus();
  });
});

describe("before the lock", () => {
  it("says what stays empty though it is not asked for", async () => {
    const memory = new DeskMemory();
    memory.edit("BID-03", { edit: "vote", conclusion: "approve" });
    const { user } = await open(memory);
    await user.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
    expect(
      await screen.findByText(/还有 4 项没有审预算、3 项没有结论、4 项没有写意见：锁定后不能再补/),
    ).toBeVisible();
  });
});

describe("the budget", () => {
  it("is walked with Tab field by field, and what was filled is typed over", async () => {
    const { user, edits } = await open();
    await user.keyboard("{Control>}2{/Control}500{Tab}");
    const raised = screen.getByLabelText("设备费审定数，自筹");
    expect(raised).toHaveFocus();
    await user.keyboard("300{Shift>}{Tab}{/Shift}");
    expect(screen.getByLabelText("设备费审定数，财政")).toHaveFocus();
    await user.keyboard("450");
    await waitFor(() => expect(edits.at(-1)).toMatchObject({ fiscal: "450" }));
  });

  it("does not lead from its last stop to what fills everything, and keeps the outcome in view", async () => {
    const { user } = await open();
    await user.keyboard("{Control>}2{/Control}{Alt>}={/Alt}");
    expect(await screen.findByRole("status", { name: "本项建议财政额" })).toHaveTextContent(
      /本项建议财政额 [\d,]+/,
    );
    screen.getByRole("checkbox", { name: /间接费用合理/ }).focus();
    await user.tab();
    expect(document.activeElement).not.toHaveTextContent(/不核减/);
  });

  it("is where one is in the next bid too", async () => {
    const { user } = await open();
    await user.keyboard("{Control>}2{/Control}{Control>}{ArrowDown}{/Control}");
    await screen.findByRole("heading", { name: /BID-03/ });
    await waitFor(() => expect(screen.getByLabelText("设备费审定数，财政")).toHaveFocus());
    await user.keyboard("{Control>}3{/Control}{Control>}{ArrowDown}{/Control}");
    await screen.findByRole("heading", { name: /BID-04/ });
    await waitFor(() => expect(screen.getByRole("radiogroup", { name: "结论" })).toHaveFocus());
  });

  it("is named in English where the policy has only Chinese", async () => {
    const { user } = await open();
    await act(() => i18n.changeLanguage("en"));
    expect(await screen.findByRole("radio", { name: /Excellent/ })).toBeVisible();
    await user.keyboard("{Control>}2{/Control}");
    expect(screen.getByText("Equipment")).toBeVisible();
  });
});

describe("closing the window", () => {
  it("goes at once while all is saved, is asked about while something is not, and goes when that is wanted", async () => {
    let asked: (() => void) | null = null;
    const end = vi.fn(() => void (asked = null));
    const closeWindow = vi.fn(() => Promise.resolve());
    const onCloseAsked = (heard: () => void) => {
      asked = heard;
      return Promise.resolve(end);
    };
    const { user } = await open(new DeskMemory(), { onCloseAsked, closeWindow });
    (asked as unknown as () => void)();
    await waitFor(() => expect(closeWindow).toHaveBeenCalledTimes(1));
    await user.keyboard("0");
    await user.type(typed(), "99");
    await screen.findByText(/分数超过满分/);
    expect(asked).not.toBeNull();
    (asked as unknown as () => void)();
    const dialog = within(await screen.findByRole("dialog"));
    expect(closeWindow).toHaveBeenCalledTimes(1);
    await user.click(dialog.getByRole("button", { name: /仍然离开/ }));
    await waitFor(() => expect(closeWindow).toHaveBeenCalledTimes(2));
  });
});

describe("after the lock", () => {
  it("opens only the bid that was given back", async () => {
    const memory = new DeskMemory();
    memory.view = { ...memory.view, given_back: ["BID-03"] };
    const { user, edits } = await open(memory);
    expect(await screen.findByText(/退回：BID-03“.+”，可以评分/)).toBeVisible();
    await user.keyboard("2");
    await waitFor(() => expect(edits).toHaveLength(1));
    await user.keyboard("{Control>}{ArrowDown}{/Control}");
    await screen.findByRole("heading", { name: /BID-04/ });
    await user.keyboard("2");
    expect(edits).toHaveLength(1);
    expect(screen.queryByRole("button", { name: /申明回避/ })).toBeNull();
  });

  it("counts only the bid that was given back, in the list and in what stays empty", async () => {
    const memory = new DeskMemory();
    memory.view = { ...memory.view, given_back: ["BID-03"] };
    const { user } = await open(memory);
    expect(await screen.findByText("还有 1 项未评完")).toBeVisible();
    await user.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
    expect(
      await screen.findByText(/还有 1 项没有审预算、1 项没有结论、1 项没有写意见：锁定后不能再补/),
    ).toBeVisible();
  });

  it("says of a recusal declared here that it waits, and moves on to the next bid", async () => {
    const { user } = await open();
    await user.keyboard("{Control>}d{/Control}");
    await user.click(screen.getByLabelText(/本单位/));
    await user.type(screen.getByLabelText("依据"), "同一单位");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText(/已申明回避，待决定/)).toBeVisible();
    await waitFor(() => expect(screen.getByRole("radiogroup", { name: /需求契合与指标/ })).toHaveFocus());
  });
});

describe("a slip of the finger", () => {
  it("is no figure: one stays at it, and it is not counted", async () => {
    const memory = new DeskMemory();
    const { user } = await open(memory, {
      deskEdit: async (_, bid, edit) => {
        if (edit.edit === "mark" && edit.mark === "1e1") {
          throw refusal("score.unreadable", "不是分数。");
        }
        return memory.edit(bid, edit);
      },
    });
    await user.keyboard("0");
    await user.type(typed(), "1e1{Enter}");
    expect(await screen.findByText(/不是分数/)).toBeVisible();
    expect(typed()).toHaveFocus();
    expect(screen.getByRole("tab", { name: /评分 0\/6/ })).toBeVisible();
  });
});
