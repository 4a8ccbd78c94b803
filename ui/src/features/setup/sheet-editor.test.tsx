import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import {
  BackendProvider,
  type CriterionForm,
  type Problem,
  type SheetEdit,
  type SheetForm,
} from "../../backend";
import { double } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { setupCalls, setupFixture } from "./fixture";
import { SheetTab } from "./sheet-tab";

beforeEach(() => i18n.changeLanguage("zh"));

const criterion = (id: string, name_zh: string, max: string): CriterionForm => ({
  id,
  name_zh,
  name_en: "",
  max,
  raters: ["technical"],
  parts: [],
  bands: [{ name: "优", from: "0", text: "" }],
});

const form: SheetForm = {
  name_zh: "揭榜方案评分表",
  name_en: "",
  basis: "通行做法",
  total: "40",
  step: "0.5",
  by_criterion: true,
  score_subs: false,
  trim_min: "5",
  min_valid: "5",
  deviation: "30",
  tie_breakers: ["route"],
  criteria: [criterion("route", "技术路线可行性", "25"), criterion("budget", "经费预算合理性", "15")],
  questions: [],
  limits: {
    feasibility: "route",
    budget: "budget",
    agree_from: "30",
    reject_below: "24",
    rate_floor: "60",
    first_from: "32",
    second_from: "28",
  },
};

const asked: Problem = {
  code: "sheet.weight_missing",
  severity: "error",
  place: "criterion/3/max",
  params: [],
  zh: "指标“产业带动”还没有分值。",
  en: "No points.",
  remedy_zh: "填写满分。",
  remedy_en: "Give them.",
};

const wrongParts = (n: number): Problem => ({
  ...asked,
  code: "sheet.parts",
  place: `criterion/${n}/parts`,
  zh: `指标 ${n} 的分项合计与满分不一致。`,
});

/** The program as far as the editor needs it: it asks for a weight that is empty. */
function program(start: SheetForm, found: readonly Problem[] = []) {
  let edit: SheetEdit = {
    form: start,
    own: false,
    problems: [...found],
    part_sums: [null, null],
    kept: ["去年的评分表"],
  };
  const put = (next: SheetForm, own = true) => {
    const blank = next.criteria.some(({ max }) => max === "");
    const sumOf = ({ parts }: CriterionForm) => parts.reduce((sum, { max }) => sum + Number(max), 0);
    const sums = next.criteria.map((one) => (one.parts.length === 0 ? null : sumOf(one)));
    const off = next.criteria.flatMap((one, at) =>
      sums[at] == null || String(sums[at]) === one.max ? [] : [wrongParts(at + 1)],
    );
    const criteria = next.criteria.map((one, at) => (one.id === "" ? { ...one, id: `c${at}` } : one));
    edit = {
      ...edit,
      form: { ...next, criteria },
      own,
      problems: blank ? [asked] : off,
      part_sums: sums.map((sum) => (sum === null ? null : String(sum))),
    };
    return Promise.resolve(edit);
  };
  return {
    saved: () => edit.form,
    calls: {
      sheetEdit: () => Promise.resolve(edit),
      sheetSave: vi.fn((_: string, next: SheetForm) => put(next)),
      sheetReset: vi.fn(() => put(form, false)),
      sheetTake: vi.fn((_: string, name: string) => put({ ...form, name_zh: name })),
      sheetImport: vi.fn(() => put({ ...form, name_zh: "导入的" })),
      sheetKeep: vi.fn(() => Promise.resolve(edit)),
    },
  };
}

async function shown(start = form, found: readonly Problem[] = []) {
  const own = program(start, found);
  const view = setupFixture();
  const user = userEvent.setup();
  render(
    <BackendProvider value={double({ ...setupCalls(view), ...own.calls })}>
      <SheetTab
        no="2026-01"
        view={view}
        locked={null}
        unsaved={false}
        passing=""
        onPassing={() => undefined}
        onGo={() => undefined}
      />
    </BackendProvider>,
    { wrapper: Providers },
  );
  await user.keyboard("{Control>}e{/Control}");
  await screen.findByRole("form", { name: "编辑评分表" });
  return { user, own };
}

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

describe("the score sheet", () => {
  it("is edited in place: a new criterion is asked for its points, and kept as it is typed", async () => {
    const { user, own } = await shown();
    await user.click(screen.getByRole("button", { name: "加一项指标" }));
    await user.type(screen.getByRole("textbox", { name: "指标 3" }), "产业带动");
    await user.tab();
    expect(await screen.findByText("指标“产业带动”还没有分值。")).toBeVisible();
    expect(screen.getByText("第 3 项指标的满分"), "where, in words").toBeVisible();
    await user.type(screen.getByRole("textbox", { name: "指标 3 的满分" }), "10");
    await user.tab();
    await vi.waitFor(() => expect(own.saved().criteria[2]).toMatchObject({ name_zh: "产业带动", max: "10" }));
    await vi.waitFor(() => expect(screen.queryByText("指标“产业带动”还没有分值。")).toBeNull());
    expect(await serious()).toEqual([]);
  });

  it("has parts and bands, an order, who scores what, and lines", async () => {
    const { user, own } = await shown();
    const first = screen.getByRole("group", { name: "指标 1" });
    await user.click(within(first).getByRole("checkbox", { name: "财务" }));
    await user.click(within(first).getByRole("button", { name: /分项 0、档次 1/ }));
    await user.click(within(first).getByRole("button", { name: "加一项分项" }));
    await user.type(screen.getByRole("textbox", { name: "指标 1 的分项 1" }), "依据");
    await user.click(screen.getByRole("button", { name: "指标 1 下移" }));
    await user.selectOptions(screen.getByRole("combobox", { name: "同分第 2 比" }), "经费预算合理性");
    await vi.waitFor(() => expect(own.saved().tie_breakers).toEqual(["route", "budget"]));
    expect(own.saved().criteria.map(({ id }) => id)).toEqual(["budget", "route"]);
    expect(own.saved().criteria[1]).toMatchObject({
      raters: ["technical", "finance"],
      parts: [{ name: "依据", max: "" }],
    });
  });

  it("says at the bands at once that a changed maximum left them behind, until they are changed or meant so", async () => {
    const bands = ["18", "15", "12", "0"].map((from, at) => ({ name: `第${at + 1}档`, from, text: "" }));
    const first = { ...criterion("route", "技术路线可行性", "20"), bands };
    const { user } = await shown({ ...form, criteria: [first, criterion("budget", "经费预算合理性", "15")] });
    const max = screen.getByRole("textbox", { name: "指标 1 的满分" });
    expect(screen.queryByText(/档次有误|档次还没有改/)).toBeNull();
    await user.clear(max);
    await user.type(max, "15");
    expect(screen.getByText("档次有误")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "分项 0、档次 4" }));
    expect(screen.getByText("第 1 档的下限 18 大于满分 15")).toBeVisible();
    expect(screen.getByRole("textbox", { name: "指标 1 的档次 1 下限" })).toBeInvalid();
    expect(screen.getByRole("textbox", { name: "指标 1 的档次 2 下限" })).not.toBeInvalid();
    await user.clear(max);
    await user.type(max, "40");
    const behind = () => screen.queryByText(/满分由 20 改为 40，各档下限还是原来的/);
    expect(behind()).toBeVisible();
    await user.click(screen.getByRole("button", { name: "下限不变" }));
    expect(behind()).toBeNull();
    await user.clear(max);
    await user.type(max, "20");
    expect(screen.getByText(/满分由 40 改为 20/)).toBeVisible();
    await user.type(screen.getByRole("textbox", { name: "指标 1 的档次 2 下限" }), ".5");
    expect(screen.queryByText(/各档下限还是原来的/)).toBeNull();
  });

  it("shows what the program finds at the bands there as well", async () => {
    const refused = {
      ...wrongParts(1),
      code: "sheet.bands",
      place: "criterion/1/bands",
      zh: "档次应由高到低。",
    };
    const { user } = await shown(form, [refused]);
    expect(screen.getByText("档次有误")).toBeVisible();
    await user.click(screen.getAllByRole("button", { name: "分项 0、档次 1" })[0] as HTMLElement);
    const bands = screen.getByRole("region", { name: "档次" });
    expect(within(bands).getByText("档次应由高到低。")).toBeVisible();
  });

  it("scores the parts where that is switched on: the sum of their maxima is shown, and what is wrong stands at them", async () => {
    const { user, own } = await shown();
    const switched = screen.getByRole("checkbox", { name: /^分项打分/ });
    expect(switched).not.toBeChecked();
    await user.click(switched);
    const first = screen.getByRole("group", { name: "指标 1" });
    await user.click(within(first).getByRole("button", { name: /分项 0、档次 1/ }));
    for (const [i, name, max] of [
      [1, "原理依据", "10"],
      [2, "进度安排", "14"],
    ] as const) {
      await user.click(within(first).getByRole("button", { name: "加一项分项" }));
      await user.type(screen.getByRole("textbox", { name: `指标 1 的分项 ${i}` }), name);
      await user.type(screen.getByRole("textbox", { name: `指标 1 的分项 ${i} 分值` }), max);
    }
    await user.type(screen.getByRole("textbox", { name: "指标 1 的分项 1 看什么" }), "有无前期验证");
    await user.tab();
    expect(await within(first).findByText("分项合计 24 分，满分 25 分")).toBeVisible();
    expect(within(first).getByText("指标 1 的分项合计与满分不一致。")).toBeVisible();
    await user.click(within(first).getByRole("button", { name: /分项 2、档次 1/ }));
    expect(within(first).getByText("分项有误")).toBeVisible();
    await user.click(within(first).getByRole("button", { name: /分项 2、档次 1/ }));
    await user.clear(screen.getByRole("textbox", { name: "指标 1 的分项 2 分值" }));
    await user.type(screen.getByRole("textbox", { name: "指标 1 的分项 2 分值" }), "15");
    await user.tab();
    expect(await within(first).findByText("分项合计 25 分，满分 25 分")).toBeVisible();
    expect(own.saved()).toMatchObject({ score_subs: true });
    expect(own.saved().criteria[0]?.parts).toMatchObject([
      { name: "原理依据", hint: "有无前期验证", max: "10" },
      { name: "进度安排", hint: "", max: "15" },
    ]);
    expect(await serious()).toEqual([]);
  });

  it("shows at the bands that they were left behind a changed maximum, which keeps nothing from being frozen", async () => {
    const user = userEvent.setup();
    const zh = "指标“路线”的满分由20分改为30分，各档下限还是原来的。";
    const behind = {
      code: "sheet.bands_behind",
      severity: "warning",
      place: "criterion/1/bands",
      params: [],
    };
    await shown(form, [
      { ...behind, zh, en: "behind", remedy_zh: "按新的满分改。", remedy_en: "Change them." },
    ]);
    expect(screen.getByRole("region", { name: "请看" })).toHaveTextContent(zh);
    expect(screen.queryByText(/补全后才能冻结/)).toBeNull();
    expect(screen.getByText("满分改过，档次还没有改")).toBeVisible();
    await user.click(screen.getAllByRole("button", { name: "分项 0、档次 1" })[0] as HTMLElement);
    expect(within(screen.getByRole("region", { name: "档次" })).getByText(zh)).toBeVisible();
  });

  it("is taken from what the office keeps, from a workbook, or back from the shipped one; an edited one goes only when asked", async () => {
    const { user, own } = await shown();
    await user.selectOptions(screen.getByRole("combobox", { name: "选用常用评分表" }), "去年的评分表");
    expect(await screen.findByDisplayValue("去年的评分表")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "从表格导入" }));
    await user.type(screen.getByLabelText("评分表文件"), "/tmp/评分表.xlsx");
    await user.click(screen.getByRole("button", { name: /^导\s?入$/ }));
    expect(await screen.findByText(/这里已编辑的评分表就没有了/)).toBeInTheDocument();
    expect(own.calls.sheetImport).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: /^换\s?上$/ }));
    expect(own.calls.sheetImport).toHaveBeenCalledWith("2026-01", "/tmp/评分表.xlsx");
    expect(await screen.findByDisplayValue("导入的")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "恢复默认" }));
    await user.click((await screen.findAllByRole("button", { name: /^换\s?上$/ })).at(-1) as HTMLElement);
    expect(await screen.findByText("默认评分表")).toBeVisible();
  });
});
