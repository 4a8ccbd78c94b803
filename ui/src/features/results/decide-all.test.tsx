import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Refused } from "../../backend";
import { i18n } from "../../i18n";
import { explain, problem, serious, showResults, view } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

describe("the conclusion as suggested", () => {
  it("is taken for all as suggested in one step, once every opinion is there", async () => {
    const user = userEvent.setup({ delay: null });
    const decide = vi
      .fn()
      .mockRejectedValueOnce(
        new Refused([problem("budget.line_undecided", "劳务费未定。", [["bid_no", "B2"]])]),
      )
      .mockResolvedValue(undefined);
    showResults({
      decide,
      explain: (_, no) => Promise.resolve({ ...explain, no, suggested: "approve" }),
      results: () => Promise.resolve({ ...view, rows: view.rows.slice(0, 2), undecided: 2 }),
    });
    await user.click(await screen.findByRole("button", { name: "全部按建议" }));
    const all = within(screen.getByRole("region", { name: "全部按建议" }));
    const save = all.getByRole("button", { name: /一次记下 2 项/ });
    expect(save).toHaveAccessibleDescription("第 1 项还缺可行性意见、经费预算意见；另有 1 项没有写全");
    const second = within(all.getByRole("row", { name: /示例项目2/ }));
    expect(second.getByText("还缺：可行性意见、经费预算意见")).toBeVisible();
    // Pressed in vain it leads to the first field that is missing.
    await user.type(all.getByLabelText("第 1 项 可行性意见"), "路线可行。");
    await user.click(save);
    expect(decide).not.toHaveBeenCalled();
    expect(all.getByLabelText("第 1 项 经费预算意见")).toHaveFocus();
    expect(all.getByLabelText("第 1 项 经费预算意见")).toBeInvalid();
    await user.clear(all.getByLabelText("第 1 项 可行性意见"));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(all.getByLabelText("第 1 项 可行性意见"), "each time anew").toHaveFocus();
    expect(decide).not.toHaveBeenCalled();
    await user.click(all.getByRole("button", { name: /^全部取专家意见/ }));
    await waitFor(() => expect(all.getByLabelText("第 2 项 可行性意见")).toHaveValue("路线清楚。"));
    await user.type(all.getByLabelText("第 1 项 可行性意见"), "可行。");
    // The closing sentence is nobody's before it is taken.
    expect(all.getByLabelText("第 1 项 结语")).toHaveValue("");
    await user.type(all.getByLabelText("第 2 项 结语"), "请尽快实施。");
    await user.click(all.getByRole("button", { name: /^全部填入标准结语/ }));
    const standard = "专家组认为该方案目标明确、路线可行、预算合理。";
    await waitFor(() => expect(all.getByLabelText("第 1 项 结语")).toHaveValue(standard));
    expect(all.getByLabelText("第 2 项 结语")).toHaveValue(`请尽快实施。\n${standard}`);
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await all.findByRole("alert")).toHaveTextContent("劳务费未定。");
    await user.click(all.getByRole("checkbox", { name: "记下第 2 项" }));
    await user.click(all.getByRole("button", { name: /一次记下 1 项/ }));
    await waitFor(() => expect(decide).toHaveBeenCalledTimes(2));
    expect(decide.mock.calls[0]?.[1]).toHaveLength(2);
    expect(decide.mock.calls[1]?.[1]).toEqual([
      expect.objectContaining({
        bid_no: "B1",
        conclusion: "approve",
        standing: "recommended",
        feasibility_text: "路线清楚。可行。",
        closing: standard,
      }),
    ]);
  });

  it("is not taken as suggested while a veto waits for the panel, and a refusal takes no merits", async () => {
    const user = userEvent.setup({ delay: null });
    const rows = view.rows.slice(0, 2).map((row) => ({ ...row, suggested: "reject" as const }));
    const opinion = {
      name: "甲示例",
      vote: null,
      merits: "路线清楚。",
      problems: "无检测条件。",
      advice: "",
    };
    showResults({
      explain: (_, no) =>
        Promise.resolve({ ...explain, no, suggested: "reject", opinions: [opinion], lines: [] }),
      results: () =>
        Promise.resolve({
          ...view,
          rows,
          undecided: 2,
          vetoes: [{ bid_no: "B2", gate: "fraud", question: "是否弄虚作假", answer: "是", experts: 1 }],
        }),
    });
    await user.click(await screen.findByRole("button", { name: "全部按建议" }));
    const all = within(screen.getByRole("region", { name: "全部按建议" }));
    expect(all.getByText(/有否决事项还没有认定的 1 项不在表中.*第 2 项/)).toBeVisible();
    expect(all.queryByRole("row", { name: /示例项目2/ })).toBeNull();
    expect(all.getByText(/第 1 项\s+B1/)).toBeVisible();
    await user.click(all.getByRole("button", { name: /^全部取专家意见/ }));
    await waitFor(() => expect(all.getByLabelText("第 1 项 可行性意见")).toHaveValue("无检测条件。"));
    expect(all.getByLabelText("第 1 项 经费预算意见"), "no technical word is one on the budget").toHaveValue(
      "",
    );
  });
});
