import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { i18n } from "../../i18n";
import { act, ending, running, serious, shown } from "./fixture";

beforeEach(() => i18n.changeLanguage("zh"));

const save = "{Control>}{Enter}{/Control}";

describe("the end of a project", () => {
  const argued = {
    session_no: "终止-1",
    on: "2027-06-01",
    conclusion: "terminate_objective" as const,
    until: null,
    notice: null,
  };
  const money = {
    conclusion: "terminate_objective" as const,
    stop: "840.00",
    recover: "60.00",
    lines: [
      { zh: "停拨 = 批准 1200 − 已拨 360 = 840", en: "stop" },
      { zh: "收回 = 已拨 360 − 已支出 300 = 60", en: "recover" },
    ],
    problem: null,
  };

  it(
    "shows the money as lines before it is decided, and takes the decision without an amount",
    { timeout: 60_000 },
    async () => {
      const view = running({
        stands: "ending",
        scheduled: [],
        may: ["commission", "tell", "terminate", "go_on"],
        endings: [ending({ argued, facts: "市场变化", told: ["2027-06-10", ""], money })],
      });
      const { user, courseStep } = shown(view);
      const group = within(await screen.findByRole("group", { name: "停拨与收回的计算" }));
      expect(group.getByText("按“客观原因终止”的结论，将会：")).toBeVisible();
      expect(group.getByText("停拨 840.00 万元，收回 60.00 万元")).toBeVisible();
      expect(group.getByText("收回 = 已拨 360 − 已支出 300 = 60")).toBeVisible();
      const form = within(screen.getByRole("form", { name: "登记终止决定" }));
      expect(form.queryByLabelText(/金额/)).toBeNull();
      await user.type(form.getByLabelText(/^文号/), "〔2027〕9号");
      await user.type(form.getByLabelText(/^作出机关/), "市科技局");
      await user.keyboard(save);
      expect(courseStep).not.toHaveBeenCalled();
      expect(form.getByLabelText(/^退回期限/)).toHaveFocus();
      await user.type(form.getByLabelText(/^退回期限/), "2027-07-31");
      expect(await serious()).toEqual([]);
      await user.keyboard(save);
      expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
        step: "terminate",
        act: { on: "2026-04-10", number: "〔2027〕9号", by: "市科技局" },
        return_by: "2027-07-31",
        tolerance: "",
      });
    },
  );

  it("leads first to telling the parties where nobody did", async () => {
    const view = running({
      stands: "ending",
      scheduled: [],
      may: ["tell", "terminate"],
      endings: [ending({ argued, money })],
    });
    shown(view);
    expect(await screen.findByRole("form", { name: "登记告知" })).toBeVisible();
    expect(screen.getByText("还没有登记告知和陈述申辩")).toBeVisible();
  });

  it("leads to going on where the panel would extend it, and offers that here alone", async () => {
    const view = running({
      stands: "ending",
      scheduled: [],
      may: ["go_on", "terminate"],
      endings: [ending({ argued: { ...argued, conclusion: "extend" } })],
    });
    const { user, courseStep } = shown(view);
    const form = within(await screen.findByRole("form", { name: "登记继续实施" }));
    await user.click(screen.getByRole("button", { name: /里程碑与拨付/ }));
    expect(screen.getAllByRole("button", { name: "登记继续实施", expanded: true })).toHaveLength(1);
    await user.type(form.getByLabelText(/^怎样继续/), "延期一年");
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "go_on",
      on: "2026-04-10",
      how: "延期一年",
    });
  });

  it("takes refunds until nothing is out", async () => {
    const over = ending({
      argued,
      told: ["2027-06-10", ""],
      money,
      decided: act,
      return_by: "2027-07-31",
      outstanding: "60.00",
    });
    const view = running({
      stands: "terminated",
      scheduled: [],
      may: ["refund", "proceeds"],
      endings: [over],
    });
    const { user, courseStep } = shown(view);
    const form = within(await screen.findByRole("form", { name: "登记收回" }));
    expect(form.getByLabelText(/^金额（万元）/)).toHaveValue("60.00");
    await user.type(form.getByLabelText(/^收回凭证号/), "SH-1");
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "refund",
      on: "2026-04-10",
      amount: "60.00",
      voucher_no: "SH-1",
    });
    expect(screen.getByText("还应收回 60.00 万元")).toBeVisible();
    // The next one begins anew.
    expect(await screen.findByLabelText(/^收回凭证号/)).toHaveValue("");
  });

  it("of a suspicion rests the payments until it was examined", async () => {
    const suspicion = {
      on: "2027-02-01",
      what: "虚报检测数据",
      handed_to: "市科技监督处",
      proved: null,
      outcome: null,
      overturned: null,
    };
    const view = running({ stands: "suspended", scheduled: [], may: ["examined"], suspicions: [suspicion] });
    const { user, courseStep } = shown(view);
    expect(await screen.findByText("正在核查，拨付暂停")).toBeVisible();
    const form = within(screen.getByRole("form", { name: "登记核查结果" }));
    await user.click(form.getByRole("radio", { name: "没有查实" }));
    await user.type(form.getByLabelText(/^文号/), "〔2027〕2号");
    await user.type(form.getByLabelText(/^作出机关/), "市科技局");
    await user.type(form.getByLabelText(/^认定的事实/), "数据属实");
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "examined",
      proved: false,
      act: { on: "2026-04-10", number: "〔2027〕2号", by: "市科技局" },
      found: "数据属实",
    });
  });
});
