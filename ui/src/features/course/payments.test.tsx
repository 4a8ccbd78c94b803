import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Refused, type Backend } from "../../backend";
import { i18n } from "../../i18n";
import { granted, node, payment, problem, running, serious, shown, shut } from "./fixture";
import { partsOf } from "./ledger-part";

beforeEach(() => i18n.changeLanguage("zh"));

const section = (name: string) => screen.findByRole("region", { name });
const save = "{Control>}{Enter}{/Control}";

describe("milestones and payments", () => {
  it("show a shut gate with what it waits for and its article, and give an opinion where it is open", async () => {
    const { user, courseStep } = shown(running());
    const pays = within(await screen.findByRole("list", { name: "拨付" }));
    const milestone = pays.getByText("第 1 节点后拨付").closest("li") as HTMLElement;
    expect(milestone).toHaveTextContent("240.00 万元 四（七）1 还不能拨付：");
    expect(milestone).toHaveTextContent(shut.zh);
    expect(within(milestone).queryByRole("button")).toBeNull();
    // The open one leads: its form is there from the first.
    const form = within(screen.getByRole("form", { name: "提出拨付意见" }));
    expect(form.getByLabelText(/^金额（万元）/)).toHaveValue("360.00");
    expect(form.queryByLabelText(/^与安排金额不同的理由/)).toBeNull();
    await user.type(form.getByLabelText(/^文号/), "〔2026〕8号");
    await user.type(form.getByLabelText(/^作出机关/), "市科技局");
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "opine",
      tranche: "first",
      milestone: null,
      amount: "360.00",
      reason: "",
      opinion: { on: "2026-04-10", number: "〔2026〕8号", by: "市科技局" },
    });
  });

  it("ask why an amount is another than was foreseen, and say a day that lies too early at its field", async () => {
    const error = new Refused([problem("list.date_order", "拨付意见早于签订。", [["step", "拨付意见"]])]);
    const { user } = shown(running(), { courseStep: () => Promise.reject(error) });
    const form = within(await screen.findByRole("form", { name: "提出拨付意见" }));
    await user.clear(form.getByLabelText(/^金额（万元）/));
    await user.type(form.getByLabelText(/^金额（万元）/), "300");
    await user.type(form.getByLabelText(/^与安排金额不同的理由/), "分两次");
    await user.type(form.getByLabelText(/^文号/), "8");
    await user.type(form.getByLabelText(/^作出机关/), "市科技局");
    await user.keyboard(save);
    expect(await screen.findByText("拨付意见早于签订。")).toBeVisible();
    expect(form.getByLabelText(/^日期/)).toHaveAttribute("aria-invalid", "true");
    expect(form.getByLabelText(/^日期/)).toHaveFocus();
  });

  it("record the payment that is ready, to the sponsor, with who must act", async () => {
    const view = running({ may: ["pay", "turn_payment"], scheduled: [], payments: [payment()] });
    const { user, courseStep } = shown(view);
    const pays = within(await screen.findByRole("list", { name: "拨付" }));
    expect(pays.getByText(/^下一步：国库集中支付至出题企业（市财政局会同市科技局）/)).toHaveTextContent(
      "四（七）1",
    );
    const form = within(pays.getByRole("form", { name: "登记拨付" }));
    expect(form.getByText(/按国库集中支付拨付至出题企业：示例特钢股份有限公司/)).toBeVisible();
    await user.type(form.getByLabelText(/^支付凭证号/), "ZF-1");
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "pay",
      at: 0,
      on: "2026-04-10",
      voucher_no: "ZF-1",
      voucher: "",
    });
  });

  it("offer of a payment only the turns that its state has", async () => {
    const view = running({ may: ["turn_payment"], scheduled: [], payments: [payment({ state: "stopped" })] });
    const { user, courseStep } = shown(view);
    await user.click(await screen.findByRole("button", { name: "恢复拨付" }));
    const form = within(screen.getByRole("form", { name: "恢复拨付" }));
    expect(form.getAllByRole("radio")).toHaveLength(1);
    expect(form.getByRole("radio", { name: "恢复拨付" })).toBeChecked();
    await user.type(form.getByLabelText(/^理由/), "问题已解决");
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "turn_payment",
      at: 0,
      how: "resume",
      reason: "问题已解决",
    });
  });

  it(
    "take the four papers by ticks with what was reached, and say which are missing",
    { timeout: 60_000 },
    async () => {
      const error = new Refused([problem("papers.missing", "缺专账和支出凭证复印件。")]);
      const courseStep = vi.fn<Backend["courseStep"]>().mockRejectedValueOnce(error);
      courseStep.mockResolvedValue(running());
      const { user } = shown(running({ may: ["submit"], scheduled: [] }), { courseStep });
      await user.click(await screen.findByRole("button", { name: "登记节点资料" }));
      const form = within(screen.getByRole("form", { name: "登记节点资料" }));
      await user.click(form.getByRole("checkbox", { name: "进展情况报告（验收报告）" }));
      await user.type(form.getByLabelText("带材宽度的完成值"), "510");
      expect(form.getByRole("row", { name: /带材宽度/ })).toHaveTextContent("关键 带材宽度≥600mm");
      expect(await serious()).toEqual([]);
      await user.keyboard(save);
      const said = await screen.findByText("缺专账和支出凭证复印件。");
      expect(said.closest("fieldset")).toHaveAccessibleName("提交的资料");
      expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
        step: "submit",
        papers: {
          milestone: 1,
          on: "2026-04-10",
          reports: [{ kind: "progress", title: "进展情况报告（验收报告）", on: "2026-04-10" }],
          audit_no: "",
          reached: [{ indicator: "带材宽度", target: "≥600mm", actual: "510", key: true, evidence: "" }],
          self_text: "",
        },
      });
    },
  );

  it("show what the panel said, until when it is put right, and lead to its notice", async () => {
    const said = {
      session_no: "考核-1",
      on: "2027-04-20",
      conclusion: "rectify" as const,
      until: "2027-10-20",
      notice: null,
    };
    const view = running({
      stands: "rectifying",
      may: ["notify", "submit"],
      scheduled: [],
      nodes: [node(1, { said: [said] }), node(2)],
    });
    const { user, courseStep } = shown(view);
    const list = await screen.findByRole("list", { name: "里程碑节点" });
    expect(list).toHaveTextContent("2027-04-20 会议 考核-1：限期整改，期限 2027-10-20整改通知还没有登记");
    const form = within(screen.getByRole("form", { name: "登记整改通知" }));
    await user.type(form.getByLabelText(/^文号/), "〔2027〕3号");
    await user.type(form.getByLabelText(/^作出机关/), "市科技局");
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "notify",
      notice: { on: "2026-04-10", number: "〔2027〕3号", by: "市科技局" },
    });
  });
});

describe("the ledger", () => {
  it("parts what was approved so that it adds up, in figures and not by colour alone", async () => {
    const ledger = { ...granted().ledger, paid: "360.00", under_way: "240.00", left: "840.00" };
    shown(running({ ledger, accounts: [] }));
    const words = "批准 1,200.00 ＝ 已拨 360.00 ＋ 在办 240.00 ＋ 未拨 600.00";
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.getByRole("img", { name: words })).toHaveTextContent("已拨在办未拨");
    const parts = partsOf(ledger);
    expect(parts && parts.paid + parts.under_way + parts.left).toBe(parts?.approved);
  });

  it("leaves unknown what nobody recorded", async () => {
    shown(running({ ledger: { ...granted().ledger, paid: null, left: null } }));
    expect(await screen.findByText("此前拨付的数没有登记，不能计算未拨")).toBeVisible();
    expect((await section("台账")).querySelector("dl")).toHaveTextContent("已支出（财政）不知道");
  });

  it("takes an account with what is known by subject, and nothing where nothing is", async () => {
    const { user, courseStep } = shown(running());
    await user.click(await screen.findByRole("button", { name: "登记支出" }));
    const form = within(screen.getByRole("form", { name: "登记支出" }));
    await user.type(form.getByLabelText(/^截至日期/), "2026-12-31");
    await user.type(form.getByLabelText(/^财政资金支出/), "100");
    await user.type(form.getByLabelText(/^自筹资金支出/), "300");
    await user.type(form.getByLabelText(/^自筹资金到位/), "800");
    form.getByLabelText(/^截至日期/).focus();
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "account",
      account: {
        as_of: "2026-12-31",
        spent_fiscal: "100",
        spent_self_raised: "300",
        spent_by: [],
        arrived: "800",
        audit_no: "",
      },
    });
  });
});
