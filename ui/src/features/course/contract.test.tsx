import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { Refused } from "../../backend";
import { i18n } from "../../i18n";
import { contract, granted, problem, running, serious, shown } from "./fixture";

beforeEach(() => i18n.changeLanguage("zh"));

const save = "{Control>}{Enter}{/Control}";

describe("the contract", () => {
  it("is filled in from the bid, with the money that follows from its shares", async () => {
    shown(granted({ may: ["draft"] }));
    expect(await screen.findByLabelText("指标名称 1")).toHaveValue("带材宽度");
    expect(screen.getByLabelText("关键 1")).toBeChecked();
    expect(screen.getByLabelText("任务 2")).toHaveValue("完成量产线");
    expect(document.querySelector("table[aria-label=里程碑节点]")).toHaveTextContent("240.00");
  });

  // So many fields take axe their time where the machine has other work.
  it("can be read by who does not see it", { timeout: 60_000 }, async () => {
    shown(granted({ may: ["draft"], contract: { ...contract, budget: [] } }));
    expect(await screen.findByLabelText("间接费用 自筹")).toHaveValue("");
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
    await user.click(screen.getByText("预算调剂"));
    const form = within(document.querySelector<HTMLElement>("form[aria-label=预算调剂]") as HTMLElement);
    const group = (legend: string) => within(form.getByText(legend).closest("fieldset") as HTMLElement);
    expect(form.getByText(/^不需要审批，登记即可/)).toHaveTextContent("四（七）2");
    expect(form.getByLabelText(/^决定的技术总师/)).toHaveValue("冯示例");
    await user.click(group("调出科目").getByLabelText("设备费"));
    expect(form.queryByLabelText(/^决定的技术总师/)).toBeNull();
    await user.click(form.getByLabelText("示例理工大学"));
    await user.click(group("调入科目").getByLabelText("业务费"));
    await user.click(form.getByLabelText("财政"));
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
