import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
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

async function open(memory = new DeskMemory(), calls: Partial<Backend> = {}) {
  const edits: DeskEdit[] = [];
  const disk = { full: false };
  const backend = double({
    ...memory.calls(),
    deskEdit: async (_, bid, edit) => {
      edits.push(edit);
      if (disk.full) {
        throw refusal("io", "磁盘已满。");
      }
      return memory.edit(bid, edit);
    },
    ...calls,
  });
  const told = { onHome: vi.fn(), onLockScreen: vi.fn() };
  const { unmount } = render(
    <BackendProvider value={backend}>
      <DeskPage meeting={MEETING} {...told} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  await screen.findByRole("region", { name: "评分表" });
  return { user: userEvent.setup(), edits, disk, memory, unmount, ...told };
}

function scored(): DeskMemory {
  const memory = new DeskMemory({ count: 2 });
  for (const { id, bands } of memory.criteria) {
    memory.edit("BID-02", { edit: "mark", criterion: id, mark: bands[0]?.middle ?? "0" });
  }
  return memory;
}

describe("saving", () => {
  it("saves a text at its pause, not at each letter, and at once when one leaves the field", async () => {
    const { user, edits } = await open();
    await user.keyboard("{Control>}3{/Control}");
    const merits = screen.getByLabelText("主要优点");
    await user.click(merits);
    for (const value of ["a", "ab", "abc"]) {
      fireEvent.change(merits, { target: { value } });
    }
    expect(edits).toEqual([]);
    await waitFor(() => expect(edits).toHaveLength(1));
    await user.type(merits, "d");
    await user.click(screen.getByLabelText("主要问题"));
    expect(edits.at(-1)).toMatchObject({ edit: "comment", merits: "abcd" });
  });

  it("flushes on another tab, on another bid and when the desk goes", async () => {
    const { user, edits, unmount } = await open();
    await user.keyboard("{Control>}3{/Control}");
    await user.type(screen.getByLabelText("会上拟问"), "a{Control>}{ArrowDown}{/Control}");
    expect(edits).toEqual([{ edit: "note", text: "a" }]);
    await screen.findByRole("heading", { level: 1, name: /BID-03/ });
    await user.type(screen.getByLabelText("会上拟问"), "b{Control>}1{/Control}");
    expect(edits.at(-1)).toEqual({ edit: "note", text: "b" });
    await user.keyboard("{Control>}3{/Control}");
    await user.type(screen.getByLabelText("会上拟问"), "c");
    unmount();
    expect(edits.at(-1)).toEqual({ edit: "note", text: "bc" });
  });

  it("keeps the private note apart: an edit of its own, and told as such", async () => {
    const { user, edits } = await open();
    await user.keyboard("{Control>}3{/Control}");
    expect(screen.getByText("仅本人可见，不进评分包")).toBeVisible();
    await user.type(screen.getByLabelText("会上拟问"), "问");
    await waitFor(() => expect(edits).toEqual([{ edit: "note", text: "问" }]));
  });

  it("says what was not saved, at the figure and beside the sheet, and tries again", async () => {
    const { user, disk } = await open();
    disk.full = true;
    await user.keyboard("1");
    const panel = (await screen.findByText(/有 1 处没有存上/)).closest<HTMLElement>("[role=alert]");
    expect(panel).toHaveTextContent(
      "BID-02“钛合金大型复杂薄壁结构件精密铸造技术”的「需求契合与指标」19 分，还在屏幕上，没有写入保险库。",
    );
    expect(panel).toHaveTextContent("磁盘已满。");
    expect(within(screen.getByRole("region", { name: "需求契合与指标" })).getByText("未存")).toBeVisible();
    expect(screen.getByText("未能保存")).toBeVisible();
    expect(screen.getByText(/合计未含没有存上的分/)).toBeVisible();
    expect(screen.getByRole("region", { name: "评分表" })).not.toContainElement(panel);
    expect(await serious()).toEqual([]);
    disk.full = false;
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(screen.queryByText("未存")).toBeNull());
    expect(screen.queryByText(/没有存上/)).toBeNull();
  });

  it("asks before one leaves with something unsaved", async () => {
    const { user, disk, onLockScreen } = await open();
    disk.full = true;
    await user.keyboard("1{Control>}l{/Control}");
    const question = await screen.findByRole("dialog");
    expect(question).toHaveTextContent("需求契合与指标");
    expect(onLockScreen).not.toHaveBeenCalled();
    disk.full = false;
    await user.click(within(question).getByRole("button", { name: "再试一次" }));
    await waitFor(() => expect(onLockScreen).toHaveBeenCalled());
  });
});

describe("the budget", () => {
  it("asks for both amounts, shows the program's cut, and demands a reason at once", async () => {
    const { user, edits } = await open();
    await user.keyboard("{Control>}2{/Control}");
    await user.type(screen.getByLabelText("设备费审定数，财政"), "560");
    expect(await screen.findByText("财政和自筹两个数都填上才能保存")).toBeVisible();
    await user.keyboard("{Enter}");
    expect(screen.getByLabelText("设备费审定数，自筹")).toHaveFocus();
    await user.keyboard("300");
    expect(await screen.findByText("−60.00")).toBeVisible();
    expect(edits).toHaveLength(1);
    expect(screen.getByText("核减须写理由")).toBeVisible();
    await user.type(screen.getByLabelText("设备费核减理由"), "已有 1 台");
    expect(screen.queryByText("核减须写理由")).toBeNull();
    expect(await serious()).toEqual([]);
  });

  it("fills what was asked for the other lines, and shows what follows", async () => {
    const { user } = await open();
    await user.keyboard("{Control>}2{/Control}");
    expect(screen.getByText(/各科目都填上后/)).toBeVisible();
    await user.keyboard("{Alt>}={/Alt}");
    expect(await screen.findByText("建议财政额")).toBeVisible();
    expect(screen.getByLabelText("业务费审定数，财政")).toHaveValue("538.00");
    expect(screen.getByText("四（六）")).toBeVisible();
  });

  it("ticks in three states with Space, and arrows walk to the tick", async () => {
    const { user, edits } = await open();
    await user.keyboard("{Control>}2{/Control}");
    await user.click(screen.getByLabelText("业务费审定数，财政"));
    await user.keyboard("{Alt>}={/Alt}{ArrowDown}{ArrowDown} ");
    expect(screen.getByRole("checkbox", { name: "业务费相关：是" })).toBeChecked();
    await user.keyboard(" ");
    expect(screen.getByRole("checkbox", { name: "业务费相关：否" })).not.toBeChecked();
    await user.keyboard(" ");
    expect(screen.getByRole("checkbox", { name: "业务费相关：未勾" })).toBePartiallyChecked();
    await waitFor(() =>
      expect(edits.at(-1)).toMatchObject({ subject: "business", ticks: { relevant: null } }),
    );
  });
});

describe("recusal, lock and hand-over", () => {
  it("hides an item at once that the expert declares a conflict about", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("button", { name: /^申明回避/ }));
    expect(screen.getByText("先选回避情形")).toBeVisible();
    await user.click(screen.getByLabelText(/^乙/));
    expect(screen.getByText("先写依据")).toBeVisible();
    await user.type(screen.getByLabelText("依据"), "总师是我的学生");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText(/已申明回避，待决定/)).toBeVisible();
    expect(screen.getAllByText("您已回避，本项不显示")).toHaveLength(1);
    expect(await screen.findByRole("heading", { level: 1, name: /BID-03/ })).toBeVisible();
    expect(screen.queryByText(/钛合金/)).toBeNull();
  });

  it("lists what is missing before the lock, and jumps there", async () => {
    const { user } = await open();
    await user.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
    const pane = screen.getByRole("region", { name: "锁定并签名" });
    expect(within(pane).getByText("还不能锁定")).toBeVisible();
    expect(within(pane).getByRole("button", { name: /^锁定并签名/ })).toBeDisabled();
    expect(within(pane).getByText("上面所列都办完，才能锁定")).toBeVisible();
    expect(await serious()).toEqual([]);
    // Folded by bid, the first one open.
    const folds = pane.querySelectorAll("details");
    expect([...folds].map((one) => one.open)).toEqual([...folds].map((_, at) => at === 0));
    expect(folds[0]).toHaveTextContent(/^BID-0\d .*缺 \d+ 处/);
    folds.forEach((one) => (one.open = true));
    const fold = [...folds].find((one) => one.textContent.includes("BID-03"));
    const line = within(fold as HTMLElement)
      .getAllByRole("listitem")
      .find((item) => item.textContent.includes("还缺 创新性"));
    await user.click(within(line as HTMLElement).getByRole("button", { name: "去填" }));
    expect(await screen.findByRole("heading", { level: 1, name: /BID-03/ })).toBeVisible();
    expect(await screen.findByRole("region", { name: "创新性" })).toBeVisible();
  });

  it("locks, is read only afterwards, and writes the pack as often as wanted", async () => {
    const { user, edits } = await open(scored());
    await user.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
    expect(screen.getByText(/分数、审定数和意见都不能再改/)).toBeVisible();
    // The own use of the scale is confirmed first.
    expect(screen.getByText(/合计最低 60，最高 90，平均 75.00/)).toBeVisible();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByText("请先确认本人用分情况")).toBeVisible();
    await user.keyboard("{Alt>}1{/Alt}");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText(/已于 2026-01-20 11:40 锁定并签名/)).toBeVisible();
    await user.keyboard("3");
    expect(edits).toEqual([]);
    const pane = screen.getByRole("region", { name: "交评分包" });
    const place = within(pane).getByLabelText("评分包存到");
    await waitFor(() => expect(place).toHaveValue("/home/示例/文档/评分包_赵示例.lzp"));
    await user.clear(place);
    expect(within(pane).getByText("先填文件位置")).toBeVisible();
    await user.type(place, "/media/usb/评分包.lzp");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await within(pane).findByText(/已写到 \/media\/usb\/评分包.lzp/)).toBeVisible();
    expect(within(pane).getByText("9f3c41e0".repeat(8))).toBeVisible();
    await user.click(within(pane).getByRole("button", { name: /再写一次/ }));
    await waitFor(() => expect(within(pane).getAllByRole("listitem")).toHaveLength(2));
    expect(await serious()).toEqual([]);
  });
});
