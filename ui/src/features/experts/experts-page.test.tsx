import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type ExpertLine } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { ExpertsPage } from "./experts-page";

beforeEach(() => i18n.changeLanguage("zh"));

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

const expertOf = (n: number): ExpertLine => ({
  no: `Z${n}`,
  name: `赵示例${n}`,
  category: n % 2 === 0 ? "finance" : "technical",
  unit: "中北大学",
  title: n === 1 ? null : "教授",
  specialty: "机械传动",
  phone: `1390000000${n}`,
});

function shown(given: Partial<Backend>) {
  const onImport = vi.fn();
  const backend = double(given);
  render(
    <BackendProvider value={backend}>
      <ExpertsPage onImport={onImport} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup(), onImport, backend };
}

const list = (count: number) => Array.from({ length: count }, (_, i) => expertOf(i + 1));
const detail = () => within(screen.getByRole("complementary", { name: "专家详情" }));

describe("the register of experts", () => {
  it("teaches the import when it is empty", async () => {
    const { user, onImport } = shown({ experts: () => Promise.resolve([]) });
    expect(await screen.findByRole("heading", { name: "专家库还是空的" })).toBeVisible();
    expect(await serious()).toEqual([]);
    await user.click(screen.getByRole("button", { name: /导入专家/ }));
    expect(onImport).toHaveBeenCalledOnce();
  });

  it("says what went wrong, and reads again", async () => {
    const { user, backend } = shown({
      experts: () => Promise.reject(refusal("vault.damaged", "读不出来。")),
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("读不出来。");
    backend.experts = () => Promise.resolve(list(1));
    await user.click(screen.getByRole("button", { name: "重试" }));
    expect(await screen.findByRole("row", { name: /赵示例1/ })).toBeVisible();
  });

  it("shows phones beside the chosen one, and says that identity numbers are not shown", async () => {
    const { user } = shown({ experts: () => Promise.resolve(list(3)) });
    const grid = within(await screen.findByRole("grid", { name: "专家" }));
    expect(screen.getByText("共 3 位 · 技术 2 · 财务 1")).toBeVisible();
    expect(grid.getByRole("row", { name: /赵示例2/ })).toHaveTextContent(
      "Z2赵示例2财务中北大学教授机械传动13900000002",
    );
    expect(detail().getByText("13900000001")).toBeVisible();
    expect(detail().getByText("未填")).toBeVisible();
    expect(detail().getByText(/身份证件号码和银行账号不在屏幕上显示/)).toBeVisible();
    expect(await serious()).toEqual([]);
    grid.getByRole("row", { name: /赵示例1/ }).focus();
    await user.keyboard("{ArrowDown}");
    expect(detail().getByRole("heading", { name: "赵示例2" })).toBeVisible();
    expect(grid.getByRole("row", { name: /赵示例2/ })).toHaveAttribute("aria-selected", "true");
  });

  it("finds by any word, the category's too, and says when nobody is found", async () => {
    const { user } = shown({ experts: () => Promise.resolve(list(3)) });
    await screen.findByRole("grid", { name: "专家" });
    await user.keyboard("{Control>}k{/Control}");
    await user.keyboard("财务");
    expect(screen.getByText(/共 3 位，找到 1 位/)).toBeVisible();
    expect(screen.queryByRole("row", { name: /赵示例1/ })).toBeNull();
    await user.keyboard("无人");
    expect(screen.getByRole("heading", { name: "没有这样的专家" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "清空查找" }));
    expect(screen.getByRole("row", { name: /赵示例3/ })).toBeVisible();
  });

  it("shows a long register in parts", async () => {
    const { user } = shown({ experts: () => Promise.resolve(list(450)) });
    const grid = await screen.findByRole("grid", { name: "专家" });
    expect(grid.querySelectorAll("tbody tr")).toHaveLength(200);
    await user.click(screen.getByText("再显示 200 位"));
    expect(grid.querySelectorAll("tbody tr")).toHaveLength(400);
    expect(screen.getByText(/显示前 400 位，共 450 位/)).toBeVisible();
  });
});
