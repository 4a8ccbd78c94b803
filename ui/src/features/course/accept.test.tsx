import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { i18n } from "../../i18n";
import { acceptance, contract, node, running, serious, shown } from "./fixture";

beforeEach(() => i18n.changeLanguage("zh"));

const save = "{Control>}{Enter}{/Control}";
const passed = [node(1, { passed: true, next: false }), node(2, { passed: true })];
const signed = { on: "2029-03-20", bureau: "王示例", sponsor: "李示例" };
const pass = {
  session_no: "验收-1",
  on: "2029-03-15",
  conclusion: "acceptance_pass" as const,
  until: null,
  notice: null,
};

describe("an acceptance", () => {
  const accepting = (more = {}) =>
    running({
      stands: "accepting",
      scheduled: [],
      nodes: passed,
      may: ["settle_plan", "conclude", "take_back"],
      acceptances: [acceptance(more)],
    });

  it("is settled together: both sign", async () => {
    const { user, courseStep } = shown(accepting());
    const form = within(await screen.findByRole("form", { name: "共同确认验收方案" }));
    await user.type(form.getByLabelText(/^市科技管理部门签署人/), "王示例");
    await user.keyboard(save);
    expect(courseStep).not.toHaveBeenCalled();
    expect(form.getByLabelText(/^出题企业签署人/)).toHaveFocus();
    await user.type(form.getByLabelText(/^出题企业签署人/), "李示例");
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "settle_plan",
      joint: { on: "2026-04-10", bureau: "王示例", sponsor: "李示例" },
    });
  });

  it("is concluded by the panel's word: of a pass nobody asks for a reason or an amount", async () => {
    const { user, courseStep } = shown(accepting({ plan: signed, said: pass }));
    const form = within(await screen.findByRole("form", { name: "登记验收结果" }));
    expect(form.getByLabelText(/^验收会议/)).toHaveValue("验收-1");
    expect(form.queryByLabelText(/^结题拨付金额/)).toBeNull();
    for (const [label, text] of [
      ["验收结论书编号", "YS-1"],
      ["市科技管理部门签署人", "王示例"],
      ["出题企业签署人", "李示例"],
      ["经审计的研发投入总额", "3900"],
      ["专项审计报告编号", "SJ-1"],
    ] as const) {
      await user.type(form.getByLabelText(new RegExp(`^${label}`)), text);
    }
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "conclude",
      result: {
        session_no: "验收-1",
        result_no: "YS-1",
        signed: { on: "2026-04-10", bureau: "王示例", sponsor: "李示例" },
        audited_rd: "3900",
        audit_no: "SJ-1",
        reason: "",
        close_amount: "",
        close_act: { on: "", number: "", by: "" },
      },
    });
  });

  it("shows the settlement as lines, in their order, with what is paid and what is above the cap", async () => {
    const lines = [
      "上限 = 3900 × 30% = 1170",
      "批准余额 = 1200 − 840 = 360",
      "应拨 = min(360, 1170 − 840) = 330",
    ];
    const result = {
      session_no: "验收-1",
      result_no: "YS-1",
      signed,
      audited_rd: "3900.00",
      audit_no: "SJ-1",
      reason: "",
      close_amount: "",
      close_act: { on: "", number: "", by: "" },
    };
    const done = acceptance({
      plan: signed,
      said: pass,
      result,
      settlement: lines.map((zh) => ({ zh, en: zh })),
      payable: "330.00",
      over_cap: "10.00",
    });
    const view = running({
      stands: "accepted",
      scheduled: [],
      nodes: passed,
      may: [],
      next: null,
      acceptances: [done],
    });
    const { user } = shown(view);
    expect(await screen.findByText("没有待办的事项")).toBeVisible();
    await user.click(screen.getByRole("button", { name: /验收$/ }));
    const part = screen.getByRole("region", { name: "验收" });
    expect([...part.querySelectorAll(".co-reckoned li")].map((line) => line.textContent)).toEqual(lines);
    expect(part).toHaveTextContent("应拨 330.00 万元");
    expect(part).toHaveTextContent("已拨的超过按审计投入计算的上限 10.00 万元");
    expect(await serious()).toEqual([]);
  });

  it("of a project that was closed before it was taken over comes first, with what was paid then", async () => {
    const view = running({
      stands: "closed",
      taken_over: "2026-01-01",
      nodes: passed,
      may: ["conclude", "opine"],
    });
    shown(view);
    const form = within(await screen.findByRole("form", { name: "登记验收结果" }));
    expect(form.getByLabelText(/^验收会议/)).toHaveValue("");
    expect(form.getByLabelText(/^结题拨付金额/)).toBeVisible();
    expect(screen.getByText(/此前立项的项目，2026-01-01 起在这里记录/)).toBeVisible();
  });
});

describe("an extension and an inspection", () => {
  it("answers an application with the new end and the milestones that move", async () => {
    const asked = {
      applied_on: "2027-02-01",
      by: contract.sponsor,
      cause: "洪涝",
      force_majeure: true,
      proofs: ["证明.pdf"],
      to: "2029-09-30",
      reply: null,
      granted_to: null,
      refused: "",
    };
    const { user, courseStep } = shown(running({ may: ["answer_extension", "submit"], extensions: [asked] }));
    const form = within(await screen.findByRole("form", { name: "登记延期批复" }));
    expect(form.queryByLabelText(/^同意延期至/)).toBeNull();
    await user.click(form.getByRole("radio", { name: "同意延期" }));
    expect(form.getByLabelText(/^同意延期至/)).toHaveValue("2029-09-30");
    await user.type(form.getByLabelText(/^文号/), "〔2027〕1号");
    await user.type(form.getByLabelText(/^作出机关/), "市科技局");
    await user.type(form.getByLabelText(/^第 2 节点顺延至/), "2028-09-30");
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "answer_extension",
      reply: { on: "2026-04-10", number: "〔2027〕1号", by: "市科技局" },
      to: "2029-09-30",
      reason: "",
      dues: [[2, "2028-09-30"]],
    });
  });

  it("takes the proofs of an application one a line, typed or chosen", async () => {
    const { user, courseStep } = shown(running(), { chooseFile: () => Promise.resolve("/u/照片.jpg") });
    await user.click(await screen.findByRole("button", { name: /延期$/ }));
    await user.click(screen.getByRole("button", { name: "登记延期申请" }));
    const form = within(screen.getByRole("form", { name: "登记延期申请" }));
    await user.type(form.getByLabelText(/^申请延期至/), "2029-09-30");
    await user.click(form.getByRole("radio", { name: contract.solver }));
    await user.type(form.getByLabelText(/^原因/), "洪涝");
    await user.click(form.getByRole("radio", { name: "不可抗力" }));
    await user.type(form.getByLabelText(/^证明文件/), "/u/证明.pdf");
    await user.click(form.getByRole("button", { name: "选择文件" }));
    expect(form.getByLabelText(/^证明文件/)).toHaveValue("/u/证明.pdf\n/u/照片.jpg");
    form.getByLabelText(/^原因/).focus();
    await user.keyboard(save);
    expect(courseStep).toHaveBeenCalledExactlyOnceWith("P-1", {
      step: "ask_extension",
      on: "2026-04-10",
      by: contract.solver,
      cause: "洪涝",
      force_majeure: true,
      proofs: ["/u/证明.pdf", "/u/照片.jpg"],
      to: "2029-09-30",
    });
  });

  it("asks why an inspection is unplanned", async () => {
    const { user, courseStep } = shown(running());
    await user.click(await screen.findByRole("button", { name: /检查$/ }));
    await user.click(screen.getByRole("button", { name: "登记检查" }));
    const form = within(screen.getByRole("form", { name: "登记检查" }));
    expect(form.getByText(/实施期三年及以下的项目原则上不开展过程检查/)).toHaveTextContent("四（七）2");
    await user.type(form.getByLabelText(/^检查单位/), "市科技局");
    await user.type(form.getByLabelText(/^检查内容/), "经费");
    await user.click(form.getByRole("radio", { name: "计划外检查" }));
    await user.keyboard(save);
    expect(courseStep).not.toHaveBeenCalled();
    expect(form.getByLabelText(/^计划外检查的理由/)).toHaveFocus();
  });
});
