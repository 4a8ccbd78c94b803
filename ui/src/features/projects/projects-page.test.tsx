import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type ProjectLine, type ProjectView } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { BLANK, peopleOf, peopleText } from "./draft";
import { ProjectsPage } from "./projects-page";

beforeEach(() => i18n.changeLanguage("zh"));

const line: ProjectLine = {
  no: "P-1",
  title: "宽幅极薄带轧制工艺研究",
  sponsor: "示例特钢股份有限公司",
  solver: "示例理工大学",
  end: "2029-03-31",
  approved: "1500.00",
  paid: null,
  milestones: 2,
  passed: 1,
  last: {
    session_no: "考核-1",
    kind: "milestone",
    milestone: 1,
    conclusion: "milestone_pass",
    until: null,
    at: "2026-01-20 10:00",
  },
  over: false,
};

const view: ProjectView = {
  form: {
    ...BLANK,
    no: "P-1",
    title: line.title,
    sponsor: line.sponsor,
    solver: line.solver,
    start: "2026-04-01",
    end: "2029-03-31",
    approved: "1500.00",
  },
  from_session: null,
  from_bid: null,
  outcomes: [line.last as NonNullable<ProjectLine["last"]>],
  problems: [],
};

const bid = {
  session_no: "论证-1",
  bid_no: "JB-001",
  title: "煤层气智能排采",
  sponsor: "示例能源",
  solver: "示例大学",
  award: "300.00",
};

function shown(given: Partial<Backend>, onGo = vi.fn()) {
  render(
    <BackendProvider value={double(given)}>
      <ProjectsPage onGo={onGo} />
    </BackendProvider>,
    { wrapper: Providers },
  );
}

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

describe("the book of projects", () => {
  it("teaches when it is empty, and enters a project once everything needed is there", async () => {
    const user = userEvent.setup();
    const projectSave = vi.fn(() => Promise.resolve(view));
    shown({ projects: () => Promise.resolve({ projects: [], approvable: [] }), projectSave });
    expect(await screen.findByRole("heading", { name: "还没有项目" })).toBeVisible();
    await user.keyboard("{Control>}n{/Control}");
    const form = screen.getByRole("form", { name: "登记项目" });
    await user.type(within(form).getByLabelText(/项目编号/), "P-1");
    expect(within(form).getByText(/还缺：项目名称、出题企业、揭榜方/)).toBeVisible();
    await user.type(within(form).getByLabelText(/项目名称/), line.title);
    await user.type(within(form).getByLabelText(/^出题企业/), line.sponsor);
    await user.type(within(form).getByLabelText(/^揭榜方/), line.solver);
    await user.type(within(form).getByLabelText(/^开始日期/), "2026-04-01");
    await user.type(within(form).getByLabelText(/^完成日期/), "2029-03-31");
    await user.type(within(form).getByLabelText(/^批准财政资金/), "1500");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(projectSave).toHaveBeenCalledWith(
      expect.objectContaining({ no: "P-1", approved: "1500", paid: "" }),
      true,
      "",
    );
    expect(await serious()).toEqual([]);
  });

  it("shows what is unknown as a dash, what was concluded, and asks for the reason of a change", async () => {
    const user = userEvent.setup();
    const projectSave = vi.fn(() => Promise.reject(refusal("project.money", "金额对不上。")));
    shown({
      projects: () => Promise.resolve({ projects: [line], approvable: [] }),
      project: () => Promise.resolve(view),
      projectSave,
    });
    const row = (await screen.findAllByRole("row"))[1];
    expect(row).toHaveTextContent("1,500.00—1 / 2 通过");
    expect(await screen.findByText("考核-1 · 里程碑节点考核：通过", { exact: false })).toBeVisible();
    await user.type(screen.getByLabelText(/^已拨财政资金/), "1600");
    expect(screen.getByText("还缺：修改的理由")).toBeVisible();
    await user.type(screen.getByLabelText("修改的理由"), "拨付第一笔{Enter}");
    expect(projectSave).toHaveBeenCalledWith(expect.objectContaining({ paid: "1600" }), false, "拨付第一笔");
    expect(await screen.findByText("金额对不上。")).toBeVisible();
  });

  it("says what is missing on Ctrl Enter and leads there, instead of doing nothing", async () => {
    const user = userEvent.setup();
    const projectSave = vi.fn(() => Promise.resolve(view));
    shown({
      projects: () => Promise.resolve({ projects: [line], approvable: [] }),
      project: () => Promise.resolve(view),
      projectSave,
    });
    await user.type(await screen.findByLabelText(/^已拨财政资金/), "1200{Control>}{Enter}{/Control}");
    const why = screen.getByLabelText("修改的理由");
    expect(why).toHaveFocus();
    expect(why).toBeInvalid();
    expect(screen.getByText("还缺：修改的理由")).toHaveClass("say-stop");
    await user.keyboard("拨付第一笔{Control>}{Enter}{/Control}");
    expect(projectSave).toHaveBeenCalledOnce();
    await user.keyboard("{Control>}n{/Control}");
    const form = within(await screen.findByRole("form", { name: "登记项目" }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(form.getByLabelText(/项目编号/)).toHaveFocus();
    expect(form.getByText(/还缺：项目编号、项目名称/)).toBeVisible();
  });

  it("makes a project of a recommended bid with its number", async () => {
    const user = userEvent.setup();
    const projectApprove = vi.fn(() => Promise.resolve(view));
    shown({ projects: () => Promise.resolve({ projects: [], approvable: [bid] }), projectApprove });
    const form = await screen.findByRole("form", { name: /JB-001/ });
    const make = within(form).getByRole("button", { name: /^立项为项目/ });
    await user.click(make);
    expect(projectApprove).not.toHaveBeenCalled();
    expect(within(form).getByRole("alert")).toHaveTextContent("先写项目编号");
    expect(within(form).getByLabelText(/项目编号/)).toHaveFocus();
    await user.type(within(form).getByLabelText(/项目编号/), "P-1");
    await user.click(make);
    expect(projectApprove).toHaveBeenCalledWith("论证-1", "JB-001", "P-1", "");
  });

  it("makes it by one key, of the bid one types at; from elsewhere the key leads there", async () => {
    const user = userEvent.setup();
    const projectApprove = vi.fn(() => Promise.resolve(view));
    const other = { ...bid, bid_no: "JB-002" };
    shown({
      projects: () => Promise.resolve({ projects: [line], approvable: [bid, other] }),
      project: () => Promise.resolve(view),
      projectApprove,
    });
    await screen.findByRole("form", { name: /JB-001/ });
    await user.keyboard("{Control>}{Shift>}{Enter}{/Shift}{/Control}");
    expect(screen.getByLabelText(/JB-001.*项目编号/)).toHaveFocus();
    await user.type(screen.getByLabelText(/JB-002.*项目编号/), "P-2");
    await user.keyboard("{Control>}{Shift>}{Enter}{/Shift}{/Control}");
    expect(projectApprove).toHaveBeenCalledWith("论证-1", "JB-002", "P-2", "");
    await user.keyboard("{Control>}/{/Control}");
    expect(await screen.findByRole("row", { name: /Ctrl ?Shift ?Enter 立项为项目/ })).toBeInTheDocument();
  });

  it("says what waits before a project, and leads there", async () => {
    const user = userEvent.setup();
    const onGo = vi.fn();
    const waits = {
      session_no: "论证-2",
      title: "论证会",
      batch: "2026年第一批",
      date: "2026-02-04",
      bids: 12,
    };
    const decided = {
      no: "S-001",
      batch: "2026年第一批",
      sessions: ["论证-1"],
      winners: 2,
      step: "posted" as const,
      ends_on: "2026-02-27",
      open: 0,
    };
    shown(
      {
        projects: () => Promise.resolve({ projects: [], approvable: [] }),
        approvals: () =>
          Promise.resolve({ approvals: [decided], waiting: [waits], calendar_until: "2026-12-31" }),
      },
      onGo,
    );
    expect(await screen.findByText("1 份建议名单等待审定，1 次审定还没有公告")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "去审定与公示" }));
    expect(onGo).toHaveBeenCalledWith("/approvals");
  });

  it("reads people as they are typed and writes them so", () => {
    const people = peopleOf("技术总师 冯示例 示例理工大学\n孙示例　示例研究院\n\n");
    expect(people.map(({ role, name, unit }) => [role, name, unit])).toEqual([
      ["chief_engineer", "冯示例", "示例理工大学"],
      ["key_member", "孙示例", "示例研究院"],
    ]);
    expect(peopleText(people)).toBe("技术总师 冯示例 示例理工大学\n骨干 孙示例 示例研究院");
  });

  it("leads from a project to its course by one key; one that is being entered has none", async () => {
    const user = userEvent.setup();
    const onGo = vi.fn();
    const projects = () => Promise.resolve({ projects: [line], approvable: [] });
    shown({ projects, project: () => Promise.resolve(view) }, onGo);
    await screen.findByRole("button", { name: /^任务书、拨付、验收…/ });
    await user.keyboard("{Control>}o{/Control}");
    expect(onGo).toHaveBeenCalledExactlyOnceWith("/projects/of/P-1");
    await user.keyboard("{Control>}n{/Control}");
    expect(screen.queryByRole("button", { name: /^任务书、拨付、验收…/ })).toBeNull();
  });
});
