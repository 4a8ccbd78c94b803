import { render, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, Refused, type Backend, type HomeFacts, type PlanLine } from "../../backend";
import { double, refusal } from "../../backend/double";
import { OpeningProvider } from "../../components/may";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { plan, problem, row, serious, shown, small } from "./fixture";
import { columnSum } from "./plan-draft";
import { PlanPage } from "./plan-page";
import { PlansPage } from "./plans-page";

beforeEach(() => i18n.changeLanguage("zh"));

const line: PlanLine = {
  no: "ZJ-001",
  batch: "2026年第一批",
  decision_no: "S-001",
  projects: 2,
  fiscal: "2049.99",
  approved_on: "2026-03-12",
  issued_on: null,
};
const unplanned = { decision_no: "S-002", batch: "2026年第二批", winners: 3, sum: "1200.00" };

const book = (calls: Partial<Backend>) => shown(calls, (onGo) => <PlansPage onGo={onGo} />);
const one = (calls: Partial<Backend>, no: string | null = "ZJ-001") =>
  shown(calls, (onGo) => <PlanPage no={no} decision={no === null ? "S-001" : ""} onGo={onGo} />);

describe("the book of funding plans", () => {
  it("teaches what comes before while nothing is there", async () => {
    const { user, onGo } = book({ plans: () => Promise.resolve({ plans: [], unplanned: [] }) });
    expect(await screen.findByRole("heading", { name: "还没有资金计划" })).toBeVisible();
    expect(screen.getByText(/由市财政部门会同市科技管理部门下达（政策四（六））/)).toBeVisible();
    expect(await serious()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "去审定与公示" }));
    expect(onGo).toHaveBeenCalledWith("/approvals");
  });

  it("shows the announced decisions that wait and begins a plan by one key, and opens a plan from its table", async () => {
    const { user, onGo } = book({ plans: () => Promise.resolve({ plans: [line], unplanned: [unplanned] }) });
    const waits = await screen.findByRole("region", { name: "已经公告、等待资金计划的审定" });
    expect(waits).toHaveTextContent("3 个有资金的项目没有列入计划，审定金额合计 1,200.00 万元");
    await user.keyboard("{Control>}n{/Control}");
    expect(onGo).toHaveBeenLastCalledWith("/plans/new/S-002");
    const entry = screen.getByRole("row", { name: /^ZJ-001/ });
    expect(entry).toHaveTextContent("2,049.99 2026-03-12 待下达");
    expect(await serious()).toEqual([]);
    entry.focus();
    await user.keyboard("{Enter}");
    expect(onGo).toHaveBeenLastCalledWith("/plans/of/ZJ-001");
  });

  it("says what went wrong, and reads again when asked", async () => {
    const plans = vi.fn().mockRejectedValueOnce(refusal("vault.damaged", "读不出来。"));
    plans.mockResolvedValue({ plans: [], unplanned: [] });
    const { user } = book({ plans });
    expect(await screen.findByRole("alert")).toHaveTextContent("读不出来。");
    await user.click(screen.getByRole("button", { name: "重试" }));
    expect(await screen.findByRole("heading", { name: "还没有资金计划" })).toBeVisible();
  });
});

describe("a funding plan that is being written", () => {
  it(
    "shows each project with its payments, the trace of its cap on demand, and sums that add up beside the envelope",
    { timeout: 60_000 },
    async () => {
      const { user } = one({ plan: () => Promise.resolve(plan()) });
      const table = await screen.findByRole("table", { name: "计划项目" });
      expect(screen.getByText("下一步：审定资金计划（市政府）")).toBeVisible();
      expect(within(table).getByRole("row", { name: /JB-001研究/ })).toHaveTextContent(
        "6,666.661,999.9981,999.991,999.9929.99%599.99799.99600.01",
      );
      expect(within(table).getByRole("row", { name: /JB-002研究/ })).toHaveTextContent("一次性 50.00");
      expect(within(table).getByRole("row", { name: /^合计（2 个项目）/ })).toHaveTextContent(
        "6,833.332,049.99649.99799.99600.01",
      );
      expect(within(table).getByRole("row", { name: /会议的资金盘子/ })).toHaveTextContent("3,000.00");
      await user.click(screen.getByRole("button", { name: "JB-001 上限 1,999.998 万元的算法" }));
      expect(screen.getByText(/min\(6666.66 × 30% = 1999.998, 2000\)/)).toBeVisible();
      expect(await serious()).toEqual([]);
    },
  );

  it("begins with numbers proposed, and is saved by one key with what was put in and taken out", async () => {
    const planSave = vi.fn<Backend["planSave"]>(() => Promise.resolve(plan()));
    const { user, onGo } = one({ planDraft: () => Promise.resolve(plan({ no: "" })), planSave }, null);
    await user.click(await screen.findByRole("button", { name: "移出 JB-002" }));
    expect(screen.getByRole("row", { name: /^合计（1 个项目）/ })).toHaveTextContent("1,999.99");
    const outside = screen.getByRole("region", { name: "审定名单中没有列入计划的项目" });
    await user.click(within(outside).getAllByRole("button", { name: "列入" })[1] as HTMLElement);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(planSave).not.toHaveBeenCalled();
    expect(screen.getByLabelText(/^资金计划编号/)).toHaveFocus();
    await user.type(screen.getByLabelText(/^资金计划编号/), "ZJ-001");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(planSave).toHaveBeenCalledExactlyOnceWith(
      {
        no: "ZJ-001",
        decision_no: "S-001",
        rows: [row("JB-001").form, row("JB-003").form],
        over_reason: "",
      },
      true,
    );
    expect(onGo).toHaveBeenCalledWith("/plans/of/ZJ-001");
  });

  it(
    "takes down support elsewhere with its decision, and another way of payment with its reason",
    { timeout: 60_000 },
    async () => {
      const planSave = vi.fn<Backend["planSave"]>(() => Promise.resolve(plan()));
      const { user } = one({ plan: () => Promise.resolve(plan()), planSave });
      await user.click(await screen.findByRole("button", { name: "JB-001 就高不重复与拨付方式" }));
      const overlap = within(screen.getByRole("region", { name: "JB-001 就高不重复" }));
      await user.click(overlap.getByRole("button", { name: "加一项其他支持" }));
      await user.type(overlap.getByLabelText("政策或者计划"), "市技改专项");
      await user.type(overlap.getByLabelText("支持金额（万元）"), "200");
      await user.click(overlap.getByRole("radio", { name: "保留本项目" }));
      await user.type(overlap.getByLabelText("理由"), "本项目较高");
      const terms = within(screen.getByRole("region", { name: "JB-001 拨付方式" }));
      await user.click(terms.getByRole("checkbox", { name: "不按上述原则拨付" }));
      await user.type(terms.getByLabelText("签订任务书后（%）"), "50");
      expect(screen.getByText(/标出的金额是上次计算的，保存后重新计算/)).toBeVisible();
      expect(await serious()).toEqual([]);
      await user.keyboard("{Control>}{Enter}{/Control}");
      expect(planSave.mock.calls[0]?.[0].rows[0]).toEqual({
        bid_no: "JB-001",
        project_no: "XM-JB-001",
        overlaps: [
          {
            programme: "市技改专项",
            number: "",
            amount: "200",
            paid: "",
            keeps: "this",
            on: "",
            by: "",
            reason: "本项目较高",
          },
        ],
        terms: { once: false, first: "50", middle: "", reason: "" },
      });
    },
  );

  it("says what is wrong with a project at its row, found or refused, and of the whole on top", async () => {
    const found = problem("overlap.undecided", "市技改专项的重复支持还没有决定。");
    const error = new Refused([problem("plan.row", "XM-JB-002在计划中出现两次。", [["no", "XM-JB-002"]])]);
    const view = plan({
      rows: [row("JB-001", { problems: [found] }), small],
      problems: [found, problem("plan.over_envelope", "计划合计超出资金盘子。")],
    });
    const { user } = one({ plan: () => Promise.resolve(view), planSave: () => Promise.reject(error) });
    const said = await screen.findByText("市技改专项的重复支持还没有决定。");
    expect(said.closest("tbody")).toHaveTextContent("JB-001研究");
    expect(screen.getByText("计划合计超出资金盘子。").closest("tbody")).toBeNull();
    await user.type(screen.getByLabelText("JB-001 的项目编号"), "x");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect((await screen.findByText("XM-JB-002在计划中出现两次。")).closest("tbody")).toHaveTextContent(
      "JB-002研究",
    );
    expect(screen.getByLabelText("JB-002 的项目编号")).toHaveFocus();
  });

  it("adds its columns exactly", () => {
    const rows = [row("A", { granted: "0.1" }), row("B", { granted: "0.2" })].map((view) => ({
      view,
      form: view.form,
    }));
    expect(columnSum(rows, "granted")).toBe("0.30");
    expect(columnSum(rows, "rd_total")).toBe("13333.32");
  });
});

describe("the approval and the issue of a plan", () => {
  const approval = { on: "2026-03-12", number: "2026年第6次", by: "市人民政府" };

  it("records the city's approval by one key once everything is said, and what is wrong at its field", async () => {
    const error = new Refused([problem("list.date_order", "审定早于公告。", [["step", "市政府审定"]])]);
    const planApprove = vi.fn<Backend["planApprove"]>().mockRejectedValueOnce(error);
    planApprove.mockResolvedValue(plan({ approval }));
    const { user } = one({ plan: () => Promise.resolve(plan()), planApprove });
    const form = within(await screen.findByRole("form", { name: "市政府审定" }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(planApprove).not.toHaveBeenCalled();
    expect(form.getByLabelText(/^文号或者纪要编号/)).toHaveFocus();
    await user.type(form.getByLabelText(/^文号或者纪要编号/), "2026年第6次");
    await user.type(form.getByLabelText(/^作出机关/), "市人民政府");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText("审定早于公告。")).toBeVisible();
    expect(form.getByLabelText(/^日期/)).toHaveFocus();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(planApprove).toHaveBeenLastCalledWith("ZJ-001", { ...approval, on: "2026-03-10" });
    expect(await screen.findByText("2026-03-12 · 2026年第6次 · 市人民政府")).toBeVisible();
  });

  it("says before the issue that each project gets its ledger, and afterwards leads to the projects", async () => {
    const issue = {
      act: { on: "2026-03-10", number: "并财教〔2026〕9号", by: "市财政局" },
      with: "市科技局",
    };
    const planIssue = vi.fn<Backend["planIssue"]>(() =>
      Promise.resolve(plan({ approval, issue, next: null })),
    );
    const { user, onGo } = one({ plan: () => Promise.resolve(plan({ approval })), planIssue });
    expect(await screen.findByText(/下达后，计划中的 2 个项目自动建立台账/)).toBeVisible();
    expect(screen.queryByLabelText("JB-001 的项目编号")).toBeNull();
    const form = within(screen.getByRole("form", { name: "联合下达" }));
    await user.type(form.getByLabelText(/^下达文号/), issue.act.number);
    await user.type(form.getByLabelText(/^下达的财政部门/), "市财政局");
    await user.type(form.getByLabelText(/^会同下达的科技管理部门/), "市科技局");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(planIssue).toHaveBeenCalledExactlyOnceWith("ZJ-001", issue);
    expect(await screen.findByText("已经下达，每个项目的台账已经建立")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "XM-JB-001" }));
    expect(onGo).toHaveBeenCalledWith("/projects/of/XM-JB-001");
    expect(await serious()).toEqual([]);
  });

  it("saves its papers where one says", async () => {
    const planSavePaper = vi.fn(() => Promise.resolve({ path: "/u/下达.pdf", digest: null, pages: 1 }));
    const { user } = one({ plan: () => Promise.resolve(plan()), planSavePaper });
    const form = within(await screen.findByRole("form", { name: "文书" }));
    await user.click(form.getByRole("combobox", { name: "哪一份" }));
    await user.click(await screen.findByTitle("下达通知"));
    await user.type(form.getByLabelText("保存到"), "/u/下达.pdf{Enter}");
    expect(await screen.findByText("已保存：/u/下达.pdf")).toBeVisible();
    expect(planSavePaper).toHaveBeenCalledExactlyOnceWith("ZJ-001", "notice", "/u/下达.pdf");
  });

  it("shows a supervisor everything and lets nothing be changed", async () => {
    const vault = { reading: "supervisor", found: [], safe: null } as unknown as HomeFacts;
    render(
      <BackendProvider value={double({ plan: () => Promise.resolve(plan()) })}>
        <OpeningProvider vault={vault} onSafe={() => undefined}>
          <PlanPage no="ZJ-001" decision="" onGo={() => undefined} />
        </OpeningProvider>
      </BackendProvider>,
      { wrapper: Providers },
    );
    expect(await screen.findByRole("button", { name: /保存计划/ })).toBeDisabled();
    expect(screen.getByLabelText("JB-001 的项目编号")).toBeDisabled();
    expect(screen.getByRole("note")).toHaveTextContent("监督人员的口令只能查看和核验，不能改动。");
  });

  it("speaks English", async () => {
    await i18n.changeLanguage("en");
    one({ plan: () => Promise.resolve(plan()) });
    expect(await screen.findByRole("heading", { name: "Funding plan ZJ-001" })).toBeVisible();
    expect(screen.getByText("Next: approve the plan (the city government)")).toBeVisible();
  });
});
