import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { BoardView, Conclusion, DecisionView, ResultsView, Standing, WhatIf } from "../../backend";
import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { papersOf } from "./papers.fixture";
import { problem, serious, showResults, view } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const grid = async () => within(await screen.findByRole("grid", { name: "排序" }));

describe("the results", () => {
  it("wait for the tally, and say who is missing", async () => {
    const user = userEvent.setup({ delay: null });
    const onGo = vi.fn();
    const board = {
      experts: [
        {
          no: "E1",
          name: "沈示例",
          pack: { sequence: 1, at: "10:38", locked: true, locked_at: "10:21" },
          scored: 3,
          due: 3,
        },
        {
          no: "E2",
          name: "陆示例",
          pack: { sequence: 1, at: "10:30", locked: false, locked_at: null },
          scored: 1,
          due: 3,
        },
        { no: "E3", name: "温示例", pack: null, scored: 0, due: 3 },
      ],
      waiting: ["E2", "E3"],
      blocked: [],
    } as unknown as BoardView;
    showResults(
      {
        results: () => Promise.reject(refusal("session.out_of_order", "还没有汇总。")),
        board: () => Promise.resolve(board),
      },
      onGo,
    );
    expect(await screen.findByRole("heading", { name: "还不能汇总" })).toBeVisible();
    expect(await screen.findByText(/3 位专家中 2 位已交评分包/)).toHaveTextContent(
      "尚缺：陆示例（2 项未评）、温示例（未交包，进度未知）。",
    );
    expect(screen.getByText(/看不到任何分数/)).toBeVisible();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(onGo).toHaveBeenCalledWith("/board");
  });

  it("name among what waits the gates that nobody recorded, as the papers do before they close the meeting", async () => {
    const user = userEvent.setup({ delay: null });
    const onGo = vi.fn();
    const blank = "签到、推举组长没有登记：纪要在这些地方印作空白。";
    showResults({ documents: () => papersOf(view.session, [problem("document.gates_blank", blank)]) }, onGo);
    const queue = within(await screen.findByRole("region", { name: "待处理" }));
    expect(await queue.findByText(blank, { exact: false })).toBeVisible();
    await user.click(queue.getByRole("button", { name: "去登记" }));
    expect(onGo).toHaveBeenCalledWith("/board");
  });

  it("rank with marks and words: ties, an award nobody knows, deviations", async () => {
    showResults();
    const table = await grid();
    const first = table.getByRole("row", { name: /示例项目1/ });
    expect(first).toHaveTextContent("同分，待定先后");
    expect(first).toHaveTextContent("1,458.00");
    expect(
      within(first).getByRole("img", { name: /陆示例 50（偏离）、沈示例 88；得分 87.92/ }),
    ).toBeVisible();
    const last = table.getByRole("row", { name: /示例项目4/ });
    expect(within(last).getByRole("img", { name: /有预算科目未定/ })).toHaveTextContent("?");
    expect(last).toHaveTextContent("算得不同意");
    expect(last).toHaveTextContent("同分，按同分先后规则第 1 条排定");
    expect(await screen.findByText("预算", { exact: false, selector: "th" })).toBeVisible();
    const queue = within(screen.getByRole("region", { name: "待处理" }));
    expect(queue.getByText(/陆示例 对第 1 项给 50 分/)).toHaveTextContent("−36.71%（限 ±30%）");
    expect(queue.getByText(/沈示例 对第 1 项“预算”给 14 分/)).toHaveTextContent("+31.00%");
    expect(queue.getByText(/请专家本人单独复核/)).toBeVisible();
    expect(queue.getByText("先后决定谁在线内")).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("try a what-if, say so, and word both lines between the rows", async () => {
    const user = userEvent.setup({ delay: null });
    const results = vi.fn((_: string, whatIf: WhatIf): Promise<ResultsView> =>
      Promise.resolve(
        whatIf.envelope === null
          ? view
          : {
              ...view,
              trial: { bids: 2, sum: "2916.00", over_by: "492.00", shown_but_under: 2, tried: true },
            },
      ),
    );
    showResults({ results });
    const bar = within(await screen.findByRole("group", { name: "试算" }));
    expect(bar.getByText("线内 2 项，2,916.00 万元")).toBeVisible();
    expect(bar.getByText("试算不改动已冻结的规则")).toBeVisible();
    await user.keyboard("{Control>}t{/Control}");
    expect(bar.getByLabelText("分数线")).toHaveFocus();
    await user.keyboard("75");
    await user.type(bar.getByLabelText(/资金盘子/), "９,800");
    await waitFor(() =>
      expect(results).toHaveBeenLastCalledWith("LZ-1", {
        cutoff: "75",
        envelope: "9800",
        aggregation: null,
        amounts: [],
      }),
    );
    // Asked once it rests, not at each keystroke.
    expect(results.mock.calls.length).toBeLessThan(4);
    expect(await bar.findByText("试算中：与冻结的规则不同")).toBeVisible();
    expect(bar.getByText(/另有 2 项显示的分数不低于分数线/)).toBeVisible();
    const rows = (await grid()).getAllByRole("row").map((row) => row.textContent);
    expect(rows[3]).toBe("资金用至 2,916.00 万元；再加下一项将超出 492.00 万元");
    expect(rows[5]).toBe("分数线 75　线上 3 项");
    await user.type(bar.getByLabelText("分数线"), "x");
    expect(bar.getByRole("alert")).toHaveTextContent("试算没有算：分数线不是数字");
    // Nothing of the former trial stands beside it.
    expect(bar.queryByText(/线内/)).toBeNull();
    expect((await grid()).queryByText(/^分数线 75/)).toBeNull();
    expect((await grid()).queryByText(/资金用至/)).toBeNull();
    await user.clear(bar.getByLabelText("分数线"));
    await user.type(bar.getByLabelText("分数线"), "-1");
    expect(bar.getByRole("alert")).toHaveTextContent("分数线不能小于零");
    await user.clear(bar.getByLabelText("分数线"));
    await user.type(bar.getByLabelText("分数线"), "101");
    expect(bar.getByRole("alert")).toHaveTextContent("分数线超过满分 100");
    await user.click(bar.getByRole("button", { name: "还原" }));
    await waitFor(() => expect(bar.getByLabelText("分数线")).toHaveValue(""));
    expect(await bar.findByText("试算不改动已冻结的规则")).toBeVisible();
  });

  it("tell of a recorded envelope the same figures in the bar as beside it, while nothing is tried", async () => {
    const version = {
      fields: [],
      most: 1,
      cutoff: null,
      basis: "预算安排",
      reason: "",
      at: "",
      by: "钱示例",
    };
    const versions = [{ ...version, total: "2000.00" }];
    const envelope = { ...view.envelope, versions, count: 1, sum: "1458.00", left: "542.00" };
    const results = (_: string, whatIf: WhatIf): Promise<ResultsView> =>
      Promise.resolve({
        ...view,
        envelope,
        trial: { ...view.trial, tried: whatIf.cutoff !== null },
      });
    const user = userEvent.setup({ delay: null });
    showResults({ results });
    const bar = within(await screen.findByRole("group", { name: "试算" }));
    const beside = within(screen.getByRole("group", { name: "资金盘子" }));
    expect(bar.getByText("建议列入 1 项，1,458.00 万元")).toBeVisible();
    expect(beside.getByText(/建议列入 1 项 1,458.00 万元/)).toBeVisible();
    expect(bar.queryByText(/线内/)).toBeNull();
    await user.type(bar.getByLabelText("分数线"), "60");
    expect(await bar.findByText(/^线内 2 项/)).toBeVisible();
  });

  it("keep what was shown when a trial is refused, with its words", async () => {
    const user = userEvent.setup({ delay: null });
    showResults({
      results: (_, whatIf) =>
        whatIf.cutoff === null
          ? Promise.resolve(view)
          : Promise.reject(refusal("amount", "分数线超出满分。")),
    });
    const bar = within(await screen.findByRole("group", { name: "试算" }));
    await user.type(bar.getByLabelText("分数线"), "99");
    expect(await screen.findByRole("alert")).toHaveTextContent("分数线超出满分。");
    expect((await grid()).getByText("示例项目1")).toBeVisible();
  });

  it("explain: struck figures, recusal over the row, sum and one rounding, and the origin of a cell", async () => {
    const user = userEvent.setup({ delay: null });
    showResults();
    const table = within(await screen.findByRole("grid", { name: "评分汇总：专家与指标" }));
    expect(table.getByText("22").tagName).toBe("DEL");
    expect(table.getByText("22")).toHaveAttribute("title", "去掉的最高分");
    expect(table.getByText("12").tagName).toBe("DEL");
    expect(table.getByText("回避，不计入分母")).toHaveAttribute("colspan", "3");
    expect(table.getByText("不评")).toBeVisible();
    expect(table.getByText("1 / 3 个")).toBeVisible();
    expect(screen.getByText("17.3333 + 13.25 = 30.5833")).toBeVisible();
    expect(screen.getByText(/精确值 1055\/12/)).toBeVisible();
    expect(screen.getByText("同分先后规则：可行性 17.3333")).toBeVisible();
    await user.click(table.getByText("17"));
    await user.keyboard("{ArrowDown}");
    const origin = screen.getByText("陆示例 · 路线 22 分").closest("div");
    expect(origin).toHaveTextContent("去掉的最高分");
    expect(origin).toHaveTextContent("2026-01-20 10:36:20 在专家电脑上签名，第 2 版");
    expect(origin).toHaveTextContent("评分包 3，2026-01-20 10:38 收入 · 日志第 1127 条");
    expect(origin).toHaveTextContent("签名记录 4c7a90e24c7a90e2");
    // The recused row is passed over.
    await user.keyboard("{ArrowDown}");
    expect(screen.getByText("温示例 · 路线 不评")).toBeVisible();
  });

  it("explain the award, step by step with its article, and say which line is open", async () => {
    showResults();
    expect(await screen.findByText("1,999.998")).toBeVisible();
    expect(screen.getAllByText("四（六）")[0]).toBeVisible();
    expect(screen.getByText("分次拨付 437.40 / 583.20 / 437.40")).toBeVisible();
    expect(screen.getByText("没有专家填写，须由专家组议定")).toBeVisible();
    expect(screen.getByText(/温示例：1,458.00 \/ 300.00（超标准）/)).toBeVisible();
  });

  it("keep the row that a key chose in sight", async () => {
    const user = userEvent.setup({ delay: null });
    const seen: string[] = [];
    HTMLElement.prototype.scrollIntoView = function (this: HTMLElement) {
      seen.push(/示例项目\d/.exec(this.textContent)?.[0] ?? "");
    };
    try {
      showResults();
      await grid();
      await user.keyboard("{Control>}{ArrowDown}{ArrowDown}{ArrowUp}{/Control}");
      expect(seen.slice(-3)).toEqual(["示例项目2", "示例项目3", "示例项目2"]);
    } finally {
      // A page without layout has none.
      delete (HTMLElement.prototype as Partial<HTMLElement>).scrollIntoView;
    }
  });

  it("tell no line of a bid that the panel left off its list", async () => {
    const decision = (conclusion: Conclusion, standing: Standing) => ({
      decision: { conclusion, standing } as DecisionView,
    });
    const [one, two, three, four] = view.rows.map((row) => ({ ...row, within: "both" as const }));
    const rows = [
      { ...one, ...decision("approve", "recommended") },
      { ...two, ...decision("approve", "reserve") },
      { ...three, ...decision("reject", "none") },
      four,
    ] as ResultsView["rows"];
    showResults({ results: () => Promise.resolve({ ...view, rows }) });
    const table = await grid();
    const row = (name: string) => table.getByRole("row", { name: new RegExp(name) });
    expect(row("示例项目1")).toHaveTextContent("线内");
    expect(row("示例项目2"), "备选").not.toHaveTextContent("线内");
    expect(row("示例项目3"), "不同意").not.toHaveTextContent("线内");
    expect(row("示例项目4"), "no word yet").toHaveTextContent("线内");
  });

  it("move by keys, in the list and from anywhere, and turn to the distribution", async () => {
    const user = userEvent.setup({ delay: null });
    showResults();
    const table = await grid();
    table.getByRole("row", { name: /示例项目1/ }).focus();
    await user.keyboard("{ArrowDown}");
    expect(await screen.findByRole("complementary", { name: "第 2 项" })).toBeVisible();
    await user.keyboard("{Enter}");
    expect(screen.getByRole("complementary", { name: "第 2 项" })).toHaveFocus();
    await user.keyboard("{Control>}{ArrowDown}{/Control}");
    expect(await screen.findByRole("complementary", { name: "第 3 项" })).toBeVisible();
    expect(table.getByRole("row", { name: /示例项目3/ })).toHaveAttribute("aria-selected", "true");
    await user.keyboard("{Control>}b{/Control}");
    expect(screen.getByRole("region", { name: "评分分布" })).toBeVisible();
    expect(screen.getByText("偏离超 30%")).toBeVisible();
    expect(await serious()).toEqual([]);
    await user.keyboard("{Escape}");
    expect(await grid()).toBeTruthy();
  });
});
