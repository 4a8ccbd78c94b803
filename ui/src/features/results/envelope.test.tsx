import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { ResultRow, ResultsView } from "../../backend";
import { i18n } from "../../i18n";
import { problem, serious, showResults, view } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const over = problem("envelope.over_total", "列入后超出资金总额2916.00万元，超出1458.00万元。");

/** The first two are proposed, the third is for the reserve, the panel put the second apart. */
const laid: ResultsView = {
  ...view,
  ties: [],
  rows: view.rows.map((row, at): ResultRow => {
    const said = {
      bid_no: row.no,
      conclusion: "approve",
      standing: "reserve",
      feasibility_text: "可行",
      budget_text: "合理",
      value_text: "",
      weakness_text: "",
      revise_text: "",
      reason: "中试条件未落实",
      vote_text: null,
      on_project: null,
      closing: "",
      lines: [],
    } as const;
    return {
      ...row,
      tied: false,
      proposed: at < 2 ? "recommended" : at === 2 ? "reserve" : "none",
      why: at === 2 ? over : null,
      line: at === 0 ? "1458.00" : "2916.00",
      decision: at === 1 ? { ...said, lines: [] } : null,
    };
  }),
  envelope: {
    versions: [
      {
        total: "2916.00",
        fields: [],
        most: null,
        cutoff: null,
        basis: "本批次预算安排",
        reason: "",
        at: "2026-01-20 09:05",
        by: "钱示例",
      },
    ],
    count: 2,
    sum: "2916.00",
    left: "0.00",
    listed: { count: 0, sum: "0.00", over: null, fields_over: [], beyond: null },
    fields: [{ field: "新能源", sum: null, used: "2916.00" }],
    departures: [
      {
        bid_no: "B2",
        standing: "reserve",
        proposed: "recommended",
        why: null,
        reason: "中试条件未落实",
      },
    ],
    needs_reason: true,
  },
};

const user = () => userEvent.setup({ delay: null });
const grid = async () => within(await screen.findByRole("grid", { name: "排序" }));

describe("the envelope", () => {
  it("is recorded from what is tried, with the sums of fields", async () => {
    const envelopeSet = vi.fn(() => Promise.resolve());
    showResults({ envelopeSet });
    const at = user();
    const bar = within(await screen.findByRole("group", { name: "试算" }));
    await at.type(bar.getByLabelText(/资金盘子/), "9,800");
    await waitFor(() => expect(screen.getByText("还没有登记资金盘子，只按评定档次建议")).toBeVisible());
    await new Promise((done) => setTimeout(done, 500));
    await at.keyboard("{Control>}m{/Control}");
    const form = within(await screen.findByRole("complementary", { name: "资金盘子" }));
    expect(form.getByLabelText("资金总额（万元）")).toHaveValue("9800");
    expect(form.queryByLabelText("更改理由")).toBeNull();
    await at.type(form.getByLabelText(/^新能源/), "3000");
    await at.type(form.getByLabelText("依据"), "本批次预算安排");
    expect(await serious()).toEqual([]);
    await at.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() =>
      expect(envelopeSet).toHaveBeenCalledWith("LZ-1", {
        total: "9800",
        fields: [["新能源", "3000"]],
        most: "",
        cutoff: "",
        basis: "本批次预算安排",
        reason: "",
      }),
    );
    await waitFor(() => expect(screen.queryByRole("complementary", { name: "资金盘子" })).toBeNull());
  });

  it("is changed with a reason only, and shows its versions and where the panel departs", async () => {
    showResults({ results: () => Promise.resolve(laid) });
    const at = user();
    await at.click(await screen.findByRole("button", { name: /更改资金盘子/ }));
    const form = within(await screen.findByRole("complementary", { name: "资金盘子" }));
    expect(form.getByRole("button", { name: /登记资金盘子/ })).toBeDisabled();
    expect(form.getByText("还缺：更改理由")).toBeVisible();
    expect(form.getByText(/钱示例：总额 2,916.00 万元；依据：本批次预算安排/)).toBeVisible();
    expect(form.getByText(/第 2 项：盘子建议“建议立项”，专家组定为“备选”/)).toBeVisible();
    await at.type(form.getByLabelText("更改理由"), "市财政追加");
    expect(form.getByRole("button", { name: /登记资金盘子/ })).toBeEnabled();
  });

  it("shows in the ranking what it proposes and why, the line, and what fits", async () => {
    showResults({ results: () => Promise.resolve(laid) });
    const at = user();
    const rows = await grid();
    expect(rows.getAllByText("盘子：建议立项")).toHaveLength(2);
    expect(rows.getByTitle(/盘子的建议：备选。列入后超出资金总额/)).toHaveTextContent("盘子：备选");
    expect(screen.getByText(/余 0.00 万元/)).toHaveTextContent("建议列入 2 项 2,916.00 万元");
    const shown = () => rows.getAllByRole("row").filter((row) => row.hasAttribute("aria-selected")).length;
    expect(shown()).toBe(4);
    await at.click(screen.getByText("另定"));
    expect(shown()).toBe(1);
    await at.click(screen.getByText("列入"));
    expect(shown()).toBe(2);
    expect(await serious()).toEqual([]);
  });

  it("says by how much the panel's own list goes over it, and counts what waits before the documents", async () => {
    const listed = {
      count: 3,
      sum: "4374.00",
      over: "1458.00",
      fields_over: [["新能源", "900.00"]] as [string, string][],
      beyond: 1,
    };
    const veto = { bid_no: "B2", gate: "agreement", question: "揭榜协议是否齐备", answer: "否", experts: 2 };
    const wrong = problem("decision.reason", "第2项与盘子建议不一致，没有写理由。");
    const shown: ResultsView = {
      ...laid,
      far: [],
      ties: [],
      undecided: 0,
      findings: [wrong],
      vetoes: [veto],
      envelope: { ...laid.envelope, listed },
    };
    showResults({ results: () => Promise.resolve(shown) });
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "专家组列入 3 项 4,374.00 万元，超出盘子 1,458.00 万元，新能源超出 900.00 万元，超出项目数 1 项",
    );
    const queue = within(screen.getByRole("region", { name: "待处理" }));
    expect(queue.getByRole("heading")).toHaveTextContent("待处理 2");
    expect(queue.getByText(/2 名专家对“揭榜协议是否齐备”答“否”，专家组还没有集体认定/)).toBeVisible();
    expect(queue.getByText(/有 1 处结论或者去向须改/)).toBeVisible();
    expect(screen.getByRole("button", { name: "去会议文书" })).not.toHaveClass("ant-btn-primary");
    await user().click(queue.getByRole("button", { name: "看依据并登记" }));
    expect(await screen.findByRole("complementary", { name: "第 2 项" })).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("proposes the standing of a bid's draft, and of all at once without a reason", async () => {
    const explain = (_: string, no: string) =>
      import("./fixture").then((made) => ({ ...made.explain, no, position: Number(no.slice(1)) }));
    showResults({ results: () => Promise.resolve(laid), explain });
    const at = user();
    const rows = await grid();
    await at.click(rows.getByText("示例项目3"));
    await at.keyboard("{Control>}2{/Control}");
    const dock = within(await screen.findByRole("complementary", { name: "第 3 项" }));
    expect(await dock.findByText(/盘子的建议：备选。列入后超出资金总额/)).toBeVisible();
    expect(dock.getByRole("radio", { name: "备选" })).toBeChecked();
    await at.click(screen.getByRole("button", { name: "全部按建议" }));
    const all = within(await screen.findByRole("region", { name: "全部按建议" }));
    const third = within(all.getByText("示例项目3").closest("tr") ?? document.body);
    expect(third.queryByLabelText("第 3 项 理由")).toBeNull();
  });

  it("tries an amount for one bid without storing it", async () => {
    const results = vi.fn(() => Promise.resolve(view));
    showResults({ results });
    const at = user();
    await at.click(await screen.findByRole("combobox", { name: "项目" }));
    await at.click(await screen.findByTitle("第 3 项 · 示例项目3"));
    await at.type(screen.getByLabelText("财政额"), "１，200");
    await waitFor(() =>
      expect(results).toHaveBeenLastCalledWith("LZ-1", {
        cutoff: null,
        envelope: null,
        aggregation: null,
        amounts: [{ no: "B3", rd: "", fiscal: "1200" }],
      }),
    );
    expect(screen.getByText("上限 1,999.998 万元，可给 1,458.00 万元")).toBeVisible();
    await at.click(screen.getByRole("button", { name: "还原" }));
    expect(screen.queryByLabelText("财政额")).toBeNull();
  });
});
