import { render, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type HomeFacts } from "../../backend";
import { double, refusal } from "../../backend/double";
import { OpeningProvider } from "../../components/may";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { CoursePage } from "./course-page";
import { granted, payment, running, serious, shown } from "./fixture";

beforeEach(() => i18n.changeLanguage("zh"));

const section = (name: string) => screen.findByRole("region", { name });

describe("the page of a project's course", () => {
  it(
    "says on top where it stands, what is next, who and by which article, and folds what has nothing to do",
    { timeout: 60_000 },
    async () => {
      const { user } = shown(running());
      expect(await screen.findByText("下一步：提交第1节点资料（出题企业）")).toBeVisible();
      expect(screen.getByText(/^实施中 · 收款单位 示例特钢股份有限公司/)).toBeVisible();
      const heads = [...document.querySelectorAll("[data-part] h2 button")];
      expect(
        heads.map((head) => `${head.textContent?.slice(1).trim()} ${head.getAttribute("aria-expanded")}`),
      ).toEqual([
        "任务书 false",
        "里程碑与拨付 true",
        "台账 true",
        "验收 false",
        "延期 false",
        "检查 false",
        "终止与追回 false",
        "经过 false",
      ]);
      await user.click(screen.getByRole("button", { name: /经过/ }));
      expect(await section("经过")).toHaveTextContent("2026-03-28 签订任务书");
      expect(await serious()).toEqual([]);
    },
  );

  it("offers no step that may not be taken now", async () => {
    const { user } = shown(
      running({ may: ["submit"], scheduled: [], payments: [payment({ state: "paid" })] }),
    );
    const nodes = within(await section("里程碑与拨付"));
    expect(nodes.getByRole("button", { name: "登记节点资料" })).toBeVisible();
    for (const name of ["登记整改通知", "登记拨付", "更正支付凭证", "支付退回"]) {
      expect(nodes.queryByRole("button", { name })).toBeNull();
    }
    await user.click(screen.getByRole("button", { name: /任务书$/ }));
    expect(screen.queryByRole("button", { name: "签订任务书" })).toBeNull();
    expect(screen.queryByRole("button", { name: "预算调剂" })).toBeNull();
  });

  it("leads by one key to where work goes on, also where that was folded; Esc there closes the form, not the page", async () => {
    const { user, onGo } = shown(running());
    await user.click(await screen.findByRole("button", { name: /里程碑与拨付/ }));
    expect(screen.queryByRole("form", { name: "提出拨付意见" })).toBeNull();
    await user.keyboard("{Control>}g{/Control}");
    await waitFor(() => expect(screen.getByLabelText(/^金额（万元）/)).toHaveFocus());
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("form", { name: "提出拨付意见" })).toBeNull();
    expect(onGo).not.toHaveBeenCalled();
  });

  it("says what went wrong, and leads back by one key", async () => {
    const { user, onGo } = shown(granted(), {
      course: () => Promise.reject(refusal("record.not_found", "找不到P-1。")),
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("找不到P-1。");
    await user.keyboard("{Escape}");
    expect(onGo).toHaveBeenCalledWith("/projects");
  });

  it("shows a supervisor everything and lets nothing be changed", async () => {
    const vault = { reading: "supervisor", found: [], safe: null } as unknown as HomeFacts;
    render(
      <BackendProvider value={double({ course: () => Promise.resolve(granted()) })}>
        <OpeningProvider vault={vault} onSafe={() => undefined}>
          <CoursePage no="P-1" onGo={() => undefined} />
        </OpeningProvider>
      </BackendProvider>,
      { wrapper: Providers },
    );
    expect(await screen.findByRole("button", { name: /保存任务书/ })).toBeDisabled();
    expect(screen.getByLabelText(/^任务书编号/)).toHaveValue("RW-001");
    expect(screen.getByRole("button", { name: "撤销立项" })).toBeDisabled();
  });

  it("speaks English", async () => {
    await i18n.changeLanguage("en");
    shown(running());
    expect(await screen.findByRole("button", { name: /Milestones and payments/ })).toBeVisible();
  });

  it("saves the papers that its records can fill", async () => {
    const courseSavePaper = vi.fn(() => Promise.resolve({ path: "/u/意见.pdf", digest: null, pages: 1 }));
    const { user } = shown(running({ payments: [payment({ at: 2 })] }), { courseSavePaper });
    const form = within(await screen.findByRole("form", { name: "文书" }));
    await user.click(form.getByRole("combobox", { name: "哪一份" }));
    expect(screen.queryByTitle("终止决定书")).toBeNull();
    await user.click(await screen.findByTitle("第 3 笔拨付意见"));
    await user.type(form.getByLabelText("保存到"), "/u/意见.pdf{Enter}");
    expect(await screen.findByText("已保存：/u/意见.pdf")).toBeVisible();
    expect(courseSavePaper).toHaveBeenCalledExactlyOnceWith(
      "P-1",
      { paper: "payment_opinion", at: 2 },
      "/u/意见.pdf",
    );
  });
});
