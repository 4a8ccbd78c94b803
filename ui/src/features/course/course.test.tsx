import { render, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, Refused, type Backend, type HomeFacts } from "../../backend";
import { double, refusal } from "../../backend/double";
import { OpeningProvider } from "../../components/may";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { CoursePage } from "./course-page";
import { contract, granted, node, payment, problem, running, serious, shown, shut } from "./fixture";
import { partsOf } from "./ledger-part";

beforeEach(() => i18n.changeLanguage("zh"));

const section = (name: string) => screen.findByRole("region", { name });
const save = "{Control>}{Enter}{/Control}";

describe("the page of a project's course", () => {
  it("says on top where it stands, what is next, who and by which article, and folds what has nothing to do", async () => {
    const { user } = shown(running());
    expect(await screen.findByText("下一步：提交第1节点资料（出题企业）")).toBeVisible();
    expect(screen.getByText(/^实施中 · 收款单位 示例特钢股份有限公司/)).toBeVisible();
    const open = (name: string) =>
      screen.getByRole("button", { name: new RegExp(name) }).getAttribute("aria-expanded");
    expect(
      ["任务书$", "里程碑与拨付", "台账", "验收$", "延期", "检查", "终止与追回", "经过"].map(open),
    ).toEqual(["false", "true", "true", "false", "false", "false", "false", "false"]);
    expect(await section("任务书")).toHaveTextContent("RW-001，2026-03-28 签订，完成日期 2029-03-31");
    await user.click(screen.getByRole("button", { name: /经过/ }));
    expect(await section("经过")).toHaveTextContent("2026-03-28 签订任务书");
    expect(await serious()).toEqual([]);
  });

  it("offers no step that may not be taken now", async () => {
    const { user } = shown(
      running({ may: ["submit"], scheduled: [], payments: [payment({ state: "paid" })] }),
    );
    const nodes = within(await section("里程碑与拨付"));
    expect(nodes.getByRole("button", { name: "登记节点资料" })).toBeVisible();
    for (const name of ["登记整改通知", "登记拨付", "更正支付凭证", "退回、撤回、停拨或者恢复"]) {
      expect(nodes.queryByRole("button", { name })).toBeNull();
    }
    await user.click(screen.getByRole("button", { name: /任务书$/ }));
    expect(screen.queryByRole("button", { name: "签订任务书" })).toBeNull();
    expect(screen.queryByRole("button", { name: "预算调剂" })).toBeNull();
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

describe("the contract", () => {
  it("is filled in from the bid, with the money that follows from its shares", async () => {
    shown(granted({ may: ["draft"] }));
    expect(await screen.findByLabelText("指标名称 1")).toHaveValue("带材宽度");
    expect(screen.getByLabelText("关键 1")).toBeChecked();
    expect(screen.getByLabelText("任务 2")).toHaveValue("完成量产线");
    expect(document.querySelector("table[aria-label=里程碑节点]")).toHaveTextContent("240.00");
    expect(await serious()).toEqual([]);
  });

  it("is saved by one key with its rows as they were changed", async () => {
    const { user, courseStep } = shown(granted({ may: ["draft"] }));
    await user.click(await screen.findByText("加一项指标"));
    await user.type(screen.getByLabelText("指标名称 2"), "专利");
    await user.click(screen.getByLabelText("关键 2"));
    await user.type(screen.getByLabelText("占比（%） 1"), "25");
    await user.click(screen.getByLabelText("去掉人员第 2 行"));
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "draft",
      contract: {
        ...contract,
        indicators: [
          ...contract.indicators,
          { kind: "technical", name: "专利", target: "", unit: "", key: true, method: "" },
        ],
        milestones: [{ ...contract.milestones[0], share: "25" }, contract.milestones[1]],
        people: [contract.people[0]],
      },
    });
  });

  it("says what is wrong at the part it names", async () => {
    const error = new Refused([
      problem("contract.incomplete", "任务书缺少违约责任。", [["issue", "缺少违约责任"]]),
      problem("milestone.outside", "节点不在实施期内。"),
    ]);
    const { user } = shown(granted({ may: ["draft"] }), { courseStep: () => Promise.reject(error) });
    await user.type(await screen.findByLabelText(/^违约责任/), "。");
    await user.keyboard(save);
    const said = await screen.findByText("节点不在实施期内。");
    expect(said.closest("fieldset")).toHaveAccessibleName("里程碑节点");
    expect(screen.getByLabelText(/^违约责任/)).toHaveAttribute("aria-invalid", "true");
  });

  it("is signed with who signed and the copy, once its draft is sound", async () => {
    const { user, courseStep } = shown(granted());
    const form = within(await screen.findByRole("form", { name: "签订任务书" }));
    await user.keyboard(save);
    expect(courseStep).not.toHaveBeenCalled();
    expect(form.getByRole("status")).toHaveTextContent("还缺：签字盖章的单位、签署件扫描文件");
    for (const unit of [contract.bureau, contract.sponsor, contract.solver]) {
      await user.click(form.getByRole("checkbox", { name: unit }));
    }
    await user.type(form.getByLabelText(/^签署件扫描文件/), "/u/任务书.pdf");
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "sign",
      on: "2026-04-10",
      by: [contract.bureau, contract.sponsor, contract.solver],
      copy: "/u/任务书.pdf",
    });
  });

  it("takes a re-allocation without approval: of equipment from the unit, else from the chief engineer", async () => {
    const { user, courseStep } = shown(running());
    await user.click(await screen.findByRole("button", { name: /任务书$/ }));
    await user.click(screen.getByRole("button", { name: "预算调剂" }));
    const form = within(screen.getByRole("form", { name: "预算调剂" }));
    expect(form.getByText(/^不需要审批，登记即可/)).toHaveTextContent("四（七）2");
    expect(form.getByLabelText(/^决定的技术总师/)).toHaveValue("冯示例");
    const from = within(form.getByRole("group", { name: "调出科目" }));
    await user.click(from.getByRole("radio", { name: "设备费" }));
    expect(form.queryByLabelText(/^决定的技术总师/)).toBeNull();
    await user.click(form.getByRole("radio", { name: "示例理工大学" }));
    await user.click(
      within(form.getByRole("group", { name: "调入科目" })).getByRole("radio", { name: "业务费" }),
    );
    await user.click(form.getByRole("radio", { name: "财政" }));
    await user.type(form.getByLabelText(/^金额（万元）/), "12");
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "reallocate",
      on: "2026-04-10",
      from: "equipment",
      to: "business",
      fiscal: true,
      amount: "12",
      unit: "示例理工大学",
      chief: "",
      note: "",
    });
  });

  it("asks before what was typed of one step is lost to another", async () => {
    const { user } = shown(running());
    await user.click(await screen.findByRole("button", { name: /任务书$/ }));
    await user.click(screen.getByRole("button", { name: "预算调剂" }));
    await user.type(
      screen.getByLabelText(/^金额（万元）/, { selector: "#ap-contract-reallocate-amount" }),
      "12",
    );
    await user.click(screen.getByRole("button", { name: "更换人员" }));
    const asked = within(await screen.findByRole("dialog"));
    expect(asked.getByText(/预算调剂：填了还没有保存/)).toBeInTheDocument();
  });
});

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
    await user.click(await screen.findByRole("button", { name: "退回、撤回、停拨或者恢复" }));
    const form = within(screen.getByRole("form", { name: "退回、撤回、停拨或者恢复" }));
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

  it("take the four papers by ticks with what was reached, and say which are missing", async () => {
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
  });

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
