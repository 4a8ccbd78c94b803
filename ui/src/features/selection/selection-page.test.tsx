import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type DemandLine, type SelectionView } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { SelectionPage } from "./selection-page";

beforeEach(() => i18n.changeLanguage("zh"));

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

function lineOf(n: number, more: Partial<DemandLine> = {}): DemandLine {
  return {
    no: `X-00${n}`,
    title: `第${n}项工艺`,
    field: "特种金属材料",
    field_ok: true,
    priority: true,
    sponsor: "示例特钢股份有限公司",
    status: "complete",
    missing: [],
    total_investment: "12000.00",
    collected: null,
    review: null,
    word: null,
    by_session: false,
    revised: null,
    batch: null,
    provincial: null,
    reason: "",
    ...more,
  };
}

const word = (conclusion: "list" | "list_after_revision" | "defer") => ({
  conclusion,
  score: "72",
  reason: "属链上急需。",
  revise: conclusion === "list_after_revision" ? "量化指标" : "",
  by_hand: "",
});

const full: SelectionView = {
  reviews: [
    {
      no: "需求论证2026-01",
      title: "第一批需求论证会",
      date: "2026-01-20",
      panel: ["章示明（技术）"],
      demands: 3,
      open: 1,
      passed_over: [],
      session: false,
    },
  ],
  demands: [
    lineOf(1),
    lineOf(2),
    lineOf(3, { status: "under_review", review: "需求论证2026-01" }),
    lineOf(4, { status: "proposed", review: "需求论证2026-01", word: word("list_after_revision") }),
    lineOf(5, { status: "not_selected", review: "需求论证2026-01", word: word("defer") }),
  ],
  limits: { list_from: "75", defer_below: "60", total: "100" },
};

function shown(given: Partial<Backend> = {}) {
  const onGo = vi.fn();
  const backend = double({ selection: () => Promise.resolve(full), ...given });
  render(
    <BackendProvider value={backend}>
      <SelectionPage today="2026-01-20" onGo={onGo} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup(), onGo, backend };
}

const dock = () => within(screen.getByRole("complementary", { name: "需求论证" }));
const tab = (name: RegExp) => screen.getByText(name);

describe("selection", () => {
  it("sends one to the demands while none is complete", async () => {
    const { user, onGo } = shown({ selection: () => Promise.resolve({ ...full, demands: [], reviews: [] }) });
    await user.click(await screen.findByRole("button", { name: "去需求征集" }));
    expect(onGo).toHaveBeenCalledWith("/needs");
  });

  it("says what went wrong", async () => {
    shown({ selection: () => Promise.reject(refusal("vault.damaged", "读不出来。")) });
    expect(await screen.findByRole("alert")).toHaveTextContent("读不出来。");
  });

  it("puts ticked demands before a panel; a refused panel says why and nothing typed is lost", async () => {
    const reviewOpen = vi
      .fn()
      .mockRejectedValueOnce(refusal("panel.demand.composition", "缺少行业管理专家。"))
      .mockResolvedValue(undefined);
    const experts = () =>
      Promise.resolve([
        {
          no: "Z1",
          name: "章示明",
          category: "technical" as const,
          unit: "示例大学",
          title: null,
          specialty: null,
          phone: null,
        },
      ]);
    const { user } = shown({ reviewOpen, experts });
    expect(await screen.findByText(/第一批需求论证会/)).toBeVisible();
    expect(screen.getByRole("button", { name: /手工登记论证会/ })).toBeDisabled();
    expect(screen.getByText("手工登记论证会：先勾选待论证的需求")).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: "全选" }));
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}n{/Control}");
    await user.type(screen.getByLabelText("会议编号"), "需求论证2026-02");
    await user.type(screen.getByLabelText("会议名称"), "论证会");
    await user.click(await screen.findByRole("combobox", { name: "专家组" }));
    await user.click(await screen.findByText("章示明（技术）示例大学"));
    expect(screen.getByText("管理 0 · 技术 1 · 其他 0，共 1 人")).toBeVisible();
    await user.click(screen.getByRole("button", { name: /提交论证/ }));
    expect(await screen.findByRole("alert")).toHaveTextContent("缺少行业管理专家。");
    expect(screen.getByLabelText("会议编号")).toHaveValue("需求论证2026-02");
    await user.type(screen.getByLabelText("会议编号"), "甲");
    await user.click(screen.getByRole("button", { name: /提交论证/ }));
    expect(reviewOpen).toHaveBeenLastCalledWith(
      expect.objectContaining({ panel: ["Z1"], demands: ["X-001", "X-002"], date: "2026-01-20" }),
    );
  });

  it("records the panel's word only with its grounds, and a revision with its text", async () => {
    const demandConclude = vi.fn(() => Promise.resolve());
    const { user } = shown({ demandConclude });
    await screen.findByText(/第一批需求论证会/);
    await user.click(tab(/^论证中 1$/));
    expect(dock().getByText(/75 分及以上建议入榜，不足 60 分暂不入榜/)).toBeVisible();
    await user.click(dock().getByRole("radio", { name: "完善后入榜" }));
    expect(dock().getByText("还没有填：理由、需要完善的内容")).toBeVisible();
    expect(dock().getByRole("button", { name: /保存结论/ })).toBeDisabled();
    await user.type(dock().getByLabelText("理由"), "急需");
    await user.type(dock().getByLabelText("需要完善的内容"), "量化指标");
    await user.type(dock().getByLabelText(/综合分/), "72");
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(demandConclude).toHaveBeenCalledExactlyOnceWith("X-003", {
      conclusion: "list_after_revision",
      score: "72",
      reason: "急需",
      revise: "量化指标",
      by_hand: "",
    });
  });

  it("asks for the revision, and reports ticked demands to the province", async () => {
    const demandRevised = vi.fn(() => Promise.resolve());
    const demandProvincial = vi.fn(() => Promise.resolve());
    const { user } = shown({ demandRevised, demandProvincial });
    await screen.findByText(/第一批需求论证会/);
    await user.click(tab(/^建议榜单 1$/));
    expect(screen.getByRole("row", { name: /第4项工艺/ })).toHaveTextContent("待完善");
    await user.type(dock().getByLabelText("改了什么，谁看过"), "已改");
    await user.click(dock().getByRole("button", { name: "登记完善" }));
    expect(demandRevised).toHaveBeenCalledExactlyOnceWith("X-004", { on: "2026-01-20", note: "已改" });
    await user.click(screen.getByRole("checkbox", { name: "勾选 X-004" }));
    await user.click(screen.getByRole("button", { name: "上报省科技厅" }));
    expect(demandProvincial).toHaveBeenCalledExactlyOnceWith(["X-004"], { on: "2026-01-20", note: "" });
  });

  it("speaks English", async () => {
    await i18n.changeLanguage("en");
    shown();
    expect(
      await screen.findByText("2 to review · 1 under review · 1 proposed · 1 not selected"),
    ).toBeVisible();
  });
});
