import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { ready, serious, showBoard, view } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const matrix = async () => within(await screen.findByRole("region", { name: "评分进度：项目与专家" }));

describe("the board", () => {
  it("says what packs prove, and unknown where none came in", async () => {
    showBoard();
    const table = await matrix();
    const row = within(table.getByRole("row", { name: /示例项目甲/ }));
    expect(row.getByText("评完")).toBeInTheDocument();
    expect(row.getByText("回避")).toHaveClass("hatch");
    expect(row.getAllByRole("img", { name: "进度未知" })).toHaveLength(2);
    expect(row.getByText("1 / 3")).toBeVisible();
    const heads = table.getAllByRole("columnheader").map((head) => head.textContent);
    expect(heads[2]).toContain("1 / 2未锁定 10:30");
    expect(heads[3]).toContain("未交包");
    expect(heads[3]).toContain("进度未知");
    expect(heads[4]).toContain("未登记");
    expect(table.getByText("缺")).toBeVisible();
    expect(table.getByText("待定")).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("shows the eleven gates, and a gate that nobody recorded as 未登记", async () => {
    showBoard();
    const gates = within(await screen.findByRole("list", { name: "会议环节" })).getAllByRole("listitem");
    expect(gates).toHaveLength(11);
    expect(gates[1]).toHaveTextContent("纪律与承诺未登记");
    expect(gates[5]).toHaveAttribute("aria-current", "step");
  });

  it("says in one sentence, with names, why the scores cannot be locked", async () => {
    showBoard();
    const line = (await screen.findByText("还不能锁定")).closest("[role=status]");
    expect(line).toHaveTextContent("陆示例 差 1 项（截至 10:30 的包）");
    expect(line).toHaveTextContent("温示例 未交评分包，进度未知");
    expect(line).toHaveTextContent("乔示例 未登记电脑");
  });

  it("counts packs out and in, and shows no score", async () => {
    showBoard();
    const feed = within(await screen.findByRole("region", { name: "收发动态" }));
    expect(feed.getByText("任务包发出").nextSibling).toHaveTextContent("3 / 4");
    expect(feed.getByText("评分包收回").nextSibling).toHaveTextContent("2 / 4");
    expect(feed.getByText("拒收").nextSibling).toHaveTextContent("0");
    expect(screen.getByText(/锁定前不显示分数/)).toBeVisible();
  });

  it("keeps the lock shut with its reason, and excuses a member only with one", async () => {
    const user = userEvent.setup({ delay: null });
    const excuse = vi.fn(() => Promise.resolve());
    const tally = vi.fn(() => Promise.resolve());
    showBoard({ excuse, tally });
    await matrix();
    await user.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
    const dock = within(screen.getByRole("region", { name: "锁定并汇总" }));
    expect(dock.getByRole("button", { name: /锁定并汇总/ })).toBeDisabled();
    expect(dock.getByText("下面的事处理完才能锁定")).toBeVisible();
    expect(dock.getByText("还缺陆示例、温示例、乔示例的评分。")).toBeVisible();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(tally).not.toHaveBeenCalled();
    await user.click(dock.getAllByRole("button", { name: "不再等这位专家" })[1] as HTMLElement);
    expect(dock.getByText("先写理由")).toBeVisible();
    await user.type(dock.getByLabelText("理由"), "因病离会");
    await user.click(dock.getByRole("button", { name: "按“缺”处理" }));
    expect(excuse).toHaveBeenCalledWith("LZ-1", "E3", "因病离会");
    await user.keyboard("{Escape}");
    expect(screen.getByRole("region", { name: "收发动态" })).toBeVisible();
  });

  it("gives an owed bid back, or passes it over with a reason", async () => {
    const user = userEvent.setup({ delay: null });
    const lack = {
      expert_no: "E2",
      name: "陆示例",
      bid_no: "B3",
      records: null,
      given_back: false,
      passed_over: null,
    };
    const giveBack = vi.fn(() => Promise.resolve());
    const passOver = vi.fn(() => Promise.resolve());
    const owed = { ...ready, lacks: [lack, { ...lack, bid_no: null, records: "2–3" }] };
    showBoard({ board: () => Promise.resolve(owed), giveBack, passOver });
    await matrix();
    await user.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
    expect(screen.getByText(/缺第 3 项（B3 示例项目丙）的评分/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "退回补评" }));
    await user.keyboard("应予评分");
    await user.click(screen.getByRole("button", { name: "退回这一项" }));
    await waitFor(() => expect(giveBack).toHaveBeenCalledWith("LZ-1", "E2", "B3", "应予评分", "沈示例"));
    await user.click(await screen.findByRole("button", { name: "按已收到的汇总" }));
    expect(screen.getByRole("button", { name: "记下理由" })).toBeDisabled();
    await user.keyboard("电脑损坏");
    await user.click(screen.getByRole("button", { name: "记下理由" }));
    await waitFor(() => expect(passOver).toHaveBeenCalledWith("LZ-1", "E2", null, "电脑损坏"));
  });

  it("offers no packs to be taken in after the tally", async () => {
    showBoard({
      board: () => Promise.resolve({ ...ready, session: { ...ready.session, stage: "tallied" } }),
    });
    await matrix();
    expect(screen.queryByRole("button", { name: /Ctrl ?I/ })).toBeNull();
  });

  it("takes packs in after the tally while a word on a deviation is waited for", async () => {
    showBoard({
      board: () => Promise.resolve({ ...ready, asked: 1, session: { ...ready.session, stage: "tallied" } }),
    });
    await matrix();
    expect(screen.getAllByRole("button", { name: /Ctrl ?I/ }).length).toBeGreaterThan(0);
  });

  it("returns a signed sheet with a reason and the chair's assent", async () => {
    const user = userEvent.setup({ delay: null });
    const sheetReturnEnd = vi.fn(() => Promise.resolve());
    const one = {
      expert_no: "E2",
      name: "陆示例",
      bid_no: "B3",
      at: "2026-01-20 11:00",
      reason: "录入有误",
      approved_by: "沈示例",
      waits: true,
      ended: null,
    };
    const session = { ...ready.session, stage: "scoring" as const };
    showBoard({ board: () => Promise.resolve({ ...ready, session, returns: [one] }), sheetReturnEnd });
    await matrix();
    await user.keyboard("{Control>}{Shift>}l{/Shift}{/Control}");
    await user.click(await screen.findByRole("button", { name: "撤销退回" }));
    const end = screen.getByRole("button", { name: "撤销，原评分有效" });
    expect(end).toBeDisabled();
    await user.type(screen.getByLabelText("撤销的理由"), "专家已离会");
    await user.click(end);
    await waitFor(() => expect(sheetReturnEnd).toHaveBeenCalledWith("LZ-1", "E2", "B3", "专家已离会"));
  });

  it("locks and tallies once nothing is missing, and goes to the results", async () => {
    const user = userEvent.setup({ delay: null });
    const tally = vi
      .fn()
      .mockRejectedValueOnce(refusal("pack.fork", "编号冲突。"))
      .mockResolvedValue(undefined);
    const onGo = vi.fn();
    showBoard({ board: () => Promise.resolve(ready), tally }, onGo);
    await user.click(await screen.findByRole("button", { name: /锁定并汇总/ }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByRole("alert")).toHaveTextContent("编号冲突。");
    expect(onGo).not.toHaveBeenCalled();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(onGo).toHaveBeenCalledWith("/results"));
  });

  it("decides a recusal of the desk only with a name and a reason", async () => {
    const user = userEvent.setup({ delay: null });
    const recusalDecide = vi.fn().mockResolvedValue({});
    showBoard({ recusalDecide });
    await user.click(await screen.findByRole("button", { name: /回避待定 1 件/ }));
    const dock = within(screen.getByRole("region", { name: "决定回避" }));
    expect(dock.getByText("本单位")).toBeVisible();
    expect(dock.getByText("先选回避或不回避")).toBeVisible();
    await user.click(dock.getByRole("radio", { name: "回避" }));
    expect(dock.getByText("先填决定人")).toBeVisible();
    await user.type(dock.getByLabelText("决定人"), "郝示例");
    expect(dock.getByText("先写理由")).toBeVisible();
    await user.type(dock.getByLabelText("理由"), "属实");
    await user.click(dock.getByRole("button", { name: "记下决定" }));
    expect(recusalDecide).toHaveBeenCalledWith("LZ-1", "E2", "B3", true, "郝示例", "属实", "丁示例");
    expect(await serious()).toEqual([]);
  });

  it("projects gates and counts without a name", async () => {
    const user = userEvent.setup({ delay: null });
    showBoard();
    await matrix();
    await user.keyboard("{Control>}j{/Control}");
    expect(screen.getByText("各项评分收齐").nextSibling).toHaveTextContent("0 / 3");
    expect(screen.getByText("独立打分")).toBeVisible();
    for (const { name } of view.experts) {
      expect(document.body).not.toHaveTextContent(name);
    }
    await user.keyboard("{Escape}");
    expect((await matrix()).getByText("沈示例")).toBeVisible();
  });

  it("speaks English", async () => {
    await i18n.changeLanguage("en");
    showBoard();
    expect(await screen.findByText("Cannot be locked yet")).toBeVisible();
    expect(screen.getAllByRole("img", { name: "progress unknown" }).length).toBeGreaterThan(0);
  });
});
