import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type SetupView } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { grouped } from "../../components/amount";
import { clock, draftOf, factsOf } from "./facts";
import { setupCalls, setupFixture } from "./fixture";
import { placed } from "./order";
import { SetupPage } from "./setup-page";

beforeEach(() => i18n.changeLanguage("zh"));

async function shown(tab: string, start: SetupView = setupFixture(), given: Partial<Backend> = {}) {
  // The radios of a Segmented lie under their labels.
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const calls = setupCalls(start);
  const onGo = vi.fn();
  render(
    <BackendProvider value={double({ ...calls, ...given })}>
      <SetupPage no="2026-01" onGo={onGo} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  await user.click(await screen.findByRole("radio", { name: tab }));
  return { user, view: calls.view, onGo };
}

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

/** A set-up in which nothing is in the way. */
function ready(): SetupView {
  const start = setupFixture();
  const recusals = start.recusals.map((one) => ({ ...one, recused: true }));
  const rules = start.rules.map((rule) => ({ ...rule, state: "done" as const, problems: [] }));
  return { ...start, recusals, rules };
}

describe("bids and their order", () => {
  const rows = () => screen.getAllByRole("row").slice(1);
  const order = () => rows().map((row) => /F-\d+/.exec(row.textContent ?? "")?.[0]);

  it("are moved by keys and by a typed place, and saved together", async () => {
    const { user, view } = await shown("项目与次序");
    expect(screen.getByText("没有改动")).toBeVisible();
    rows()[2]?.focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(order().slice(0, 3)).toEqual(["F-01", "F-03", "F-02"]);
    expect(rows()[1]).toHaveFocus();
    await user.keyboard("{F2}5{Enter}");
    expect(order().slice(0, 5)).toEqual(["F-01", "F-02", "F-04", "F-05", "F-03"]);
    expect(rows()[4]).toHaveFocus();
    expect(screen.getByText("有改动未保存")).toBeVisible();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText("没有改动")).toBeVisible();
    expect(view().bids.find((bid) => bid.no === "F-03")?.position).toBe(5);
    expect(await serious()).toEqual([]);
  });

  it("are ticked with Space, and all that a search lists at once", async () => {
    const { user, view } = await shown("项目与次序");
    rows()[0]?.focus();
    await user.keyboard(" ");
    expect(screen.getByText("已选 4 / 7 项")).toBeVisible();
    await user.type(screen.getByLabelText("查找"), "制造7");
    expect(rows()).toHaveLength(1);
    await user.click(screen.getByRole("checkbox", { name: "选中列出的全部项目" }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    await vi.waitFor(() => expect(view().bids.find((bid) => bid.no === "F-07")?.position).toBe(5));
    expect(view().bids.find((bid) => bid.no === "F-01")?.position).toBeNull();
  });

  it("keep what is not saved when another part is looked at, and say that it keeps the freeze back", async () => {
    const { user } = await shown("项目与次序", ready());
    await user.click(screen.getByRole("checkbox", { name: /^选中列出/ }));
    await user.click(screen.getByRole("radio", { name: "评分表与规则" }));
    expect(screen.getAllByText("项目与次序有改动未保存")).toHaveLength(2);
    await user.click(screen.getByRole("radio", { name: "项目与次序" }));
    expect(screen.getByText("已选 7 / 7 项")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "放弃改动" }));
    expect(screen.getByText("已选 5 / 7 项")).toBeVisible();
  });

  it("cannot be none", async () => {
    const { user } = await shown("项目与次序");
    await user.click(screen.getByRole("checkbox", { name: /^选中列出/ }));
    await user.click(screen.getByRole("checkbox", { name: /^选中列出/ }));
    expect(screen.getByText("至少选一项")).toBeVisible();
    expect(screen.getByRole("button", { name: /保存项目与次序/ })).toBeDisabled();
  });
});

describe("the freeze", () => {
  it("of a sheet of questions alone shows them, and neither points nor a method of ranking", async () => {
    const start = ready();
    const question = {
      question: "是否因不可抗力",
      triggers: "是",
      effect: "提示延期实施",
      raters: ["technical" as const, "legal" as const],
    };
    const sheet = { ...start.sheet, scored: false, questions: [question], criteria: [], total: "0" };
    const complete = {
      rule: "sheet" as const,
      state: "done" as const,
      article: "惯例",
      count: 0,
      least: null,
      problems: [],
    };
    const rules = [...start.rules, complete];
    const { user } = await shown("评分表与规则", { ...start, rules, ranks: false, sheet });
    const table = screen.getByRole("table", { name: "核查事项" });
    expect(table).toHaveTextContent("是否因不可抗力是提示延期实施技术、法律");
    expect(screen.queryByText(/为一档/)).toBeNull();
    expect(screen.queryByRole("radio", { name: /^平均/ })).toBeNull();
    expect(screen.queryByText("同分先后")).toBeNull();
    // Nor do the words of the freeze speak of points.
    const freeze = screen.getByRole("region", { name: "冻结规则" });
    expect(freeze).toHaveTextContent("核查表、专家和项目只能以正式修订更改");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByRole("alertdialog")).toHaveTextContent("核查表的各个事项");
    expect(freeze).not.toHaveTextContent(/分值|同分|汇总方法/);
    await user.click(screen.getByRole("radio", { name: "专家与回避" }));
    const list = screen.getByRole("list", { name: "规则检查" });
    expect(list).toHaveTextContent("核查表填写完整1 项核查事项");
    expect(list).not.toHaveTextContent("分值");
  });

  it("says what is in the way", async () => {
    const { view } = await shown("评分表与规则");
    expect(screen.getByRole("heading", { name: "还不能冻结" })).toBeVisible();
    expect(screen.getByText("还有 2 处回避没有结论。")).toBeVisible();
    expect(screen.getByRole("button", { name: /冻结规则/ })).toBeDisabled();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(view().frozen).toBeNull();
    expect(screen.getByText("依次比较：技术路线可行性 → 经费预算合理性", { exact: false })).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("is done with Ctrl Enter, shows the digest, and leaves everything read only", async () => {
    const { user, view, onGo } = await shown("评分表与规则", ready());
    expect(screen.getByText("可以冻结")).toBeVisible();
    await user.click(screen.getByRole("radio", { name: /^平均/ }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    // Nothing is done before it was said what cannot be changed afterwards.
    expect(view().frozen).toBeNull();
    const last = screen.getByRole("alertdialog", { name: /只能以正式修订更改（要理由和组长确认）/ });
    expect(last).toHaveTextContent("专家组 ");
    expect(last).toHaveTextContent("汇总方法：平均");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("alertdialog")).toBeNull();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await user.click(screen.getByRole("button", { name: /确认冻结/ }));
    expect(await screen.findByRole("heading", { name: "规则已冻结" })).toBeVisible();
    expect(view().frozen).toMatchObject({ passed_over: [] });
    expect(view().method.aggregation).toBe("mean");
    expect(screen.getByText(view().frozen?.digest ?? "")).toBeVisible();
    expect(screen.getByRole("radio", { name: /^平均/ })).toBeDisabled();
    expect(screen.getByText(/规则已于 2026-01-20 08:40 由郝示例冻结/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "去会议进行" }));
    expect(onGo).toHaveBeenCalledWith("/meetings/2026-01/board");
  });

  it("demands one reason for what asks to be looked at", async () => {
    const start = ready();
    const problem = { code: "panel.size", severity: "warning", place: null, params: [] };
    const words = { zh: "人数为偶数。", en: "Even.", remedy_zh: "增减一位。", remedy_en: "Add one." };
    const rules = start.rules.map((rule) =>
      rule.rule === "size" ? { ...rule, state: "warn" as const, problems: [{ ...problem, ...words }] } : rule,
    );
    const rulesFreeze = vi.fn(() => Promise.reject(refusal("io", "读写失败。")));
    const { user } = await shown("评分表与规则", { ...start, rules }, { rulesFreeze });
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByLabelText("仍要冻结的理由")).toHaveFocus();
    expect(screen.getByText("有请看的事项，须写理由")).toBeVisible();
    await user.keyboard("一位专家临时请假{Control>}{Enter}{/Control}");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(rulesFreeze).toHaveBeenCalledWith("2026-01", "一位专家临时请假");
    expect(await screen.findByRole("alert")).toHaveTextContent("读写失败。");
    expect(screen.getByLabelText("仍要冻结的理由")).toHaveValue("一位专家临时请假");
  });
});

describe("facts", () => {
  it("are kept at a pause, with the time, and say what prints as a blank", async () => {
    const { user, view } = await shown("会议情况");
    expect(screen.getByLabelText("地点")).toHaveAccessibleDescription("空着：印空白");
    await user.type(screen.getByLabelText("地点"), "北楼 302");
    expect(screen.getByText("正在保存")).toBeVisible();
    await vi.waitFor(() => expect(view().facts.place).toBe("北楼 302"), { timeout: 4000 });
    expect(await screen.findByText(/已保存 \d\d:\d\d:\d\d/)).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("tell nobody who came from nobody who noted it", async () => {
    const { user, view } = await shown("会议情况");
    expect(screen.getByText("纪要上印空白")).toBeVisible();
    await user.click(screen.getByRole("radio", { name: "无人列席" }));
    await vi.waitFor(() => expect(view().facts.attendees).toEqual([]), { timeout: 4000 });
    await user.click(screen.getByRole("radio", { name: "有人列席" }));
    expect(screen.getByText(/还没有写姓名：照“未登记”处理/)).toBeVisible();
    await user.type(
      screen.getByLabelText("列席人员", { selector: "textarea" }),
      "甲示例 市财政局{Enter}乙示例",
    );
    await vi.waitFor(() => expect(view().facts.attendees).toEqual(["甲示例 市财政局", "乙示例"]), {
      timeout: 4000,
    });
  });

  it("say what is no time and keep the rest; what is due is kept when the page goes", async () => {
    const { user, view } = await shown("会议情况");
    await user.type(screen.getByLabelText("开始"), "八点");
    expect(screen.getByLabelText("开始")).toHaveAccessibleDescription("未存：写成 8:30 的样子");
    await user.clear(screen.getByLabelText("开始"));
    await user.type(screen.getByLabelText("开始"), "8：30");
    await user.type(screen.getByLabelText("主持人"), "钱示例");
    await user.click(screen.getByRole("radio", { name: "专家与回避" }));
    await vi.waitFor(() => expect(view().facts).toMatchObject({ started: "08:30", host: "钱示例" }));
  });

  it("say that they are not kept, and keep them on the page", async () => {
    const no = () => Promise.reject(refusal("io", "读写失败。"));
    const { user } = await shown("会议情况", setupFixture(), { factsSet: no });
    await user.type(screen.getByLabelText("地点"), "北楼");
    await user.tab();
    expect(await screen.findByText("读写失败。")).toBeVisible();
    expect(screen.getByText(/未能保存/)).toBeVisible();
    expect(screen.getByLabelText("地点")).toHaveValue("北楼");
  });
});

describe("texts", () => {
  it("amounts are grouped without being computed", () => {
    expect(["1458.00", "999.99", "-12345678.5", "?"].map(grouped)).toEqual([
      "1,458.00",
      "999.99",
      "−12,345,678.5",
      "?",
    ]);
  });
  it("times are read as people write them", () => {
    expect(["8:30", "08：05", " ", "24:00", "8.30"].map(clock)).toEqual([
      "08:30",
      "08:05",
      null,
      undefined,
      undefined,
    ]);
  });
  it("a fact goes to the form and back unchanged", () => {
    const { facts } = setupFixture();
    expect(factsOf(draftOf(facts), facts)).toEqual(facts);
    const some = { ...facts, attendees: ["甲"], started: "08:30" };
    expect(factsOf(draftOf(some), facts)).toEqual(some);
  });
  it("a place beyond the ends is the end", () => {
    expect(placed(["a", "b", "c"], "a", 9)).toEqual(["b", "c", "a"]);
    expect(placed(["a", "b", "c"], "c", 0)).toEqual(["c", "a", "b"]);
  });
});
