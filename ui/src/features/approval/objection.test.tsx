import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { ObjectionStep, ObjectionView } from "../../backend";
import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { objection, objectionForm, posted, posting, ruling, serious, shown } from "./fixture";
import { actsOf, unfit } from "./objection-draft";

beforeEach(() => i18n.changeLanguage("zh"));

const form = (name: string) => screen.findByRole("form", { name });

/** A page whose decision has one objection that goes on by its steps. */
function going(first: ObjectionView, ...then: ObjectionView[]) {
  const steps: ObjectionStep[] = [];
  const objectionStep = vi.fn((_no: string, _objection: string, step: ObjectionStep) => {
    steps.push(step);
    return Promise.resolve(posted({ step: "objected", objections: [then.shift() ?? first] }));
  });
  return { steps, ...shown({ objectionStep }, posted({ step: "objected", objections: [first] })) };
}

const identified: ObjectionStep = { step: "identify", on: "2026-02-24", by: "钱示例", how: "电话核实" };
const admitted: ObjectionStep = { step: "admit", on: "2026-02-24", by: "钱示例", refused: null, note: "" };
const examined: ObjectionStep = {
  step: "examine",
  on: "2026-02-24",
  examiners: "李示例",
  how: "比对任务书",
  verdict: "upheld",
  reason: "指标一致",
  handling: "leave_out",
};

describe("an objection", () => {
  it("is recorded as it came, with its papers", async () => {
    const objectionTake = vi.fn(() => Promise.resolve(posted({ objections: [objection()] })));
    const { user } = shown({ objectionTake });
    expect(await screen.findByText("没有登记过异议。")).toBeVisible();
    await user.keyboard("{Control>}{Shift>}n{/Shift}{/Control}");
    const taken = within(await form("登记异议"));
    await waitFor(() => expect(taken.getByLabelText(/^收到时间/)).toHaveFocus());
    expect(taken.getByText("还缺：收到时间、接收人、异议内容")).toBeVisible();
    await user.keyboard("2026-02-24 09:30");
    await user.type(taken.getByLabelText(/^接收人/), "钱示例");
    await user.type(taken.getByLabelText("真实姓名"), "周示例");
    await user.type(taken.getByLabelText("联系方式"), "0351-0000000");
    await user.click(taken.getByRole("checkbox", { name: /^JB-001/ }));
    await user.type(taken.getByLabelText(/^异议内容/), objectionForm.text);
    expect(taken.getByText(/不能受理：无具体事实和证据/)).toBeVisible();
    await user.click(taken.getByRole("button", { name: "加一件" }));
    await user.type(taken.getByLabelText("第 1 件 材料名称"), "立项文件");
    await user.type(taken.getByLabelText("第 1 件 页数"), "3");
    expect(taken.queryByText(/不能受理/)).toBeNull();
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(objectionTake).toHaveBeenCalledExactlyOnceWith("S-001", {
      ...objectionForm,
      evidence: [{ name: "立项文件", form: "", pages: "3" }],
    });
    expect(await screen.findByText("Y-001")).toBeVisible();
  });

  it("is said to be late or anonymous while it is typed, and is recorded all the same", async () => {
    const objectionTake = vi.fn(() => Promise.resolve(posted()));
    const { user } = shown({ objectionTake });
    await user.click(await screen.findByRole("button", { name: /^登记异议/ }));
    const taken = within(await form("登记异议"));
    await user.type(taken.getByLabelText(/^收到时间/), "2026-02-28 10:00");
    expect(taken.getByText(/按所填内容不能受理：逾期/)).toBeVisible();
    await user.click(taken.getByRole("radio", { name: "匿名" }));
    expect(taken.queryByLabelText("联系方式")).toBeNull();
    await user.type(taken.getByLabelText(/^接收人/), "钱示例");
    await user.type(taken.getByLabelText(/^异议内容/), "内容相同");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(objectionTake).toHaveBeenCalledExactlyOnceWith(
      "S-001",
      expect.objectContaining({ received_at: "2026-02-28 10:00", person: "", unit: "", contact: "" }),
    );
  });

  it("goes from its receipt over check, acceptance and examination to its answer, one form at a time", async () => {
    const { user, steps } = going(
      objection(),
      objection({ steps: [identified] }),
      objection({ steps: [identified, admitted], state: "accepted" }),
      objection({ steps: [identified, admitted, examined], state: "examined" }),
      objection({ steps: [identified, admitted, examined], state: "answered" }),
    );
    const identify = within(await form("Y-001 核对身份"));
    await user.type(identify.getByLabelText(/^经办人/), "钱示例");
    await user.type(identify.getByLabelText(/^核对方式/), "电话核实");
    await user.keyboard("{Control>}{Enter}{/Control}");
    const admit = within(await form("Y-001 审核受理"));
    await waitFor(() => expect(screen.getByRole("listitem", { name: "Y-001" })).toHaveFocus());
    expect(admit.getByRole("radio", { name: "受理" })).toBeChecked();
    await user.type(admit.getByLabelText(/^经办人/), "钱示例");
    await user.keyboard("{Control>}{Enter}{/Control}");
    const examine = within(await form("Y-001 核查"));
    await user.type(examine.getByLabelText(/^核查人/), "李示例");
    await user.type(examine.getByLabelText(/^核查过程/), "比对任务书");
    await user.click(examine.getByRole("radio", { name: "成立" }));
    await user.type(examine.getByLabelText(/^结论的理由/), "指标一致");
    await user.click(examine.getByRole("radio", { name: "维持" }));
    expect(examine.getByText("异议成立的，处理意见不能是“维持”。")).toBeVisible();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(steps).toHaveLength(2);
    await user.click(examine.getByRole("radio", { name: "取消资格" }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    const reply = within(await form("Y-001 答复"));
    await user.type(reply.getByLabelText(/^答复内容/), "异议成立，不再列入。");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(steps).toEqual([
      identified,
      { ...admitted, on: "2026-02-24" },
      examined,
      { step: "reply", on: "2026-02-24", text: "异议成立，不再列入。" },
    ]);
    const done = within(await screen.findByRole("list", { name: "Y-001 的办理过程" }));
    expect(done.getByText("2026-02-24 李示例核查：成立，取消资格")).toBeVisible();
    expect(screen.getByText(/^先登记变更名单的会议审定/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /登记已落实/ })).toBeNull();
  });

  it("is not accepted before somebody checked who objects, nor when it came late", async () => {
    const { user, steps } = going(objection({ inadmissible: "late" }));
    const admit = within(await form("Y-001 审核受理"));
    expect(admit.getByRole("radio", { name: "受理" })).toBeDisabled();
    expect(admit.getByRole("radio", { name: "逾期" })).toBeChecked();
    await user.type(admit.getByLabelText(/^经办人/), "钱示例");
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(steps).toEqual([{ step: "admit", on: "2026-02-24", by: "钱示例", refused: "late", note: "" }]);
  });

  it("is acted on by a ruling since its examination that names it, and then closed by one key", async () => {
    const answered = objection({ state: "answered", steps: [identified, admitted, examined] });
    const objectionStep = vi.fn(() =>
      Promise.resolve(
        posted({ objections: [{ ...answered, state: "closed", acted_on: "2026-03-04", next: null }] }),
      ),
    );
    const changed = { ...ruling, on: "2026-03-04", because: "异议成立", objections: ["Y-001"] };
    const { user } = shown(
      { objectionStep },
      posted({ step: "objected", rulings: [ruling, changed], objections: [answered] }),
    );
    await form("Y-001 登记已落实");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(objectionStep).toHaveBeenCalledExactlyOnceWith("S-001", "Y-001", { step: "act" });
    expect(await screen.findByText("2026-03-04 审定名单已相应变更")).toBeVisible();
  });

  it("is withdrawn in words, and looked at again where it was not accepted", async () => {
    const refused = objection({ state: "not_accepted", next: null, inadmissible: "late" });
    const withdrawn = objection({ state: "withdrawn", next: null });
    const { user, steps } = going(objection({ inadmissible: "late" }), refused, objection(), withdrawn);
    await form("Y-001 审核受理");
    await user.click(screen.getByRole("button", { name: "核对身份" }));
    await waitFor(() => expect(screen.getByLabelText(/^日期/)).toHaveFocus());
    await user.click(screen.getByRole("button", { name: "审核受理" }));
    // The word that cannot be chosen is passed over.
    await waitFor(() => expect(screen.getByRole("radio", { name: "不予受理" })).toHaveFocus());
    await user.type(screen.getByLabelText(/^经办人/), "钱示例");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await user.click(await screen.findByRole("button", { name: "重新审核" }));
    await form("Y-001 重新审核");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await user.click(await screen.findByRole("button", { name: "提出人撤回" }));
    await user.type(await screen.findByLabelText(/^撤回的说明/), "书面撤回");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(steps).toEqual([
      { step: "admit", on: "2026-02-24", by: "钱示例", refused: "late", note: "" },
      { step: "reconsider" },
      { step: "withdraw", on: "2026-02-24", text: "书面撤回" },
    ]);
    expect(await screen.findByText("已撤回")).toBeVisible();
    expect(within(screen.getByRole("listitem", { name: "Y-001" })).queryAllByRole("button")).toEqual([]);
  });

  it("asks before what was typed of one step is lost to another", async () => {
    const { user } = going(objection());
    const identify = within(await form("Y-001 核对身份"));
    await user.type(identify.getByLabelText(/^经办人/), "钱示例");
    await user.click(screen.getByRole("button", { name: "提出人撤回" }));
    const asked = within(await screen.findByRole("dialog"));
    expect(asked.getByText(/Y-001 核对身份：填了还没有保存/)).toBeInTheDocument();
    await user.click(asked.getByRole("button", { name: "留下" }));
    expect(identify.getByLabelText(/^经办人/)).toHaveValue("钱示例");
  });

  it("says a refusal about a bid at the bids and any other below the form", async () => {
    const error = refusal("decision.item", "方案JB-001：没有公示过。");
    error.problems.push(...refusal("publicity.none", "名单没有公示。").problems);
    const { user } = shown({ objectionTake: () => Promise.reject(error) });
    await user.click(await screen.findByRole("button", { name: /^登记异议/ }));
    const taken = within(await form("登记异议"));
    await user.type(taken.getByLabelText(/^收到时间/), "2026-02-24 10:00");
    await user.type(taken.getByLabelText(/^接收人/), "钱示例");
    await user.type(taken.getByLabelText(/^异议内容/), "内容相同");
    await user.keyboard("{Control>}{Enter}{/Control}");
    const said = await taken.findByText("方案JB-001：没有公示过。");
    expect(said.closest("fieldset")).toHaveTextContent("涉及方案");
    expect(taken.getByText("名单没有公示。").closest("fieldset")).toBeNull();
  });
});

describe("the steps of an objection", () => {
  it("are those that its state allows", () => {
    const of = (state: ObjectionView["state"], steps: ObjectionStep[] = []) =>
      actsOf(objection({ state, steps }));
    expect(of("received")).toEqual(["identify", "admit", "withdraw"]);
    expect(of("received", [identified])).toEqual(["admit", "withdraw"]);
    expect(of("not_accepted")).toEqual(["reconsider"]);
    expect(of("accepted")).toEqual(["examine", "withdraw"]);
    expect(of("examined")).toEqual(["reply", "examine", "withdraw"]);
    expect(of("answered")).toEqual(["act"]);
    expect([...of("closed"), ...of("withdrawn")]).toEqual([]);
  });

  it("count the time by every period, one that was taken down only to that day", () => {
    const down = { ...posting, taken_down: ["2026-02-20", "有误"] as [string, string] };
    const at = (day: string) => ({ ...objectionForm, received_at: `${day} 09:30` });
    expect(unfit(at("2026-02-27"), [posting])).toBeNull();
    expect(unfit(at("2026-02-28"), [posting])).toBe("late");
    expect(unfit(at("2026-02-24"), [down])).toBe("late");
    expect(unfit({ ...at("2026-02-24"), contact: "" }, [posting])).toBe("anonymous");
    const unit = { ...at("2026-02-24"), unit: "示例企业", person: "" };
    expect(unfit(unit, [posting])).toBe("anonymous");
    expect(unfit({ ...unit, sealed: true }, [posting])).toBeNull();
    expect(unfit({ ...at("2026-02-24"), evidence: [] }, [posting])).toBe("no_evidence");
  });
});
