import { render, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type CalendarYear, type HomeFacts } from "../../backend";
import { double, refusal } from "../../backend/double";
import { OpeningProvider } from "../../components/may";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { ApprovalsPage } from "./approvals-page";
import { book, line, posted, serious, shown, toDecide, waits } from "./fixture";

beforeEach(() => i18n.changeLanguage("zh"));

describe("the book of decisions", () => {
  it("teaches what comes before while nothing is there, and leads to the meetings", async () => {
    const { user, onGo } = shown({ approvals: () => Promise.resolve(book({ approvals: [] })) });
    expect(await screen.findByRole("heading", { name: "还没有审定" })).toBeVisible();
    expect(screen.getByText(/公示5个工作日.*政策四（五）/)).toBeVisible();
    expect(await serious()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "去专家论证" }));
    expect(onGo).toHaveBeenCalledWith("/meetings");
  });

  it("shows each decision with its stage in words, its end and its open objections, and the chosen one beside it", async () => {
    const other = { ...line, no: "S-002", step: "to_decide" as const, ends_on: null, open: 0 };
    const { user } = shown({
      approvals: () => Promise.resolve(book({ approvals: [line, other] })),
      approval: (no) => Promise.resolve(no === "S-001" ? posted() : toDecide({ no })),
    });
    const rows = await screen.findAllByRole("row", { name: /^S-00/ });
    expect(rows[0]).toHaveTextContent("S-0012026年第一批论证-12 公示中2026-02-271");
    expect(rows[1]).toHaveTextContent("— 待会议审定—0");
    expect(await screen.findByRole("complementary", { name: "审定 S-001" })).toBeVisible();
    rows[0]?.focus();
    await user.keyboard("{ArrowDown}");
    expect(await screen.findByRole("complementary", { name: "审定 S-002" })).toBeVisible();
    expect(await screen.findByText("下一步：会议审定建议名单（市科技管理部门）")).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("puts the lists of one batch before a meeting; those of another batch go by themselves", async () => {
    const approvalOpen = vi.fn(() => Promise.resolve(toDecide({ no: "S-003" })));
    const same = { ...waits, session_no: "论证-3" };
    const other = { ...waits, session_no: "论证-4", batch: "2026年第二批" };
    const { user } = shown({
      approvals: () => Promise.resolve(book({ approvals: [], waiting: [waits, same, other] })),
      approvalOpen,
    });
    const list = await screen.findByRole("region", { name: "等待审定的建议名单" });
    await user.keyboard("{Control>}n{/Control}");
    expect(approvalOpen).not.toHaveBeenCalled();
    const first = within(list).getByRole("checkbox", { name: /^论证-2/ });
    expect(first).toHaveFocus();
    await user.click(first);
    expect(within(list).getByRole("checkbox", { name: /^论证-4/ })).toBeDisabled();
    expect(within(list).getByText(/2026年第二批.*另一批次，另行提交/)).toBeVisible();
    await user.click(within(list).getByRole("checkbox", { name: /^论证-3/ }));
    await user.keyboard("{Control>}n{/Control}");
    expect(approvalOpen).toHaveBeenCalledExactlyOnceWith(["论证-2", "论证-3"]);
  });

  it("says what went wrong, and reads again when asked", async () => {
    const approvals = vi.fn().mockRejectedValueOnce(refusal("vault.damaged", "读不出来。"));
    approvals.mockResolvedValue(book({ approvals: [] }));
    const { user } = shown({ approvals });
    expect(await screen.findByRole("alert")).toHaveTextContent("读不出来。");
    await user.click(screen.getByRole("button", { name: "重试" }));
    expect(await screen.findByRole("heading", { name: "还没有审定" })).toBeVisible();
  });

  it("says beside the list what went wrong with one decision", async () => {
    shown({ approval: () => Promise.reject(refusal("record.not_found", "找不到S-001。")) });
    const dock = await screen.findByRole("complementary", { name: "审定 S-001" });
    expect(await within(dock).findByRole("alert")).toHaveTextContent("找不到S-001。");
    expect(screen.getByRole("grid", { name: "审定" })).toBeVisible();
  });

  it("asks before what was typed of one decision is lost to another", async () => {
    const other = { ...line, no: "S-002" };
    const { user } = shown({
      approvals: () => Promise.resolve(book({ approvals: [line, other] })),
      approval: (no) => Promise.resolve(toDecide({ no })),
    });
    await user.type(await screen.findByLabelText(/^会议名称/), "局长办公会");
    await user.click(screen.getByRole("row", { name: /^S-002/ }));
    const asked = within(await screen.findByRole("dialog"));
    expect(asked.getByText(/登记会议审定：填了还没有保存/)).toBeInTheDocument();
    await user.click(asked.getByRole("button", { name: "留下" }));
    expect(screen.getByLabelText(/^会议名称/)).toHaveValue("局长办公会");
  });

  it("shares a line of tabs with the projects: arrows inside, Enter goes", async () => {
    const { user, onGo } = shown({});
    const tabs = screen.getByRole("navigation", { name: "项目立项" });
    const here = within(tabs).getByRole("button", { name: "审定与公示" });
    expect(here).toHaveAttribute("aria-current", "page");
    here.focus();
    await user.keyboard("{ArrowRight}{Enter}");
    expect(onGo).toHaveBeenCalledWith("/plans");
  });

  it("shows a supervisor everything and lets nothing be changed", async () => {
    const vault = { reading: "supervisor", found: [], safe: null } as unknown as HomeFacts;
    const backend = double({
      approvals: () => Promise.resolve(book({ waiting: [waits] })),
      approval: () => Promise.resolve(toDecide()),
    });
    render(
      <BackendProvider value={backend}>
        <OpeningProvider vault={vault} onSafe={() => undefined}>
          <ApprovalsPage onGo={() => undefined} />
        </OpeningProvider>
      </BackendProvider>,
      { wrapper: Providers },
    );
    expect(await screen.findByRole("button", { name: /保存审定结果/ })).toBeDisabled();
    expect(screen.getByRole("checkbox", { name: /^论证-2/ })).toBeDisabled();
    expect(screen.getByRole("note")).toHaveTextContent("监督人员的口令只能查看和核验，不能改动。");
  });

  it("speaks English", async () => {
    await i18n.changeLanguage("en");
    shown({});
    expect(await screen.findByRole("heading", { name: "Decision, publicity, announcement" })).toBeVisible();
    expect(
      await screen.findByText("2026-02-14 to 2026-02-27, 5 working days, from the next day"),
    ).toBeVisible();
  });
});

describe("the calendar of working days", () => {
  const shipped: CalendarYear = { year: 2026, notice: null, at: null };

  it("says until when days are known, lists the years, and loads a further one with its number", async () => {
    const calendarLoad = vi.fn(() =>
      Promise.resolve([shipped, { year: 2027, notice: "国办发明电〔2026〕7号", at: "2026-11-20 09:00" }]),
    );
    const { user, backend } = shown({ calendarYears: () => Promise.resolve([shipped]), calendarLoad });
    expect(await screen.findByText("节假日安排载至 2026-12-31")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "载入新年度" }));
    const pane = within(screen.getByRole("region", { name: "载入新年度的节假日安排" }));
    expect(await pane.findByText("2026 年：随软件提供")).toBeVisible();
    await user.type(pane.getByLabelText("年度安排文件（.json）"), "/tmp/2027.json");
    expect(pane.getByText("还缺：通知文号")).toBeVisible();
    expect(pane.getByRole("button", { name: "载入" })).toBeDisabled();
    backend.approvals = () => Promise.resolve(book({ calendar_until: "2027-12-31" }));
    await user.type(pane.getByLabelText("通知文号"), "国办发明电〔2026〕7号{Enter}");
    expect(calendarLoad).toHaveBeenCalledExactlyOnceWith("/tmp/2027.json", "国办发明电〔2026〕7号");
    expect(await pane.findByText("2027 年：国办发明电〔2026〕7号，2026-11-20 09:00 载入")).toBeVisible();
    expect(await pane.findByText("已载入，安排载至 2027-12-31")).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("says a file that is no calendar right below it", async () => {
    const { user } = shown({
      calendarYears: () => Promise.resolve([shipped]),
      calendarLoad: () => Promise.reject(refusal("calendar.invalid", "节假日文件有误：no day。")),
    });
    await user.click(await screen.findByRole("button", { name: "载入新年度" }));
    await user.type(screen.getByLabelText("年度安排文件（.json）"), "/tmp/x.json");
    await user.type(screen.getByLabelText("通知文号"), "1号{Enter}");
    const said = (await screen.findByText("节假日文件有误：no day。")).closest("#ap-cal-file-says");
    expect(said).toBeVisible();
  });
});
