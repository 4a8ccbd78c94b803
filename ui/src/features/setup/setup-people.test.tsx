import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type SetupView } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { recusal, setupCalls, setupFixture } from "./fixture";
import { nextOpen, strays } from "./matrix";
import { SetupPage } from "./setup-page";

beforeEach(() => i18n.changeLanguage("zh"));

async function shown(start: SetupView = setupFixture(), given: Partial<Backend> = {}) {
  const calls = setupCalls(start);
  const backend = double({ ...calls, ...given });
  const onGo = vi.fn();
  render(
    <BackendProvider value={backend}>
      <SetupPage no="2026-01" onGo={onGo} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  await screen.findByRole("heading", { name: "会议准备" });
  return { view: calls.view, onGo };
}

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

const cell = (name: RegExp) => screen.getByRole("gridcell", { name });
const panel = () => within(screen.getByRole("grid", { name: "专家组" }));
const names = () =>
  panel()
    .getAllByRole("rowheader")
    .map((row) => row.textContent);

describe("rules", () => {
  it("stand with state, words, figure and article", async () => {
    await shown();
    const rules = within(screen.getByRole("list", { name: "规则检查" })).getAllByRole("listitem");
    expect(rules.map((rule) => rule.textContent)).toEqual([
      "符合已选出评审的项目5 项惯例",
      "符合技术专家 ≥ 14 位四（五）",
      "符合管理专家 ≥ 12 位四（五）",
      "符合财务专家 ≥ 11 位四（五）",
      "符合人数为奇数且不少于 57 位惯例",
      "符合没有人重复7 位惯例",
      "符合每项每个指标的有效评分不少于 5最少的一项 5 份惯例",
      "阻断回避全部有结论待定 2 处还有 2 处回避没有结论。 逐处决定。惯例",
      "符合会议日期在政策有效期内，或者登记会议时已写理由六（三）",
    ]);
    expect(screen.getByText("1 处阻断")).toBeVisible();
    expect(await serious()).toEqual([]);
  });
});

describe("the matrix", () => {
  it("speaks of experts who answer where nothing is scored, and of no score", async () => {
    const view = setupFixture();
    await shown({ ...view, sheet: { ...view.sheet, scored: false, criteria: [] }, min_valid: 0 });
    expect(screen.getByRole("rowheader", { name: "可以答复的专家" })).toBeVisible();
    expect(screen.getByTitle("第 1 项有 6 位专家答复")).toBeVisible();
    const dock = within(screen.getByRole("region", { name: "决定" }));
    expect(dock.getByText(/现有 \d 位专家答复。 回避后余 \d 位/)).toBeVisible();
    const people = screen.getByRole("grid", { name: "回避" }).parentElement?.parentElement;
    expect(people).not.toHaveTextContent(/有效评分|恰为下限|去一高一低/);
  });

  it("is one Tab stop at the first undecided cell, and explains the chosen one", async () => {
    await shown();
    const cells = screen.getAllByRole("gridcell", { name: /第 \d+ 项/ });
    expect(cells).toHaveLength(35);
    expect(cells.filter((one) => one.tabIndex === 0)).toEqual([cell(/^韩示例，第 4 项.*待定$/)]);
    const dock = within(screen.getByRole("region", { name: "决定" }));
    expect(dock.getByRole("heading")).toHaveTextContent("韩示例 × 第 4 项阀口独立控制型");
    expect(dock.getByText(/汾河示例大学 ＝ 揭榜方/)).toBeVisible();
    expect(dock.getByText(/现有 7 份有效评分。 回避后余 6 份，仍可去一高一低/)).toBeVisible();
    expect(cell(/^陆示例，第 1 项.*回避$/)).toHaveClass("hatch");
    expect(screen.getByTitle("第 1 项余 5 份有效评分：恰为下限")).toBeVisible();
  });

  it("decides by keys, asks first who decides, and keeps the focus in the grid", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const { view } = await shown();
    cell(/^韩示例，第 4 项/).focus();
    await user.keyboard("{Alt>}y{/Alt}");
    expect(screen.getByLabelText("决定人")).toHaveFocus();
    expect(screen.getByText("先填决定人")).toBeVisible();
    await user.keyboard("郝示例{Alt>}y{/Alt}");
    expect(await screen.findByText(/^郝示例定为回避/)).toBeVisible();
    expect(cell(/^韩示例，第 4 项.*：回避$/)).toHaveFocus();
    expect(view().recusals[0]).toMatchObject({ recused: true, by: "郝示例" });
    expect(view().recusals[0]?.reason).toContain("汾河示例大学");
    await user.keyboard("{Control>}.{/Control}");
    expect(cell(/^石示例，第 5 项.*待定$/)).toHaveFocus();
  });

  it("demands a reason for not recusing", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const { view } = await shown();
    await user.type(screen.getByLabelText("决定人"), "郝示例");
    await user.keyboard("{Control>}.{/Control}{Alt>}n{/Alt}");
    const reason = screen.getByLabelText("不回避的理由");
    expect(reason).toHaveFocus();
    expect(screen.getByRole("button", { name: /定为不回避/ })).toBeDisabled();
    expect(screen.getByText("写了理由才能定为不回避")).toBeVisible();
    await user.type(reason, "同名不同单位{Enter}");
    expect(await screen.findByText("郝示例定为不回避：同名不同单位")).toBeVisible();
    const decided = view().recusals.find(({ recused }) => recused === false);
    expect(decided).toMatchObject({ by: "郝示例", reason: "同名不同单位" });
    expect(document.activeElement).toHaveAttribute("role", "gridcell");
  });

  it("takes a recusal that is declared on any cell, and then decides it", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const { view } = await shown();
    cell(/^沈示例，第 2 项.*没有提示$/).focus();
    await user.keyboard("{Alt>}y{/Alt}");
    expect(screen.getByLabelText("情况说明")).toHaveFocus();
    expect(screen.getByText("先选情形")).toBeVisible();
    await user.click(screen.getByLabelText("情形"));
    await user.click(await screen.findByTitle(/^乙\s师生$/));
    expect(screen.getByText("写了情况说明才能登记")).toBeVisible();
    await user.type(screen.getByLabelText("情况说明"), "总师的博士生导师{Enter}");
    await vi.waitFor(() => expect(cell(/^沈示例，第 2 项.*待定$/)).toHaveFocus());
    expect(view().recusals.at(-1)).toMatchObject({
      ground: "teacher",
      raised_by: "expert",
      evidence: "总师的博士生导师",
    });
  });

  it("shows what the program refused, and leaves the cell as it was", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const no = () => Promise.reject(refusal("recusal.ground_missing", "没有理由。"));
    await shown(setupFixture(), { recusalDecide: no });
    await user.type(screen.getByLabelText("决定人"), "郝示例{Alt>}y{/Alt}");
    expect(await screen.findByRole("alert")).toHaveTextContent("没有理由。");
    expect(cell(/^韩示例，第 4 项.*待定$/)).toBeVisible();
  });

  it("names undecided pairs whose expert or bid was taken out: they still block", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const start = setupFixture();
    const out = { ...start, recusals: [recusal("E9", "F-01", null)] };
    expect(strays(out)).toHaveLength(1);
    expect(nextOpen(out, -1)).toBeNull();
    await shown(out);
    await user.click(screen.getByRole("button", { name: "顾示例 × F-01" }));
    expect(screen.getByText(/这一格不在本会表内，不影响冻结/)).toBeVisible();
  });

  it("is read only once the rules are frozen", async () => {
    const start = setupFixture();
    await shown({
      ...start,
      session: { ...start.session, stage: "frozen" },
      frozen: {
        first_digest: null,
        digest: "5be8",
        at: "2026-01-20 08:40",
        by: "郝示例",
        passed_over: [],
        version: 1,
        amendments: [],
      },
    });
    expect(screen.getByText(/规则已于 2026-01-20 08:40 由郝示例冻结/)).toBeVisible();
    expect(screen.getAllByText("规则已冻结，只能以正式修订更改")).toHaveLength(2);
    expect(screen.queryByRole("button", { name: /加专家/ })).toBeNull();
    expect(screen.queryByLabelText("决定人")).toBeNull();
  });
});

describe("the panel", () => {
  it("is ordered and thinned by keys; the focus stays with the member", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    await shown();
    panel()
      .getByRole("row", { name: /^韩示例/ })
      .focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(names().slice(0, 3)).toEqual(["沈示例", "韩示例", "陆示例"]);
    expect(panel().getByRole("row", { name: /^韩示例/ })).toHaveFocus();
    await user.keyboard("{Delete}");
    await vi.waitFor(() => expect(names()).toHaveLength(6));
    expect(names()).not.toContain("韩示例");
    expect(panel().getByRole("row", { name: /^陆示例/ })).toHaveFocus();
  });

  it("takes experts from the register by Ctrl E as named: who was drawn only a draw can say", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const { view } = await shown();
    await user.keyboard("{Control>}e{/Control}");
    const find = screen.getByRole("combobox", { name: "从专家库里找" });
    expect(screen.queryByRole("radio", { name: "抽取" })).toBeNull();
    await user.type(find, "顾");
    await user.click(await screen.findByTitle(/^顾示例/));
    await vi.waitFor(() => expect(view().panel).toHaveLength(8));
    expect(view().panel.at(-1)).toMatchObject({ no: "E9", random: false, draw: null });
  });

  it("says why a refused change did not happen, and shows the panel as it is kept", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const no = () => Promise.reject(refusal("record.not_found", "专家库里没有。"));
    await shown(setupFixture(), { setupPanel: no });
    panel()
      .getByRole("row", { name: /^陆示例/ })
      .focus();
    await user.keyboard("{Delete}");
    expect(await screen.findByRole("alert")).toHaveTextContent("专家库里没有。");
    expect(names()).toHaveLength(7);
  });

  it("leads to where experts and bids come from when there are none", async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const start = setupFixture();
    const { onGo } = await shown({ ...start, bids: [], experts: [], panel: [], recusals: [], rules: [] });
    expect(screen.getByText("还没有专家：先在左边加专家。")).toBeVisible();
    await user.keyboard("{Control>}e{/Control}");
    await user.click(screen.getByRole("button", { name: "去导入专家" }));
    await user.click(screen.getByRole("radio", { name: "项目与次序" }));
    await user.click(screen.getByRole("button", { name: "去导入方案" }));
    expect(onGo.mock.calls).toEqual([["/intake/experts"], ["/intake/bids"]]);
  });
});

describe("what was settled together before an acceptance", () => {
  it("is recorded by one key, which leads to what is missing first", async () => {
    const user = userEvent.setup();
    const start = setupFixture();
    const sessionJoint = vi.fn(() => Promise.resolve(start));
    await shown({ ...start, session: { ...start.session, kind: "acceptance" } }, { sessionJoint });
    const form = within(screen.getByRole("form", { name: "共同确认" }));
    const fields = form.getAllByRole("textbox");
    await user.keyboard("{Control>}{Shift>}{Enter}{/Shift}{/Control}");
    expect(fields[0]).toHaveFocus();
    for (const [at, text] of ["2026-01-10", "周示例", "吴示例"].entries()) {
      await user.type(fields[at] as HTMLElement, text);
    }
    await user.keyboard("{Control>}{Shift>}{Enter}{/Shift}{/Control}");
    expect(sessionJoint).toHaveBeenCalledWith("2026-01", {
      on: "2026-01-10",
      bureau: "周示例",
      sponsor: "吴示例",
    });
  });
});
