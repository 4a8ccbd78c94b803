import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Refused } from "../../backend";
import { i18n } from "../../i18n";
import { explain, problem, serious, showResults, view, VOTERS } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const conclusion = async () => {
  const user = userEvent.setup({ delay: null });
  const dock = within(await screen.findByRole("complementary", { name: "第 1 项" }));
  await dock.findByRole("grid");
  await user.keyboard("{Control>}2{/Control}");
  return { user, dock };
};

describe("a tie", () => {
  const open = async (tieSettle: () => Promise<void>) => {
    const user = userEvent.setup({ delay: null });
    showResults({ tieSettle });
    await user.click(await screen.findByRole("button", { name: "定同分先后" }));
    return { user, form: within(screen.getByRole("complementary", { name: "定同分先后" })) };
  };

  it("is settled by the counts of a vote, which give the order; all of it is required", async () => {
    const tieSettle = vi.fn(() => Promise.resolve());
    const { user, form } = await open(tieSettle);
    expect(form.getByRole("button", { name: /记下同分先后/ })).toBeDisabled();
    expect(form.getByText("还缺：方式、主持人、理由、见证人")).toBeVisible();
    await user.click(form.getByRole("radio", { name: "表决" }));
    expect(form.queryByRole("button", { name: "上移" })).toBeNull();
    await user.type(form.getByLabelText(/示例项目1/), "{Backspace}1");
    await user.type(form.getByLabelText(/示例项目2/), "{Backspace}2");
    expect(form.getByText(/按票数：第 2 → 1 项/)).toBeVisible();
    await user.type(form.getByLabelText("计票人"), "丙示例");
    await user.type(form.getByLabelText("主持人"), "章示明");
    await user.type(form.getByLabelText("理由"), "路线更成熟");
    await user.type(form.getByLabelText("见证人"), "丁示例");
    expect(form.getByText("还缺：每人一票的票数")).toBeVisible();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(tieSettle).not.toHaveBeenCalled();
    const left = VOTERS.length - 3;
    await user.type(form.getByLabelText("弃权"), `{Backspace}${String(left)}`);
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() =>
      expect(tieSettle).toHaveBeenCalledWith("LZ-1", {
        how: {
          by: "vote",
          votes: [
            ["B1", 1],
            ["B2", 2],
          ],
          abstained: left,
          named: [],
          counted_by: "丙示例",
        },
        held_by: "章示明",
        reason: "路线更成熟",
        witnesses: "丁示例",
      }),
    );
    await waitFor(() => expect(screen.queryByRole("complementary", { name: "定同分先后" })).toBeNull());
  });

  it("is settled by a lot in the order drawn, from the keyboard", async () => {
    const tieSettle = vi.fn(() => Promise.resolve());
    const { user, form } = await open(tieSettle);
    await user.click(form.getByRole("radio", { name: "抽签" }));
    form.getAllByRole("button", { name: "上移" })[1]?.focus();
    await user.keyboard("{Control>}{ArrowUp}{/Control}");
    expect(form.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
      expect.stringContaining("示例项目2"),
      expect.stringContaining("示例项目1"),
    ]);
    expect(form.getAllByRole("button", { name: "下移" })[0]).toHaveFocus();
    await user.type(form.getByLabelText("抽签人"), "丁示例");
    await user.type(form.getByLabelText("主持人"), "章示明");
    await user.type(form.getByLabelText("理由"), "表决票数相同");
    await user.type(form.getByLabelText("见证人"), "丁示例{Control>}{Enter}{/Control}");
    await waitFor(() =>
      expect(tieSettle).toHaveBeenCalledWith("LZ-1", {
        how: { by: "lot", order: ["B2", "B1"], method: "抽签", drawn_by: "丁示例" },
        held_by: "章示明",
        reason: "表决票数相同",
        witnesses: "丁示例",
      }),
    );
  });

  it("says which part of it equal counts left tied", async () => {
    const settled = {
      order: ["B3", "B1", "B2"],
      way: "",
      how: {
        by: "vote" as const,
        votes: [
          ["B3", 4],
          ["B2", 1],
          ["B1", 1],
        ] as [string, number][],
        abstained: 1,
        named: [],
        counted_by: "丙示例",
      },
      held_by: "章示明",
      left: [["B1", "B2"]],
      reason: "路线更成熟",
      witnesses: "丁示例",
    };
    showResults({ results: () => Promise.resolve({ ...view, settled: [settled] }) });
    const said = await screen.findByText(/第 3、1、2 项，依次/);
    expect(said).toHaveTextContent("表决定出部分先后，其余票数相等");
    expect(said).toHaveTextContent("第 1、2 项票数相同，仍为同分");
  });

  it("is told at the rows as a vote or a lot, and no longer as the rule that had not told them apart", async () => {
    const base = { way: "", held_by: "", reason: "路线更成熟", witnesses: "丁示例" };
    const vote = { by: "vote" as const, votes: [], abstained: 0, named: [], counted_by: "丙示例" };
    const lot = { by: "lot" as const, order: ["B1", "B2"], method: "摸签", drawn_by: "丁示例" };
    // The vote put B3 first and left two tied, the lot told these apart; of B4 the rule alone decided.
    const settled = [
      { ...base, order: ["B3", "B1", "B2"], how: vote, left: [["B1", "B2"]] },
      { ...base, order: ["B1", "B2"], how: lot, left: [] },
    ];
    const rows = view.rows.map((row) => ({ ...row, tied: false, breakers_used: 1 }));
    showResults({ results: () => Promise.resolve({ ...view, rows, ties: [], settled }) });
    const table = within(await screen.findByRole("grid", { name: "排序" }));
    const said = (no: number) => table.getByText(`示例项目${no}`, { exact: false });
    expect(said(3)).toHaveTextContent("同分，经表决定先后");
    expect(said(1)).toHaveTextContent("同分，经抽签定先后");
    expect(said(2)).toHaveTextContent("同分，经抽签定先后");
    expect(said(3)).not.toHaveTextContent("同分先后规则");
    expect(said(4)).toHaveTextContent("同分，按同分先后规则第 1 条排定");
  });

  it("stays in words as it was settled, with what equal counts left tied", async () => {
    const settled = {
      order: ["B2", "B1"],
      way: "",
      how: {
        by: "vote" as const,
        votes: [["B2", 3] as [string, number], ["B1", 3] as [string, number]],
        abstained: 1,
        named: [],
        counted_by: "丙示例",
      },
      held_by: "章示明",
      left: [["B1", "B2"]],
      reason: "路线更成熟",
      witnesses: "丁示例",
    };
    showResults({ results: () => Promise.resolve({ ...view, settled: [settled] }) });
    const said = await screen.findByText(/无记名表决（第 2 项 3 票、第 1 项 3 票，弃权 1 票/);
    expect(said).toHaveTextContent("主持：章示明");
    expect(said).toHaveTextContent("表决票数相等，仍为同分");
    expect(said, "an equal vote settles nothing").not.toHaveTextContent(/已定同分先后|依次/);
  });
});

describe("the panel's word", () => {
  it("is chosen by digits, drafted from the experts, and kept with the lines that depart", async () => {
    const decide = vi.fn(() => Promise.resolve());
    showResults({ decide });
    const { user, dock } = await conclusion();
    expect(dock.getByText("算得的建议：同意")).toBeVisible();
    expect(dock.getByRole("radio", { name: "同意" })).toBeChecked();
    await user.click(dock.getByRole("radio", { name: "同意" }));
    await user.keyboard("3");
    expect(dock.getByRole("radio", { name: "不同意" })).toBeChecked();
    expect(dock.getByRole("radio", { name: "不立项" })).toBeChecked();
    await user.keyboard("2");
    expect(dock.getByRole("radio", { name: "建议立项" })).toBeChecked();
    await user.click(dock.getByRole("button", { name: /^取专家意见作草稿/ }));
    expect(dock.getByLabelText(/可行性意见/)).toHaveValue("路线清楚。");
    expect(dock.getByLabelText(/经费预算意见/)).toHaveValue("预算合理。\n设备费：超标准");
    expect(dock.getByLabelText("修改要求")).toHaveValue("补充试验。");
    await user.type(dock.getByLabelText("设备费财政"), "1400");
    await user.type(dock.getByLabelText("设备费理由"), "可共用");
    // Another bid and back: nothing that was typed is lost.
    await user.keyboard("{Control>}{ArrowDown}{/Control}{Control>}{ArrowUp}{/Control}");
    await user.click(await screen.findByLabelText("说明（票数请用“表决”记录）"));
    await user.keyboard("经合议形成一致意见{Control>}{Enter}{/Control}");
    await waitFor(() => expect(decide).toHaveBeenCalledOnce());
    expect(decide).toHaveBeenCalledWith("LZ-1", [
      {
        bid_no: "B1",
        conclusion: "approve_after_revision",
        standing: "recommended",
        feasibility_text: "路线清楚。",
        budget_text: "预算合理。\n设备费：超标准",
        revise_text: "补充试验。",
        reason: "",
        value_text: "",
        weakness_text: "",
        vote_text: "经合议形成一致意见",
        closing: "",
        on_project: null,
        lines: [
          {
            subject: "equipment",
            decided: { fiscal: "1400", self_raised: "300.00" },
            reason: "可共用",
          },
        ],
      },
    ]);
    expect(await screen.findByText("第 1 项的结论已记下")).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("has the panel's own closing sentence: the standard one is taken by one press, and goes with its conclusion", async () => {
    const decide = vi.fn(() => Promise.resolve());
    showResults({ decide });
    const { user, dock } = await conclusion();
    const field = dock.getByLabelText("结语");
    expect(field, "nothing stands there that nobody took").toHaveValue("");
    expect(field).toHaveAccessibleDescription("留空则打印横线，由专家手写");
    await user.keyboard("{Alt>}j{/Alt}");
    expect(field).toHaveValue("专家组认为该方案目标明确、路线可行、预算合理。");
    await user.click(dock.getByRole("radio", { name: "不同意" }));
    expect(field).toHaveValue("");
    await user.type(field, "请一年后再报。");
    await user.click(dock.getByRole("button", { name: /^填入标准结语/ }));
    expect(field).toHaveValue("请一年后再报。\n专家组认为该方案尚不具备实施条件。");
    // Words of the panel's own stay with whatever it concludes.
    await user.click(dock.getByRole("radio", { name: "同意" }));
    expect(field).toHaveValue("请一年后再报。\n专家组认为该方案尚不具备实施条件。");
    await user.clear(field);
    await user.type(field, "可以立项。{Control>}{Enter}{/Control}");
    await waitFor(() =>
      expect(decide).toHaveBeenCalledWith("LZ-1", [expect.objectContaining({ closing: "可以立项。" })]),
    );
  });

  it("names counts nowhere but in a recorded vote: a count in the note is refused at the note", async () => {
    const refused = new Refused([problem("decision.vote_counts", "说明里写了票数。")]);
    showResults({ decide: () => Promise.reject(refused) });
    const { user, dock } = await conclusion();
    const field = dock.getByLabelText("说明（票数请用“表决”记录）");
    await user.type(field, "9票同意{Control>}{Enter}{/Control}");
    await waitFor(() => expect(field).toBeInvalid());
    expect(field).toHaveAccessibleDescription(/说明里写了票数。/);
  });

  it("is refused at the field, in words", async () => {
    const refused = new Refused([
      problem("bid.opinion.missing", "缺可行性意见。", [["missing", "可行性"]]),
      problem("conclusion.departs", "与建议不同，须写理由。"),
      problem("budget.departs_from_median", "与中位数不同，须写理由。"),
    ]);
    showResults({ decide: () => Promise.reject(refused) });
    const { user, dock } = await conclusion();
    await user.keyboard("{Control>}{Enter}{/Control}");
    const field = dock.getByLabelText(/可行性意见/);
    await waitFor(() => expect(field).toBeInvalid());
    expect(field).toHaveAccessibleDescription(/缺可行性意见。 请补写。 bid.opinion.missing/);
    expect(dock.getByLabelText("理由")).toHaveAccessibleDescription(/与建议不同，须写理由。/);
    expect(dock.getByLabelText(/经费预算意见/)).toBeValid();
    expect(dock.getByText("与中位数不同，须写理由。")).toBeVisible();
    // Typing again takes the words away.
    await user.type(field, "可行。");
    expect(field).toBeValid();
  });

  it("cannot be changed once the papers are made, and says why", async () => {
    showResults({
      results: () => Promise.resolve({ ...view, session: { ...view.session, stage: "closed" } }),
    });
    const { dock } = await conclusion();
    expect(dock.getByText("会议文书已生成，结论不能再改")).toBeVisible();
    expect(dock.getByRole("button", { name: /记下结论/ })).toBeDisabled();
  });

  it("says by how much the lines go over what is granted, where nobody cut it", async () => {
    if (explain.award === null) {
      throw new Error("the sample has an award");
    }
    const award = { ...explain.award, beyond: "205.50" };
    showResults({ explain: () => Promise.resolve({ ...explain, award }) });
    const { dock } = await conclusion();
    expect(dock.getByText(/比可给财政额多 205.50 万元，没有从科目中核减/)).toBeVisible();
  });
});
