import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { FeesForm, Problem, SavedDocument } from "../../backend";
import { refusal } from "../../backend/double";
import { openPaper } from "../../components/pdf/engine";
import { fakeLibrary, fakePaper, stubCanvas } from "../../components/pdf/fake-paper";
import { i18n } from "../../i18n";
import { kept, NO, rules, serious, shown, typed, view } from "./fixture";

vi.mock("../../components/pdf/engine", () => ({
  openPaper: vi.fn(),
  library: () => Promise.resolve(fakeLibrary),
}));

beforeEach(async () => {
  await i18n.changeLanguage("zh");
  stubCanvas();
  vi.mocked(openPaper).mockResolvedValue(fakePaper([["专家咨询费发放表"]]).paper);
});

const row = (name: RegExp) => within(screen.getByRole("row", { name }));

describe("the fees of a session", () => {
  it("pay nobody at first, and tell what is known of each expert beside the row", async () => {
    shown();
    expect(await screen.findByRole("row", { name: /沈怀瑾/ })).toBeVisible();
    expect(screen.getByText("还没有登记")).toBeVisible();
    expect(screen.getByText(/工作人员不领取/)).toBeVisible();
    expect(row(/陆知远/).getByText("没有签到记录 · 15:20 离会 · 回避 2 / 12 项 · 号码不全")).toBeVisible();
    expect(row(/沈怀瑾/).queryByText(/签到/)).toBeNull();
    expect(screen.getByLabelText("沈怀瑾的天数")).toHaveValue("");
    expect(row(/合计 0 人/).getAllByText("—")).toHaveLength(3);
    expect(screen.getByText("保存", { selector: "button, button *" }).closest("button")).toBeDisabled();
    expect(await serious()).toEqual([]);
  });

  it("are computed by the program while one types, and kept with the key", async () => {
    const feesCheck = vi.fn((_no: string, form: FeesForm) => Promise.resolve(typed(form, kept())));
    const feesSave = vi.fn(() => Promise.resolve(kept()));
    const { user } = shown({ feesCheck, feesSave });
    fireEvent.change(await screen.findByLabelText("沈怀瑾的天数"), { target: { value: "1" } });
    fireEvent.mouseDown(screen.getByLabelText("沈怀瑾的职称类别"));
    fireEvent.click(await screen.findByTitle("高级"));
    fireEvent.click(screen.getByLabelText("沈怀瑾的单独同意书已收"));
    expect(await row(/沈怀瑾/).findAllByText("1,500.00")).toHaveLength(2);
    expect(await screen.findByText("税后合计 人民币壹仟伍佰元整")).toBeVisible();
    expect(
      row(/合计 1 人/).getAllByText("未定"),
      "a tax that is not known leaves its sums open",
    ).toHaveLength(2);
    expect(await screen.findByText("有未保存的改动")).toBeVisible();
    await user.keyboard("{Control>}s{/Control}");
    expect(feesSave).toHaveBeenCalledWith(NO, {
      rows: [
        { expert_no: "Z1", grade: "senior", days: "1", tax: "", consent: true },
        { expert_no: "Z2", grade: null, days: "", tax: "", consent: false },
      ],
      paid_on: "",
      present_rules: false,
    });
    expect(await screen.findByText("2026-01-21 09:00 由钱示例登记")).toBeVisible();
  });

  it("say what cannot be read and what is refused, and keep what was typed", async () => {
    const problem: Problem = {
      code: "value_unreadable",
      severity: "error",
      place: "沈怀瑾",
      params: [],
      zh: "天数“一天”读不出来。",
      en: "unreadable",
      remedy_zh: "照此处理。",
      remedy_en: "Do this.",
    };
    const { user } = shown({
      feesCheck: (_no, form) => Promise.resolve(typed(form, view({ problems: [problem] }))),
      feesSave: () => Promise.reject(refusal("value_unreadable", "天数读不出来，没有保存。")),
    });
    await user.type(await screen.findByLabelText("沈怀瑾的天数"), "一天");
    expect(await screen.findByText("天数“一天”读不出来。")).toBeVisible();
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("天数读不出来，没有保存。")).toBeVisible();
    expect(screen.getByLabelText("沈怀瑾的天数")).toHaveValue("一天");
  });

  it("say that the rules are not frozen, what went wrong, and go back with Esc", async () => {
    const early = shown({ fees: () => Promise.reject(refusal("rules.not_frozen", "规则没有冻结。")) });
    await early.user.click(await screen.findByRole("button", { name: "去会议准备" }));
    expect(early.onGo).toHaveBeenCalledWith("/setup");
  });

  it("are left with Esc to the papers", async () => {
    const { user, onGo } = shown();
    await screen.findByRole("row", { name: /沈怀瑾/ });
    await user.keyboard("{Escape}");
    expect(onGo).toHaveBeenCalledWith("/documents");
  });

  it("say what could not be read of the vault", async () => {
    shown({ fees: () => Promise.reject(refusal("io", "读写失败。")) });
    expect(await screen.findByText("读写失败。")).toBeVisible();
  });
});

describe("the rates", () => {
  it("are the office's own, set beside, and told where they lie above the central ones", async () => {
    const feeRulesSet = vi.fn(() => Promise.resolve({ form: rules({ senior: "2500" }), problems: [] }));
    const { user } = shown(
      { feeRulesSet },
      view({ rules: rules({ senior: "" }), present: rules({ senior: "" }) }),
    );
    expect(await screen.findByText("高级 未设，其他 900.00，院士和全国知名专家上浮 50%")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "修改标准" }));
    const form = within(screen.getByRole("form", { name: "修改标准" }));
    expect(form.getByText(/高级 1500—2400，其他 900—1500/)).toBeVisible();
    expect(form.getByRole("button", { name: "存为本单位标准" })).toBeDisabled();
    await user.type(form.getByLabelText("高级，元 / 人天"), "2500{Enter}");
    expect(feeRulesSet).toHaveBeenCalledWith(rules({ senior: "2500" }));
    await waitFor(() => expect(screen.queryByRole("form", { name: "修改标准" })).toBeNull());
  });

  it("of the day it was recorded stay until somebody takes the present ones", async () => {
    const feesSave = vi.fn(() => Promise.resolve(kept()));
    const { user } = shown(
      { feesSave, feesCheck: (_no, form) => Promise.resolve(typed(form, kept())) },
      kept({ other_rules: true, present: rules({ senior: "2000.00" }) }),
    );
    await user.click(await screen.findByRole("button", { name: "改按现行标准" }));
    expect(screen.getByText("将按现行标准，保存后生效")).toBeVisible();
    await user.keyboard("{Control>}s{/Control}");
    expect(feesSave).toHaveBeenCalledWith(NO, expect.objectContaining({ present_rules: true }));
  });
});

describe("the sheet", () => {
  it("is saved masked, or in full with a purpose", async () => {
    const feeSheetSave = vi.fn((_no: string, _purpose: string | null, path: string) =>
      Promise.resolve<SavedDocument>({ path, digest: null, pages: 1 }),
    );
    const { user } = shown({ feeSheetSave }, kept());
    const form = within(await screen.findByRole("form", { name: "保存 PDF" }));
    expect(form.getByText("先写保存到哪里")).toBeVisible();
    fireEvent.change(form.getByLabelText("保存到"), { target: { value: "/u/费.pdf" } });
    await user.type(form.getByLabelText("保存到"), "{Enter}");
    expect(await screen.findByText("已存到 /u/费.pdf")).toBeVisible();
    expect(feeSheetSave).toHaveBeenLastCalledWith(NO, null, "/u/费.pdf");
    fireEvent.click(form.getByLabelText("完整号码"));
    expect(form.getByText("先写用途")).toBeVisible();
    expect(form.getByText(/用途和你的姓名写入日志/)).toBeVisible();
    expect(form.getByRole("button", { name: "保存 PDF" })).toBeDisabled();
    await user.type(form.getByLabelText("用途"), "送财务处发放{Enter}");
    expect(feeSheetSave).toHaveBeenLastCalledWith(NO, "送财务处发放", "/u/费.pdf");
  });

  it("waits for what is typed to be saved, and for somebody to be paid", async () => {
    const { user } = shown(
      { feesCheck: (_no, form) => Promise.resolve(typed(form, kept())) },
      kept({ sums: { people: 0, net: "0.00", net_words: null, tax: "0.00", gross: "0.00" } }),
    );
    expect(await screen.findByText("还没有人填天数")).toBeVisible();
    expect(screen.getByRole("button", { name: /^预览/ })).toBeDisabled();
    await user.type(screen.getByLabelText("陆知远的天数"), "2");
    expect(await screen.findByText("先保存上面的登记")).toBeVisible();
  });

  it("is looked at in the place of the table", async () => {
    const { user } = shown({ feeSheetPreview: () => Promise.resolve(new ArrayBuffer(8)) }, kept());
    await screen.findByRole("row", { name: /沈怀瑾/ });
    await user.keyboard("{Control>}p{/Control}");
    expect(await screen.findByRole("region", { name: "专家费发放表（遮盖号码）" })).toBeVisible();
    expect(screen.queryByRole("row", { name: /沈怀瑾/ })).toBeNull();
    await user.keyboard("{Escape}");
    expect(await screen.findByRole("row", { name: /沈怀瑾/ })).toBeVisible();
  });

  it("goes with what was recorded when that is purged with a reason", async () => {
    const feesPurge = vi.fn(() => Promise.resolve(view()));
    const { user } = shown({ feesPurge }, kept());
    await user.click(await screen.findByRole("button", { name: "清除登记" }));
    const form = within(screen.getByRole("form", { name: "清除登记" }));
    expect(form.getByText("先写理由")).toBeVisible();
    await user.type(form.getByLabelText("清除的理由"), "发放完毕，期限已满{Enter}");
    expect(feesPurge).toHaveBeenCalledWith(NO, "发放完毕，期限已满");
    expect(await screen.findByText("还没有登记")).toBeVisible();
  });
});
