import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Refused, type DocumentLine } from "../../backend";
import { refusal } from "../../backend/double";
import { fakeLibrary } from "../../components/pdf/fake-paper";
import { i18n } from "../../i18n";
import { begin, chosen, onGo, option, problem, shown, view } from "./fixture";

vi.mock("../../components/pdf/engine", () => ({
  openPaper: vi.fn(),
  library: () => Promise.resolve(fakeLibrary),
}));

beforeEach(begin);

describe("the papers", () => {
  it("stand by phase, each with its pages and its state in a word", async () => {
    shown();
    await option(/评审纪要/);
    expect(screen.getAllByRole("option").map((row) => row.textContent)).toEqual([
      "签到表4 已存 2026-01-20 15:12",
      "评分汇总表（隐名）3 已作废，数据有改动",
      "评审纪要4 可出，尚未存",
      "建议名单— 等：3 个项目还没有结论",
      "建议名单 .xlsx— 可出，尚未存",
      "核验清单 .lzv— 可出，尚未存",
    ]);
    expect(screen.getByText(/6 种，已排版的 \d 种共 11 页/)).toBeVisible();
  });

  it("say in words what they wait for before the tally, whether or not anything is scored", async () => {
    const early = problem("session.out_of_order", "会议现处于“独立打分”，不能进行“查看结果”。");
    const waits = { state: "blocked" as const, pages: null, digest: null, problems: [early] };
    const minutes = { ...(view().documents[0] as DocumentLine), ...waits, title: "里程碑节点考核纪要" };
    const session = { ...view().session, kind: "milestone" as const, stage: "scoring" as const };
    const documents = view({ session, documents: [minutes], blocked: [early] });
    shown({ documents: () => Promise.resolve(documents) });
    expect(await option(/里程碑节点考核纪要/)).toHaveTextContent("等：专家全部交包、汇总以后");
    expect(screen.getAllByText(/再办“锁定并汇总”/).length).toBeGreaterThan(0);
    expect(document.body).not.toHaveTextContent(/不能进行|查看结果|评分/);
  });

  it("say in English what each one is, beside the title that it prints", async () => {
    await i18n.changeLanguage("en");
    shown();
    expect(await option(/评审纪要/)).toHaveTextContent("minutes of the review");
    expect(await option(/核验清单/)).toHaveTextContent("signed list for verification");
  });

  it("show the chosen one live, who signs it, its checks and its digest", async () => {
    shown();
    expect(await screen.findByText("第 1 / 2 页")).toBeVisible();
    const side = within(screen.getByRole("complementary"));
    expect(side.getByText("2 人，按此顺序")).toBeVisible();
    expect(side.getByText("沈怀瑾（组长）")).toBeVisible();
    expect(side.getByText("字形齐全，无缺字，共 2 页")).toBeVisible();
    expect(side.getByText("已存为 签到表.pdf")).toBeVisible();
    expect(side.getByText("全套可以保存")).toBeVisible();
    expect(side.getByText("9f30 9f31 9f32 9f33")).toBeVisible();
    expect(side.getByText(/旧纸件作废并留痕/)).toBeVisible();
  });

  it("change with the arrows, in the list and outside of it, but not while one reads", async () => {
    const user = userEvent.setup();
    shown();
    await screen.findByText("第 1 / 2 页");
    await user.keyboard("{ArrowDown}");
    expect(chosen()).toHaveTextContent("评分汇总表");
    expect(screen.getByText(/存过的件已作废/)).toBeVisible();
    await user.click(await option(/评审纪要/));
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(chosen()).toHaveTextContent("签到表");
    await user.keyboard("{ArrowUp}");
    expect(chosen()).toHaveTextContent("签到表");
    (await screen.findByRole("region", { name: "预览：签到表" })).focus();
    await user.keyboard("{ArrowDown}");
    expect(chosen()).toHaveTextContent("签到表");
  });

  it("say what a blocked one waits for, and what a workbook is", async () => {
    const user = userEvent.setup();
    shown();
    await user.click(await option(/建议名单—/));
    expect(screen.getByRole("heading", { name: "这件文书还不能出" })).toBeVisible();
    expect(screen.getAllByText("3 个项目还没有结论。")).toHaveLength(2);
    await user.click(await option(/\.xlsx/));
    expect(screen.getByRole("heading", { name: /电子表格/ })).toBeVisible();
    expect(screen.getByText("本件不签字。")).toBeVisible();
    await user.click(await option(/\.lzv/));
    expect(screen.getByRole("heading", { name: /核验清单/ })).toBeVisible();
  });

  it("say which glyph is missing, and where", async () => {
    const missing = new Refused([
      problem("document.missing_glyph", "字体里没有“𬭎”（U+2CB4E）。", "评审纪要 · 专家姓名"),
    ]);
    shown({ documentPreview: () => Promise.reject(missing) });
    expect(await screen.findByText("版面没有做出来")).toBeVisible();
    expect(screen.getByText("评审纪要 · 专家姓名")).toBeVisible();
    expect(screen.getAllByText(/字体里没有“𬭎”/)).toHaveLength(2);
    expect(screen.getAllByText("document.missing_glyph")).toHaveLength(2);
  });

  it("say that there is nothing before the rules are frozen, and lead there", async () => {
    const user = userEvent.setup();
    shown({ documents: () => Promise.resolve(view({ documents: [] })) });
    await user.click(await screen.findByRole("button", { name: "去会议准备" }));
    expect(onGo).toHaveBeenCalledWith("/setup");
  });

  it("say that they are read, and what went wrong", async () => {
    shown({ documents: () => Promise.reject(refusal("io", "读写失败。")) });
    expect(screen.getByText("正在读取会议文书……")).toBeVisible();
    expect(await screen.findByText("读写失败。")).toBeVisible();
  });

  it("are left with Esc, and axe finds nothing serious", async () => {
    const user = userEvent.setup();
    shown();
    await screen.findByText("第 1 / 2 页");
    await user.keyboard("{Control>}{Shift>}s{/Shift}{/Control}");
    const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.filter((v) => v.impact === "serious" || v.impact === "critical")).toEqual([]);
    await user.keyboard("{Escape}");
    expect(onGo).not.toHaveBeenCalled();
    await user.keyboard("{Escape}");
    expect(onGo).toHaveBeenCalledWith("/results");
  });
});

describe("the fees", () => {
  it("are no paper of the set and have a page of their own, by button and key", async () => {
    const user = userEvent.setup();
    shown();
    await screen.findByText("第 1 / 2 页");
    expect(screen.getByText(/不在全套文书里/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: /专家费发放表/ }));
    await user.keyboard("{Control>}e{/Control}");
    expect(onGo.mock.calls).toEqual([["/fees"], ["/fees"]]);
  });
});
