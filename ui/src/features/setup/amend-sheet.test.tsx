import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import {
  BackendProvider,
  type AmendDraftForm,
  type AmendDraftView,
  type AmendPreview,
  type Backend,
  type SetupView,
} from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { setupCalls, setupFixture } from "./fixture";
import { SetupPage } from "./setup-page";

beforeEach(() => i18n.changeLanguage("zh"));

const said = (code: string, severity: string, zh: string) => ({
  code,
  severity,
  place: null,
  params: [],
  zh,
  en: code,
  remedy_zh: "照此处理。",
  remedy_en: "Do this.",
});

const inForce: AmendDraftForm = {
  sheet: {
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
    criteria: [
      {
        id: "route",
        name_zh: "技术路线可行性",
        name_en: "",
        max: "40",
        raters: ["technical"],
        parts: [],
        bands: [{ name: "优", from: "0", text: "" }],
      },
    ],
    questions: [],
    limits: {
      feasibility: "route",
      budget: "route",
      agree_from: "30",
      reject_below: "24",
      rate_floor: "60",
      first_from: "32",
      second_from: "28",
    },
  },
  method: { aggregation: "trimmed", basis: "points", weights: [], first: null },
  by_displayed: false,
};

const look: AmendPreview = {
  version: 2,
  what: said("amended.sheet", "info", "评分表修订：“技术路线可行性”由40分改为35分"),
  touched: [{ no: "E1", name: "沈示例", signed: 5, counts: false, task: "anew" }],
  recusals: 0,
  marks: { kept: ["经费预算合理性"], empty: ["技术路线可行性"] },
  errors: [],
  warnings: [said("amend.sets_aside", "warning", "沈示例（5份）已签的5份评分表不再计入。")],
};

function frozen(version = 1): SetupView {
  const view = setupFixture();
  const made = {
    version: 2,
    at: "2026-01-20 10:05",
    by: "钱示例",
    approved_by: "沈示例",
    reason: "权重有误",
    what: said("amended.sheet", "info", "评分表修订"),
    signed: 0,
    digest: "ab12cd34ef567890",
  };
  return {
    ...view,
    session: { ...view.session, stage: "scoring" },
    frozen: {
      first_digest: null,
      digest: "5be8",
      at: "2026-01-20 08:40",
      by: "郝示例",
      passed_over: [],
      version,
      amendments: version > 1 ? [made] : [],
    },
  };
}

async function drafting(given: Partial<Backend> = {}) {
  let draft: AmendDraftView = { form: inForce, begun: false, problems: [], part_sums: [] };
  const saved: AmendDraftForm[] = [];
  const backend = double({
    ...setupCalls(frozen()),
    amendPreview: () => Promise.resolve(look),
    amendDraft: () => Promise.resolve(draft),
    amendDraftSave: (_, form) => {
      saved.push(form);
      draft = { form, begun: true, problems: [], part_sums: [] };
      return Promise.resolve(draft);
    },
    amendDraftDrop: () => {
      draft = { form: inForce, begun: false, problems: [], part_sums: [] };
      return Promise.resolve(draft);
    },
    ...given,
  });
  render(
    <BackendProvider value={backend}>
      <SetupPage no="2026-01" onGo={() => undefined} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  await screen.findByRole("heading", { name: "会议准备" });
  fireEvent.click(screen.getByText("评分表与规则"));
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  await screen.findByRole("region", { name: "修订规则" });
  await user.keyboard("{Control>}{Shift>}a{/Shift}{/Control}");
  await user.click(screen.getByText("评分表或方法"));
  const editor = within(await screen.findByRole("form", { name: "修订草稿" }));
  return { user, editor, saved };
}

describe("another sheet or method", () => {
  it("is drafted in the sheet's editor, shows whose sheets no longer count, and is amended to", async () => {
    const rulesAmend = vi.fn(() => Promise.resolve(frozen(2)));
    const { user, editor, saved } = await drafting({ rulesAmend });
    expect(screen.getAllByText("在左边的草稿里改评分表或者计分方法")[0]).toBeVisible();
    expect(screen.queryByRole("table", { name: "涉及的专家" })).toBeNull();
    const total = editor.getByLabelText("总分");
    await user.clear(total);
    await user.type(total, "35");
    await user.click(editor.getByLabelText(/按显示的两位小数比较得分/));
    await waitFor(() => expect(saved.at(-1)).toMatchObject({ sheet: { total: "35" }, by_displayed: true }));
    await waitFor(() => expect(editor.getByText("草稿已有改动")).toBeVisible());
    const touched = await screen.findByRole("table", { name: "涉及的专家" });
    expect(touched).toHaveTextContent("沈示例5留存，不计入收新任务包，核对确认、补评后重新锁定");
    expect(screen.getByText("沈示例（5份）已签的5份评分表不再计入。")).toBeVisible();
    expect(screen.getByText("保留在专家电脑上、逐项确认：经费预算合理性")).toBeVisible();
    expect(screen.getByText("新增的和满分有变的，须补评：技术路线可行性")).toBeVisible();
    await user.type(screen.getByLabelText("修订理由"), "权重有误");
    await user.type(screen.getByLabelText("组长同意（姓名）"), "沈示例");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(rulesAmend).not.toHaveBeenCalled();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(rulesAmend).toHaveBeenCalledOnce());
    expect(rulesAmend.mock.calls[0]).toMatchObject(["2026-01", { kind: "scoring", reason: "权重有误" }]);
    await waitFor(() => expect(screen.queryByRole("form", { name: "修订草稿" })).toBeNull());
  });

  it("keeps the method of the draft apart from the one in force, and is dropped when it is not wanted", async () => {
    const { user, editor, saved } = await drafting();
    await user.click(editor.getByLabelText(/中位数/));
    await waitFor(() => expect(saved.at(-1)?.method.aggregation).toBe("median"));
    const chosen = screen
      .getAllByRole("radio", { name: /中位数/ })
      .map((one) => (one as HTMLInputElement).checked);
    expect(chosen, "the draft's; the method in force is told in a line").toEqual([true]);
    expect(screen.getByText(/^现行的计分方法：去一高一低/)).toBeVisible();
    await user.click(editor.getByRole("button", { name: "放弃草稿" }));
    await user.click(await screen.findByRole("button", { name: "放弃" }));
    await waitFor(() => expect(editor.getByRole("button", { name: "放弃草稿" })).toBeDisabled());
    expect(screen.queryByRole("table", { name: "涉及的专家" })).toBeNull();
  });

  it("says what the draft lacks, and keeps what was refused in the form", async () => {
    const amendDraftSave = vi
      .fn()
      .mockRejectedValueOnce(refusal("session.out_of_order", "评分已经汇总。"))
      .mockImplementation((_, form: AmendDraftForm) =>
        Promise.resolve({
          form,
          begun: true,
          problems: [said("sheet.points", "error", "分值合计不是总分。")],
          part_sums: [],
        }),
      );
    const stop = said("sheet.points", "error", "分值合计不是总分。");
    const amendPreview = () =>
      Promise.resolve({ ...look, what: null, touched: [], marks: null, errors: [stop] });
    const { user, editor } = await drafting({ amendDraftSave, amendPreview });
    const total = editor.getByLabelText("总分");
    await user.type(total, "0");
    await user.tab();
    expect(await editor.findByText("评分已经汇总。")).toBeVisible();
    expect(total).toHaveValue("400");
    await user.type(total, "0");
    await user.tab();
    expect(await editor.findByText("分值合计不是总分。")).toBeVisible();
    expect(await screen.findByText("有必须先处理的问题")).toBeVisible();
    expect(screen.getByRole("button", { name: /^修订(?!草稿|规则)/ })).toBeDisabled();
  });

  it("says in the draft what the points come to, where a finding is, and nothing of a freeze that is past", async () => {
    const points = {
      ...said("sheet.points_not_100", "error", "合计达到40分后才能冻结"),
      place: "total",
      params: [
        ["sheet", "揭榜方案评分表"],
        ["sum", "35"],
        ["total", "40"],
        ["blank", "—"],
      ] as [string, string][],
    };
    const bands = { ...said("sheet.bands", "error", "档次有误。"), place: "criterion/3/bands" };
    const { editor } = await drafting({
      amendDraft: () =>
        Promise.resolve({ form: inForce, begun: true, problems: [points, bands], part_sums: [] }),
    });
    const lacks = await editor.findByRole("region", { name: "补全后才能修订" });
    expect(lacks).toHaveTextContent("总分各指标满分合计35分，应为40分。");
    expect(lacks).toHaveTextContent("合计达到40分后才能修订");
    expect(lacks).not.toHaveTextContent(/冻结|没有设分值/);
    expect(lacks).toHaveTextContent("第 3 项指标的档次");
    expect(lacks).not.toHaveTextContent("criterion/3");
  });

  it("has a name for every field", async () => {
    await drafting();
    const form = screen.getByRole("form", { name: "修订草稿" });
    const found = await axe.run(form, { rules: { "color-contrast": { enabled: false } } });
    const bad = found.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
    expect(bad.map((v) => `${v.id} ${v.nodes[0]?.html}`)).toEqual([]);
  });
});
