import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { BoardView, IncidentForm } from "../../backend";
import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { serious, showBoard, view } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const revoked: BoardView["incidents"][number] = {
  at: "2026-01-20 10:05",
  kind: "revoked",
  name: "沈示例",
  what: "主板损坏",
  done: "",
  witness: null,
  by: null,
  number: null,
  withdrawn: null,
};

async function open(user: ReturnType<typeof userEvent.setup>) {
  await screen.findByRole("list", { name: "会议环节" });
  await user.keyboard("{Control>}{Shift>}i{/Shift}{/Control}");
  return within(await screen.findByRole("region", { name: "会中情况" }));
}

describe("what goes wrong", () => {
  it("lists what is on record, and records one more by key with what was done", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const forms: IncidentForm[] = [];
    const incidentRecord = vi
      .fn()
      .mockRejectedValueOnce(refusal("value_unreadable", "“十点”读不出时间。"))
      .mockImplementation((_: string, form: IncidentForm) => {
        forms.push(form);
        return Promise.resolve();
      });
    showBoard({ board: () => Promise.resolve({ ...view, incidents: [revoked] }), incidentRecord });
    const panel = await open(user);
    expect(panel.getByText(/评审电脑作废（沈示例）/)).toBeVisible();
    expect(panel.getByText("按记录列出")).toBeVisible();
    expect(panel.getByText(/最后一次收下的评分包照常计入/)).toBeVisible();
    expect(panel.getByRole("button", { name: /登记/ })).toBeDisabled();
    expect(panel.getByText("写明处理")).toBeVisible();
    await user.type(panel.getByLabelText("发生时间"), "十点");
    await user.type(panel.getByLabelText("处理"), "换用备用电脑");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await panel.findByText("“十点”读不出时间。")).toBeVisible();
    expect(panel.getByLabelText("处理")).toHaveValue("换用备用电脑");
    await user.clear(panel.getByLabelText("发生时间"));
    await user.keyboard("{Control>}{Enter}{/Control}");
    await vi.waitFor(() => expect(forms).toHaveLength(1));
    expect(forms[0]).toMatchObject({ kind: "laptop_dead", done: "换用备用电脑", happened: "" });
    await vi.waitFor(() => expect(panel.getByLabelText("处理")).toHaveValue(""));
  });

  it("withdraws a recorded one with a reason, and shows one that was withdrawn", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const incidentWithdraw = vi.fn().mockResolvedValue(undefined);
    const own = { ...revoked, kind: "power_lost" as const, name: null, by: "钱示例" };
    const incidents = [revoked, { ...own, number: 1 }, { ...own, withdrawn: "误记（钱示例 10:20）" }];
    showBoard({ board: () => Promise.resolve({ ...view, incidents }), incidentWithdraw });
    const panel = await open(user);
    expect(panel.getByText("已撤回：误记（钱示例 10:20）")).toBeVisible();
    await user.click(panel.getByRole("button", { name: "撤回这一条" }));
    const form = within(panel.getByRole("form", { name: "撤回这一条" }));
    expect(form.getByText("写明理由")).toBeVisible();
    await user.type(form.getByLabelText("撤回理由"), "记到别的会议{Enter}");
    await vi.waitFor(() =>
      expect(incidentWithdraw).toHaveBeenCalledWith(expect.anything(), 1, "记到别的会议"),
    );
  });

  it("asks what happened where the kind does not say it, and has a name for every field", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    showBoard();
    const panel = await open(user);
    expect(panel.getByText("没有登记")).toBeVisible();
    await user.click(panel.getByRole("combobox", { name: "类别" }));
    await user.click(await screen.findByTitle("其他情况"));
    expect(panel.getByText("写明情况")).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("says who has not the new task pack yet", async () => {
    const due = {
      code: "amend.task_due",
      severity: "warning",
      place: null,
      params: [],
      zh: "陆示例还没有第2版规则的任务包。",
      en: "due",
      remedy_zh: "重新制作。",
      remedy_en: "Make it anew.",
    };
    showBoard({ board: () => Promise.resolve({ ...view, task_due: [due] }) });
    expect(await screen.findByText("陆示例还没有第2版规则的任务包。")).toBeVisible();
    // Three were handed out; one of them is of the rules before.
    expect(screen.getByText("任务包发出").nextSibling).toHaveTextContent("2 / 4");
  });
});
