import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type DeskEdit } from "../../backend";
import { double } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { DeskPage } from "./desk-page";
import { MEETING } from "./desk.fixture";
import { DeskMemory } from "./desk.memory";

beforeEach(() => {
  localStorage.clear();
  return i18n.changeLanguage("zh");
});

function showDesk(memory: DeskMemory, given: Partial<Backend> = {}) {
  render(
    <BackendProvider value={double({ ...memory.calls(), ...given })}>
      <DeskPage meeting={MEETING} onHome={vi.fn()} onLockScreen={vi.fn()} />
    </BackendProvider>,
    { wrapper: Providers },
  );
}

describe("what an expert says of the own scores", () => {
  it("abstains with a reason and scores again by the same key", async () => {
    const user = userEvent.setup({ delay: null });
    const memory = new DeskMemory();
    const edits: DeskEdit[] = [];
    showDesk(memory, {
      deskEdit: async (_, no, edit) => {
        edits.push(edit);
        return memory.edit(no, edit);
      },
    });
    await user.click(await screen.findByRole("button", { name: /本项弃权/ }));
    expect(screen.getByLabelText("弃权的理由"), "one goes on typing").toHaveFocus();
    await user.keyboard("检测报告缺页");
    await user.tab();
    await waitFor(() => expect(edits.at(-1)).toEqual({ edit: "abstain", reason: "检测报告缺页" }));
    expect(screen.queryByRole("radiogroup", { name: /需求契合与指标/ })).toBeNull();
    await user.keyboard("{Control>}b{/Control}");
    await waitFor(() => expect(edits.at(-1)).toEqual({ edit: "abstain", reason: null }));
    expect(await screen.findByRole("radiogroup", { name: /需求契合与指标/ })).toHaveFocus();
  });

  it("sees 弃权 in the place of a total, and never nought of a hundred", async () => {
    const user = userEvent.setup({ delay: null });
    showDesk(new DeskMemory());
    const sheet = within(await screen.findByRole("region", { name: "评分表" }));
    await waitFor(() => expect(sheet.getByText("/ 100 分")).toBeVisible());
    await user.keyboard("{Control>}b{/Control}");
    expect(screen.getByLabelText("弃权的理由")).toHaveFocus();
    expect(sheet.queryByText(/100 分/)).toBeNull();
    expect(sheet.getByRole("tab", { name: /评分 弃权/ })).toBeVisible();
    expect(sheet.getByText("弃权", { selector: ".dk-running" })).toBeVisible();
    await user.keyboard("检测报告缺页");
    expect(await sheet.findByText("理由已写，不给分")).toBeVisible();
    // From the field of the reason the same key leads back to the bands.
    await user.keyboard("{Control>}b{/Control}");
    expect(await screen.findByRole("radiogroup", { name: /需求契合与指标/ })).toHaveFocus();
    expect(sheet.getByText("/ 100 分")).toBeVisible();
  });

  it("answers a veto question by hand, and asks the ground of a veto", async () => {
    const user = userEvent.setup({ delay: null });
    const memory = new DeskMemory();
    for (const bid of memory.bids.values()) {
      bid.gates = [
        {
          id: "fraud",
          question: "是否发现材料弄虚作假",
          veto_on_yes: true,
          effect: "移交核查",
          yes: null,
          reason: "",
          needs_reason: false,
        },
      ];
    }
    showDesk(memory);
    const gates = within(await screen.findByRole("region", { name: "否决事项" }));
    for (const radio of gates.getAllByRole("radio")) {
      expect(radio).not.toBeChecked();
    }
    await user.click(gates.getByRole("radio", { name: /是/ }));
    expect(gates.getByRole("radio", { name: /是/ })).toBeChecked();
    expect(gates.getByLabelText(/依据：是否发现材料弄虚作假/)).toHaveAttribute("aria-invalid", "true");
    expect(gates.getByText(/移交核查/)).toBeVisible();
  });

  it("sees at the foot of the sheet that a veto question is open, and is led there from any tab", async () => {
    const user = userEvent.setup({ delay: null });
    const memory = new DeskMemory();
    for (const bid of memory.bids.values()) {
      const question = { question: "是否发现材料弄虚作假", veto_on_yes: true, effect: "移交核查" };
      bid.gates = ["fraud", "dual"].map((id) => ({
        id,
        ...question,
        yes: null,
        reason: "",
        needs_reason: false,
      }));
    }
    memory.edit("BID-02", { edit: "gate", gate: "fraud", yes: false, reason: "" });
    showDesk(memory);
    await screen.findByRole("region", { name: "否决事项" });
    await user.keyboard("{Control>}3{/Control}");
    await user.click(screen.getByRole("button", { name: "否决事项 1 条未答 去答" }));
    const gates = within(await screen.findByRole("region", { name: "否决事项" }));
    await waitFor(() => expect(gates.getAllByRole("radio", { name: /是/ })[1]).toHaveFocus());
    await user.keyboard("{Alt>}2{/Alt}");
    await waitFor(() => expect(screen.queryByRole("button", { name: /去答/ })).toBeNull());
  });

  it("is led from the lock to the ground that is missing: what is typed there changes no mark", async () => {
    const user = userEvent.setup({ delay: null });
    const memory = new DeskMemory();
    const first = [...memory.bids.values()][0];
    if (first === undefined) throw new Error("no bid");
    const question = "是否发现材料弄虚作假";
    first.gates = [
      {
        id: "fraud",
        question,
        veto_on_yes: true,
        effect: "移交核查",
        yes: null,
        reason: "",
        needs_reason: false,
      },
    ];
    showDesk(memory);
    const gates = within(await screen.findByRole("region", { name: "否决事项" }));
    await user.click(gates.getByRole("radio", { name: /是/ }));
    await screen.findByLabelText(/依据：是否发现材料弄虚作假/);
    await user.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
    const pane = within(await screen.findByRole("region", { name: "锁定并签名" }));
    const line = pane.getByText(/没有写明依据/).closest("li");
    await user.click(within(line as HTMLElement).getByRole("button", { name: "去填" }));
    const ground = await screen.findByLabelText(/依据：是否发现材料弄虚作假/);
    await waitFor(() => expect(ground).toHaveFocus());
    const marks = JSON.stringify(first.marks);
    await user.keyboard("第3页");
    expect(ground).toHaveValue("第3页");
    expect(JSON.stringify(memory.bids.get(first.no)?.marks)).toBe(marks);
  });

  it("plots no mark of an item of which no score is given", async () => {
    const memory = new DeskMemory();
    for (const no of ["BID-03", "BID-04"]) {
      memory.edit(no, { edit: "mark", criterion: "fit", mark: "18" });
    }
    memory.edit("BID-04", { edit: "abstain", reason: "检测报告缺页" });
    showDesk(memory);
    expect(await screen.findByRole("img", { name: /BID-03/ })).toBeVisible();
    expect(screen.queryByRole("img", { name: /BID-04/ })).toBeNull();
  });

  it("sees before the lock of which items no score is given, and which answers veto, with their grounds", async () => {
    const user = userEvent.setup({ delay: null });
    const memory = new DeskMemory();
    const gate = { id: "fraud", question: "是否发现材料弄虚作假", effect: "移交核查" };
    for (const bid of memory.bids.values()) {
      bid.gates = [{ ...gate, veto_on_yes: true, yes: null, reason: "", needs_reason: false }];
    }
    memory.edit("BID-02", { edit: "abstain", reason: "检测报告缺页" });
    memory.edit("BID-03", { edit: "gate", gate: "fraud", yes: true, reason: "检测报告第 3 页" });
    memory.edit("BID-04", { edit: "gate", gate: "fraud", yes: false, reason: "" });
    showDesk(memory);
    await screen.findByRole("region", { name: "评分表" });
    await user.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
    const pane = within(await screen.findByRole("region", { name: "锁定并签名" }));
    const out = await pane.findByRole("region", { name: /^弃权 1 项/ });
    expect(out).toHaveTextContent(/BID-02 .*检测报告缺页/);
    const vetoed = pane.getByRole("region", { name: /^否决事项的答复须由专家组认定的 1 项/ });
    expect(vetoed).toHaveTextContent(/BID-03 .*是否发现材料弄虚作假 是 检测报告第 3 页/);
    expect(vetoed).not.toHaveTextContent("BID-04");
  });

  it("speaks of no score where a project is judged by questions alone", async () => {
    const user = userEvent.setup({ delay: null });
    const memory = new DeskMemory();
    const gate = { id: "force", question: "是否因不可抗力", effect: "提示延期实施" };
    for (const bid of memory.bids.values()) {
      bid.gates = [{ ...gate, veto_on_yes: true, yes: null, reason: "", needs_reason: false }];
      bid.lines = [];
    }
    memory.criteria.splice(0);
    const scale = { items: 0, low: null, high: null, mean: null, all_equal: false };
    memory.view = { ...memory.view, kind: "termination", criteria: [], scale };
    for (const no of [...memory.bids.keys()].slice(1)) {
      memory.edit(no, { edit: "gate", gate: "force", yes: false, reason: "" });
    }
    memory.edit("BID-02", { edit: "abstain", reason: "材料不足" });
    showDesk(memory);
    expect(await screen.findByText(/不作答，按“缺”处理/)).toBeVisible();
    await user.keyboard("{Control>}{ArrowDown}{/Control}");
    expect(await screen.findByRole("region", { name: "核查事项" })).toBeVisible();
    expect(screen.queryByText(/否决/)).toBeNull();
    await user.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
    const pane = within(await screen.findByRole("region", { name: "锁定并签名" }));
    expect(await pane.findByText("锁定后以本机密钥签名，核查答复和意见都不能再改。")).toBeVisible();
    expect(await pane.findByRole("region", { name: /^弃权 1 项：不作答/ })).toBeVisible();
    expect(pane.queryByText(/分数|给分|审定数|零分/)).toBeNull();
  });

  it("says what opening a signed sheet means before it is opened, and leaves it signed where one steps back", async () => {
    const user = userEvent.setup({ delay: null });
    const memory = new DeskMemory();
    const asked = {
      bid_no: "BID-02",
      title: "示例项目",
      criterion: null,
      criterion_name: null,
      own: "52",
      above: false,
      share: null,
      limit: "30%",
      state: "open" as const,
      reason: "",
    };
    const part = { ...asked, criterion: "fit", criterion_name: "需求契合与指标", own: "6" };
    memory.view = { ...memory.view, locked_at: "2026-01-20 11:40", asked: [asked, part] };
    const deskReconsider = vi.fn(async () => ({
      ...memory.view,
      locked_at: null,
      given_back: ["BID-02"],
      asked: [],
    }));
    showDesk(memory, { deskReconsider });
    await user.click(await screen.findByRole("button", { name: "偏离复核" }));
    const pane = within(screen.getByRole("region", { name: "偏离复核" }));
    await user.click(pane.getAllByRole("button", { name: "打开评分表修改……" })[0] as HTMLElement);
    const question = within(pane.getByRole("alertdialog", { name: "打开这一项签过的评分表？" }));
    expect(question.getByText(/重新锁定签名，再交评分包。签过的评分留存/)).toBeVisible();
    expect(question.getByText("这一项另有 1 处偏离，一并按修改办理。")).toBeVisible();
    await user.keyboard("{Escape}");
    expect(pane.queryByRole("alertdialog")).toBeNull();
    expect(deskReconsider).not.toHaveBeenCalled();
    await user.click(pane.getAllByRole("button", { name: "打开评分表修改……" })[0] as HTMLElement);
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(deskReconsider).toHaveBeenCalledWith(MEETING, "BID-02"));
  });

  it("stands by a deviating score with a reason; nobody else's score is shown", async () => {
    const user = userEvent.setup({ delay: null });
    const memory = new DeskMemory();
    const asked = {
      bid_no: "BID-02",
      title: "示例项目",
      criterion: null,
      criterion_name: null,
      own: "52",
      above: false,
      share: null,
      limit: "30%",
      state: "open" as const,
      reason: "",
    };
    memory.view = { ...memory.view, locked_at: "2026-01-20 11:40", asked: [asked] };
    const deskUphold = vi.fn(async () => ({
      ...memory.view,
      asked: [{ ...asked, state: "upheld" as const, reason: "国产化条件不具备" }],
    }));
    showDesk(memory, { deskUphold });
    await user.click(await screen.findByRole("button", { name: "偏离复核" }));
    const pane = within(screen.getByRole("region", { name: "偏离复核" }));
    expect(pane.getByText(/52 分，低于其他专家平均分，超过限值 30%/)).toBeVisible();
    expect(pane.getByRole("button", { name: "维持原评分" })).toBeDisabled();
    await user.type(pane.getByLabelText("维持的理由"), "国产化条件不具备");
    // Whoever looks at the papers meanwhile finds the words again.
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("region", { name: "偏离复核" })).toBeNull());
    await user.click(screen.getByRole("button", { name: "偏离复核" }));
    const again = within(screen.getByRole("region", { name: "偏离复核" }));
    expect(again.getByLabelText("维持的理由")).toHaveValue("国产化条件不具备");
    await user.click(again.getByRole("button", { name: "维持原评分" }));
    await waitFor(() => expect(deskUphold).toHaveBeenCalledWith(MEETING, "BID-02", null, "国产化条件不具备"));
    expect(await again.findByText(/已维持，理由：国产化条件不具备/)).toBeVisible();
  });
});
