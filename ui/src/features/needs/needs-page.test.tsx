import { fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { allOf, LACKING, lineOf, viewOf } from "./fixture";
import { NeedsPage } from "./needs-page";

beforeEach(() => i18n.changeLanguage("zh"));

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

const three = [lineOf(1), LACKING, lineOf(3, { status: "published", field: "新能源" })];

function shown(given: Partial<Backend> = {}) {
  const onImport = vi.fn();
  const backend = double({
    demands: () => Promise.resolve(allOf(three)),
    demand: (no) => Promise.resolve(viewOf(three.find((one) => one.no === no) ?? lineOf(1))),
    ...given,
  });
  render(
    <BackendProvider value={backend}>
      <NeedsPage today="2026-01-20" onImport={onImport} onTwice={() => {}} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup(), onImport, backend };
}

const dock = () => within(screen.getByRole("complementary", { name: "需求详情" }));
const fill = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const opened = () => screen.findByRole("complementary", { name: "需求详情" });

describe("collecting demands", () => {
  it("teaches import and typing when there is none", async () => {
    const { user, onImport } = shown({ demands: () => Promise.resolve(allOf([])) });
    expect(await screen.findByRole("heading", { name: "还没有需求" })).toBeVisible();
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}i{/Control}");
    expect(onImport).toHaveBeenCalledOnce();
  });

  it("says what went wrong, and reads again", async () => {
    const { user, backend } = shown({
      demands: () => Promise.reject(refusal("vault.damaged", "读不出来。")),
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("读不出来。");
    backend.demands = () => Promise.resolve(allOf(three));
    await user.click(screen.getByRole("button", { name: "重试" }));
    expect(await screen.findByRole("row", { name: /第1项工艺/ })).toBeVisible();
  });

  it("shows at a glance which statements are missing, in words too", async () => {
    shown();
    const row = await screen.findByRole("row", { name: /第2项工艺/ });
    expect(within(row).getByRole("img", { name: "缺：关键技术及指标、时限" })).toBeVisible();
    expect(row).toHaveTextContent("七个领域之外");
    expect(row).toHaveTextContent("未填");
    expect(screen.getByText("共 3 条 · 要素齐全 2 · 待补正 1")).toBeVisible();
    expect(
      within(screen.getByRole("row", { name: /第1项工艺/ })).getByRole("img", { name: "六要素齐全" }),
    ).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("has a board by field and status whose cells open their demands", async () => {
    const { user } = shown();
    await screen.findByRole("row", { name: /第1项工艺/ });
    await user.keyboard("{Control>}b{/Control}");
    const board = within(screen.getByRole("grid", { name: "领域和状态看板" }));
    expect(board.getByRole("gridcell", { name: "合计 合计 3" })).toBeVisible();
    expect(board.getByRole("gridcell", { name: "其他领域 待补正 1" })).toBeVisible();
    expect(await serious()).toEqual([]);
    await user.click(board.getByRole("gridcell", { name: "新能源 已张榜 1" }));
    expect(screen.getByRole("row", { name: /第3项工艺/ })).toBeVisible();
    expect(screen.queryByRole("row", { name: /第1项工艺/ })).toBeNull();
    expect(screen.getByText("共 3 条，找到 1 条")).toBeVisible();
  });

  it("finds by a word, and clears when nothing is found", async () => {
    const { user } = shown();
    await screen.findByRole("row", { name: /第1项工艺/ });
    await user.keyboard("{Control>}k{/Control}没有的");
    expect(screen.getByRole("heading", { name: "没有这样的需求" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "清空" }));
    expect(screen.getByRole("row", { name: /第3项工艺/ })).toBeVisible();
  });

  it("says why one that is published cannot be changed", async () => {
    const { user } = shown();
    await user.click(await screen.findByRole("row", { name: /第3项工艺/ }));
    await opened();
    expect(await dock().findByText("现在不能改：已张榜")).toBeVisible();
    expect(dock().getByRole("button", { name: /修改/ })).toBeDisabled();
    expect(dock().queryByRole("button", { name: "退回补正" })).toBeNull();
  });

  it("sends back with a reason only", async () => {
    const demandMove = vi.fn(() => Promise.resolve());
    const { user } = shown({ demandMove });
    await opened();
    await user.click(await dock().findByRole("button", { name: "退回补正" }));
    expect(dock().getByText("先写理由")).toBeVisible();
    expect(dock().getByRole("button", { name: "确定" })).toBeDisabled();
    await user.type(dock().getByLabelText(/退回补正 · 理由/), "补充指标{Enter}");
    expect(demandMove).toHaveBeenCalledExactlyOnceWith(["X-001"], "return", "补充指标");
  });

  it("notes a visit", async () => {
    const demandNote = vi.fn(() => Promise.resolve(viewOf(lineOf(1))));
    const { user } = shown({ demandNote });
    await opened();
    await user.click(await dock().findByRole("button", { name: "加一条记录" }));
    await user.type(dock().getByLabelText("内容"), "看了中试线");
    await user.click(dock().getByRole("button", { name: "记下" }));
    expect(demandNote).toHaveBeenCalledExactlyOnceWith("X-001", {
      on: "2026-01-20",
      kind: "visit",
      who: "",
      text: "看了中试线",
    });
  });

  it("types a demand in by hand, says what is missing, and keeps what is refused", async () => {
    const demandSave = vi
      .fn()
      .mockRejectedValueOnce(refusal("amount_unparsable", "金额无法判定。"))
      .mockResolvedValue(viewOf(lineOf(1)));
    const { user } = shown({ demandSave });
    await screen.findByRole("row", { name: /第1项工艺/ });
    await user.keyboard("{Control>}n{/Control}");
    expect(screen.getByRole("status")).toHaveTextContent("还没有填：需求名称、出题企业、来自");
    fill("需求名称", "新工艺");
    fill("出题企业", "示例公司");
    fill("来自", "示例公司");
    fill("总投资（万元）", "约100");
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByRole("alert")).toHaveTextContent("金额无法判定。");
    expect(screen.getByLabelText("总投资（万元）")).toHaveValue("约100");
    fill("总投资（万元）", "");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByRole("grid", { name: "需求" })).toBeVisible();
    expect(demandSave).toHaveBeenLastCalledWith(
      expect.objectContaining({ no: "X-009", title: "新工艺", total_investment: "" }),
      true,
    );
  });

  it("undoes the last import after it was asked once more", async () => {
    const importUndo = vi.fn(() => Promise.resolve());
    const undoable = { id: "a", file: "需求表.xlsx", at: "2026-01-20 08:30", count: 3 };
    const { user } = shown({ importUndo, demands: () => Promise.resolve(allOf(three, { undoable })) });
    await user.click(await screen.findByRole("button", { name: "撤销导入" }));
    expect(importUndo).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "撤销这次导入" }));
    expect(importUndo).toHaveBeenCalledExactlyOnceWith("a");
  });

  it("speaks English", async () => {
    await i18n.changeLanguage("en");
    shown();
    expect(await screen.findByText("3 demands · 2 complete · 1 to be mended")).toBeVisible();
    expect(screen.getByRole("img", { name: "lacks: indicators, term" })).toBeVisible();
  });
});
