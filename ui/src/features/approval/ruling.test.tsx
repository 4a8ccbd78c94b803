import { fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Backend } from "../../backend";
import { refusal } from "../../backend/double";
import { fenOf, wanOf } from "../../components/amount";
import { i18n } from "../../i18n";
import { objection, objectionForm, posted, ruling, serious, shown, toDecide, toPost } from "./fixture";
import { moved, reorders, rowsOf } from "./ruling-draft";

beforeEach(() => i18n.changeLanguage("zh"));

const form = () => screen.findByRole("form", { name: "登记会议审定" });

async function fill(user: ReturnType<typeof shown>["user"]) {
  await user.type(screen.getByLabelText(/^会议名称/), "局长办公会");
  await user.type(screen.getByLabelText(/^会议纪要编号/), "2026年第3次");
  await user.type(screen.getByLabelText(/^出席人员/), "班子成员7人");
}

describe("a ruling", () => {
  it("follows the panel as it stands, and goes with one key once the meeting is said", async () => {
    const approvalRule = vi.fn<Backend["approvalRule"]>(() => Promise.resolve(toPost()));
    const { user } = shown({ approvalRule }, toDecide());
    expect(await form()).toHaveTextContent("审定金额合计 1,500.50 万元");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(approvalRule).not.toHaveBeenCalled();
    expect(screen.getByLabelText(/^会议纪要编号/)).toHaveFocus();
    expect(screen.getByLabelText(/^会议纪要编号/)).toHaveAttribute("aria-invalid", "true");
    expect(within(await form()).getByRole("status")).toHaveTextContent(
      "还缺：会议名称、会议纪要编号、出席人员",
    );
    await fill(user);
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(approvalRule).toHaveBeenCalledExactlyOnceWith("S-001", {
      on: "2026-02-24",
      meeting: "局长办公会",
      minutes_no: "2026年第3次",
      attendance: "班子成员7人",
      by: "meeting",
      items: [
        { bid_no: "JB-001", standing: "recommended", award: "300.00", reason: "" },
        { bid_no: "JB-002", standing: "recommended", award: "1200.50", reason: "" },
        { bid_no: "JB-003", standing: "none", award: "", reason: "" },
      ],
      order_reason: "",
      because: "",
      objections: [],
    });
    expect(await screen.findByText("2026-02-06 · 局长办公会 · 2026年第3次 · 会议研究")).toBeVisible();
  });

  it("asks for the reason as soon as a bid departs from the panel, and counts the awards as they are typed", async () => {
    const approvalRule = vi.fn<Backend["approvalRule"]>(() => Promise.resolve(toPost()));
    const { user } = shown({ approvalRule }, toDecide());
    await form();
    expect(screen.queryByLabelText("JB-001 理由")).toBeNull();
    const award = screen.getByLabelText("JB-001 金额（万元）");
    await user.clear(award);
    await user.type(award, "250");
    expect(await form()).toHaveTextContent("调整金额 · 理由");
    expect(await form()).toHaveTextContent("审定金额合计 1,450.50 万元");
    fireEvent.mouseDown(screen.getByRole("combobox", { name: "JB-002 审定" }));
    await user.click(await screen.findByText("不列入", { selector: ".ant-select-item-option-content" }));
    expect(screen.queryByLabelText("JB-002 金额（万元）")).toBeNull();
    await fill(user);
    expect(within(await form()).getByRole("status")).toHaveTextContent("还缺：JB-001 的理由、JB-002 的理由");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByLabelText("JB-001 理由")).toHaveFocus();
    await user.type(screen.getByLabelText("JB-001 理由"), "压减非急需设备");
    await user.type(screen.getByLabelText("JB-002 理由"), "与国家科技计划重复");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(approvalRule.mock.calls[0]?.[1].items.slice(0, 2)).toEqual([
      { bid_no: "JB-001", standing: "recommended", award: "250", reason: "压减非急需设备" },
      { bid_no: "JB-002", standing: "none", award: "", reason: "与国家科技计划重复" },
    ]);
  });

  it("moves a bid by Ctrl and an arrow or by its buttons, and asks why the order is another", async () => {
    const approvalRule = vi.fn<Backend["approvalRule"]>(() => Promise.resolve(toPost()));
    const { user } = shown({ approvalRule }, toDecide());
    await form();
    await user.click(screen.getByRole("button", { name: "下移 JB-001" }));
    expect(screen.getByLabelText(/^调整次序的理由/)).toBeVisible();
    expect(screen.getByRole("button", { name: "下移 JB-001" })).toHaveFocus();
    await user.keyboard("{Control>}{ArrowUp}{/Control}");
    expect(screen.queryByLabelText(/^调整次序的理由/)).toBeNull();
    screen.getByLabelText("JB-002 金额（万元）").focus();
    await user.keyboard("{Control>}{ArrowUp}{/Control}");
    await user.type(screen.getByLabelText(/^调整次序的理由/), "会议认为更急需");
    await fill(user);
    await user.keyboard("{Control>}{Enter}{/Control}");
    const sent = approvalRule.mock.calls[0]?.[1];
    expect(sent?.items.map((one) => one.bid_no)).toEqual(["JB-002", "JB-001", "JB-003"]);
    expect(sent?.order_reason).toBe("会议认为更急需");
  });

  it("says what was refused of a bid at its row and of the day at its field", async () => {
    const error = refusal("decision.item", "方案JB-002：立项金额超过申请金额。");
    error.problems[0]?.params.push(["bid_no", "JB-002"]);
    const early = refusal("list.date_order", "会议审定的日期早于专家论证的日期。");
    early.problems[0]?.params.push(["step", "会议审定"]);
    error.problems.push(...early.problems);
    const { user } = shown({ approvalRule: () => Promise.reject(error) }, toDecide());
    await form();
    await fill(user);
    await user.keyboard("{Control>}{Enter}{/Control}");
    const said = await screen.findByText("方案JB-002：立项金额超过申请金额。");
    expect(said.closest("tbody")).toHaveTextContent("JB-002研究");
    expect(screen.getByLabelText(/^会议日期/)).toHaveAttribute("aria-invalid", "true");
  });

  it("changes a decision with its reason and the objection it acts on, and keeps the former one folded", async () => {
    const approvalRule = vi.fn<Backend["approvalRule"]>(() =>
      Promise.resolve(posted({ rulings: [ruling, { ...ruling, because: "异议成立" }] })),
    );
    const answered = objection({ state: "answered" });
    const { user } = shown({ approvalRule }, posted({ step: "objected", objections: [answered] }));
    await screen.findByText("2026-02-06 · 局长办公会 · 2026年第3次 · 会议研究");
    await user.keyboard("{Control>}e{/Control}");
    const again = await screen.findByRole("form", { name: "变更审定" });
    const acts = within(again).getByRole("checkbox", { name: `Y-001 ${objectionForm.text}` });
    expect(acts).toBeChecked();
    await user.type(within(again).getByLabelText(/^变更理由/), "异议成立");
    await user.type(within(again).getByLabelText(/^会议纪要编号/), "2026年第4次");
    await user.type(within(again).getByLabelText(/^出席人员/), "班子成员");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(approvalRule).toHaveBeenCalledExactlyOnceWith(
      "S-001",
      expect.objectContaining({ because: "异议成立", objections: ["Y-001"] }),
    );
    expect(await screen.findByText("此前的审定（1）")).toBeVisible();
    expect(screen.getByText("变更理由：异议成立")).toBeVisible();
  });
});

describe("the figures of a ruling", () => {
  it("are exact: no amount is rounded on its way", () => {
    expect(fenOf("1,200.50万元")).toBe(1_200_500_000n);
    expect(fenOf("１２００.5")).toBe(fenOf("1200.50"));
    expect(fenOf("约300")).toBeNull();
    expect(fenOf("0.0000001")).toBeNull();
    expect([fenOf("0.1"), fenOf("0.2")].reduce((a, b) => (a ?? 0n) + (b ?? 0n), 0n)).toBe(fenOf("0.3"));
    expect(["300", "1999.998", "49.99"].map((one) => wanOf(fenOf(one) ?? 0n))).toEqual([
      "300.00",
      "1999.998",
      "49.99",
    ]);
  });

  it("tell another order only among bids of one panel that stay on the list", () => {
    const rows = rowsOf(toDecide());
    expect(reorders(rows, moved(rows, 0, 1))).toBe(true);
    expect(reorders(rows, moved(rows, 1, 1))).toBe(false);
    const two = rows.map((row, at) => ({ ...row, bid: { ...row.bid, session_no: `论证-${at}` } }));
    expect(reorders(two, moved(two, 0, 1))).toBe(false);
  });
});
