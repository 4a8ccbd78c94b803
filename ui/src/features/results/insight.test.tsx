import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { InsightRow, InsightView } from "../../backend";
import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { serious, showResults } from "./fixture";

vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const row = (no: string, rank: number, more: Partial<InsightRow>): InsightRow => ({
  no,
  title: `示例项目${rank}`,
  rank,
  n: 6,
  mean: "83.17",
  sd: "4.20",
  by_mean: rank,
  by_median: rank,
  by_trimmed: rank,
  by_calibrated: rank,
  without_one: [rank, rank],
  drawn: [rank, rank + 1],
  inside: true,
  share: 1,
  ...more,
});

const said = (figure: string, zh: string) => ({
  figure,
  zh,
  remedy_zh: "仅供参考。",
  en: figure,
  remedy_en: "Informational.",
});

const full: InsightView = {
  experts: ["沈示例", "陆示例"],
  unheard: [],
  partial: ["温示例"],
  scores: 11,
  missing: 1,
  trim_from: 5,
  cut: { by: "listed", places: 1 },
  reliability: [
    { figure: "icc_single", value: 0.712, low: 0.4, high: 0.9 },
    { figure: "kendall", value: 0.8, low: null, high: null },
  ],
  levels: [
    { name: "沈示例", n: 6, effect: -3.2, low: -5, high: -1.4, level: "strict" },
    { name: "陆示例", n: 5, effect: 0.4, low: -1, high: 1.8, level: "unclear" },
  ],
  rows: [row("B1", 1, {}), row("B2", 2, { by_median: 1, inside: false, share: 0.4 })],
  without: [{ name: "沈示例", entering: ["B2"], leaving: ["B1"], largest_move: 1 }],
  draws: 2000,
  readings: [said("icc", "评分一致性中等。")],
  silent: [],
};

const open = async (insight: () => Promise<InsightView>) => {
  const user = userEvent.setup({ delay: null });
  showResults({ insight });
  await screen.findByRole("grid", { name: "排序" });
  await user.keyboard("{Control>}y{/Control}");
};

describe("what the scores say about the panel", () => {
  it("is said to be informational, shows where methods differ, who is strict and how sure the cut is", async () => {
    await open(() => Promise.resolve(full));
    expect(await screen.findByRole("note")).toHaveTextContent(
      /仅供参考，不参与评分、排名和结论.*温示例只评部分指标/,
    );
    const table = within(screen.getByRole("region", { name: "各方案在不同方法下的名次" }));
    const second = table.getByRole("row", { name: /示例项目2/ });
    expect(within(second).getByText("与会议名次不同")).toBeInTheDocument();
    expect(second).toHaveTextContent("线外 40%");
    expect(table.getByRole("row", { name: /示例项目1/ })).toHaveTextContent("线内 100%");
    const panel = within(screen.getByRole("complementary", { name: "专家组评分分析" }));
    expect(panel.getByRole("row", { name: /沈示例/ })).toHaveTextContent("-3.20偏严");
    expect(panel.getByRole("row", { name: /单个专家/ })).toHaveTextContent("0.71295%区间 0.400 至 0.900");
    expect(panel.getByText(/去掉沈示例：/)).toHaveTextContent("B2进入线内。B1退出线内。");
    expect(await serious()).toEqual([]);
  });

  it("stays silent where there are too few scores, and says why", async () => {
    await open(() =>
      Promise.resolve({
        ...full,
        reliability: [],
        levels: [],
        readings: [],
        without: [],
        silent: [said("icc", "ICC没有计算：有评分的专家1名，至少需要2名。")],
        rows: [row("B1", 1, { by_calibrated: null, drawn: null, without_one: null, share: null })],
      }),
    );
    expect(await screen.findByText(/至少需要2名/)).toBeVisible();
    expect(screen.getByText("评分太少，宽严没有计算，原因见下。")).toBeVisible();
    expect(screen.getByText("评分太少，没有计算。")).toBeVisible();
  });

  it("says what went wrong, and offers to try again", async () => {
    await open(() => Promise.reject(refusal("session.out_of_order", "还没有汇总。")));
    expect(await screen.findByText(/还没有汇总/)).toBeVisible();
  });
});
