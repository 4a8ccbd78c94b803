import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { IntakeView } from "../../backend";
import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { FINDINGS, finding, intakeDouble, viewOf } from "./fixture";
import { opened, serious, shown } from "./shown";

beforeEach(() => i18n.changeLanguage("zh"));

const clean = () => viewOf({ findings: FINDINGS.slice(2) });

describe("choosing a file", () => {
  it("says what may not come in, takes a typed path, and says what is missing", async () => {
    const open = vi.fn(() => Promise.resolve(viewOf()));
    const { user } = shown(intakeDouble({ intakeOpen: open }));
    expect(screen.getByText("不得处理国家秘密")).toBeVisible();
    expect(screen.getByRole("button", { name: /^读取/ })).toBeDisabled();
    expect(screen.getByText(/先填文件的路径/)).toBeVisible();
    expect(await serious()).toEqual([]);
    await user.type(screen.getByLabelText("文件"), "/tmp/a.xlsx{Enter}");
    await screen.findByText("JB-5");
    expect(open).toHaveBeenCalledExactlyOnceWith("/tmp/a.xlsx");
  });

  it("reads a file that was dropped on the window once, and says that a page gets no path", async () => {
    const open = vi.fn(() => Promise.resolve(viewOf()));
    const { drop, user } = shown(intakeDouble({ intakeOpen: open }));
    fireEvent.drop(screen.getByText("把文件拖到这里"));
    expect(screen.getByRole("alert")).toHaveTextContent("没有收到文件的路径");
    drop("/media/stick/b.xlsx");
    await screen.findByText("JB-5");
    expect(open).toHaveBeenCalledExactlyOnceWith("/media/stick/b.xlsx");
    await user.click(screen.getByRole("button", { name: "换文件" }));
    expect(await screen.findByLabelText("文件")).toBeVisible();
    expect(open).toHaveBeenCalledOnce();
  });

  it("shows how far the reading is, and stops it", async () => {
    let refuse: (error: unknown) => void = () => {};
    const given = intakeDouble({
      intakeOpen: () => new Promise<IntakeView>((_, reject) => (refuse = reject)),
      progress: () => Promise.resolve({ what: "book.read", done: 1200, of: 5000 }),
    });
    const { user, asked } = shown(given, null, "/tmp/a.xlsx");
    expect(await screen.findByText(/正在读取 a.xlsx 1200 \/ 5000/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "停止" }));
    await waitFor(() => expect(asked).toContain("stop"));
    refuse(refusal("work.stopped", "已经停止。"));
    expect(await screen.findByText("已经停止。")).toBeVisible();
    expect(screen.getByRole("heading", { name: "这个文件没有读，库里没有任何改动" })).toBeVisible();
  });

  it("says why a file is refused, where it stopped and what to do", async () => {
    const error = refusal("book.unsafe_file", "它声明的表格过大。");
    (error.problems[0] as { place: string | null }).place = "汇总!XFD1048576";
    const { user, backend } = shown(
      intakeDouble({ intakeOpen: () => Promise.reject(error) }),
      null,
      "/tmp/a.xlsx",
    );
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("它声明的表格过大。");
    expect(alert).toHaveTextContent("停在：汇总!XFD1048576");
    expect(alert).toHaveTextContent("怎么办");
    expect(alert).toHaveTextContent("book.unsafe_file");
    expect(await serious()).toEqual([]);
    backend.intakeOpen = () => Promise.resolve(viewOf());
    await user.keyboard("{Control>}o{/Control}");
    expect(await screen.findByText("JB-5")).toBeVisible();
  });
});

describe("tables and columns", () => {
  it("begins at the tables when none was recognised", async () => {
    const sheets = viewOf().sheets.map((sheet) => ({ ...sheet, tables: [] }));
    await opened(intakeDouble({}, viewOf({ sheets, findings: [] })));
    expect(screen.getByText("2 认表")).toBeVisible();
    expect(screen.getByRole("heading", { name: "没有认出表" })).toBeVisible();
  });

  it("lists the tables and leads to their columns", async () => {
    const { user } = await opened();
    await user.click(screen.getByRole("button", { name: /认表/ }));
    const table = within(screen.getByRole("table", { name: "认出的表" }));
    expect(table.getByText("3 / 4")).toBeVisible();
    expect(table.getByText("没有认出表")).toBeVisible();
    await user.click(table.getByRole("button", { name: "看这张表" }));
    expect(screen.getByText("3 列已对上，1 列不导入")).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("begins at the columns when a required one is missing; one chosen by hand is mapped and marked", async () => {
    const missing = finding("error", "column_missing", "A3", "没有找到必需的列：榜题。");
    const { user, asked } = await opened(intakeDouble({}, viewOf({ findings: [missing] })));
    expect(screen.getByRole("complementary", { name: "列的对应" })).toHaveTextContent(
      "没有找到必需的列：榜题。",
    );
    expect(screen.getByRole("combobox", { name: "C 列对应 · 手工" })).toBeVisible();
    fireEvent.mouseDown(screen.getByRole("combobox", { name: "B 列对应" }));
    await user.click(await screen.findByText("榜题", { selector: ".ant-select-item-option-content" }));
    await waitFor(() => expect(asked).toContain("map 方案 B challenge"));
  });

  it("has one Tab stop in the row of choices, in English too", async () => {
    await i18n.changeLanguage("en");
    const { user } = await opened(intakeDouble(), "1");
    await screen.findByText("JB-5");
    const choices = screen.getAllByRole("combobox", { name: /^Column . is/ });
    expect(choices.map((one) => one.tabIndex)).toEqual([0, -1, -1, -1]);
    choices[0]?.focus();
    await user.keyboard("{ArrowRight}");
    expect(choices[1]).toHaveFocus();
  });
});

describe("the import", () => {
  it("says what keeps it from being taken", async () => {
    const { user, asked } = await opened();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByText(/还有 2 处须改/)).toBeVisible();
    expect(screen.getByRole("button", { name: /确认入库/ })).toBeDisabled();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(asked.some((one) => one.startsWith("import"))).toBe(false);
    await user.click(screen.getByRole("button", { name: "去核对" }));
    expect(screen.getByRole("complementary", { name: "核对" })).toBeVisible();
  });

  it("asks for the batch, shows a refusal, then says what was taken", async () => {
    const given = intakeDouble({}, viewOf({ findings: [] }));
    const { intakeImport } = given.backend;
    given.backend.intakeImport = () => Promise.reject(refusal("import.exists", "方案JB-5已在库中。"));
    const { user, asked, onDone } = await opened(given, null);
    expect(screen.getByRole("heading", { name: "没有发现问题" })).toBeVisible();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByText("先填批次")).toBeVisible();
    await user.type(screen.getByLabelText("批次"), "2026年第一批");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByRole("alert")).toHaveTextContent("方案JB-5已在库中。");
    expect(await serious()).toEqual([]);
    given.backend.intakeImport = intakeImport;
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByRole("heading", { name: "已入库" })).toHaveFocus();
    expect(asked).toContain("import 2026年第一批");
    expect(screen.getByText(/揭榜方案 8 个，专家 0 位/)).toBeVisible();
    expect(screen.getByText(/日志第 41 条/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: /看揭榜方案/ }));
    expect(onDone).toHaveBeenCalledOnce();
  });

  it("says by row what is in the vault already, and lets the row replace it or be left out", async () => {
    const known = finding("error", "import.in_vault", "A5", "方案JB-5已在库中（旧名）。");
    const { user, asked } = await opened(intakeDouble({}, viewOf({ findings: [known] })));
    await waitFor(() => expect(asked).toContain("batch 2026年第一批"));
    const dock = within(screen.getByRole("complementary", { name: "核对" }));
    await user.click(dock.getByRole("button", { name: /方案JB-5已在库中（旧名）/ }));
    expect(dock.getByRole("button", { name: "剔除本行" })).toBeVisible();
    await user.click(dock.getByRole("button", { name: "替换库里的" }));
    expect(asked).toContain("amend 方案 5 true");
    await user.click(await dock.findByRole("button", { name: /方案JB-5已在库中/ }));
    await user.click(await dock.findByRole("button", { name: "不替换" }));
    expect(asked).toContain("amend 方案 5 false");
  });

  it("lists what is left out and why before it is taken", async () => {
    const left_out = [{ sheet: "方案", row: 6, reason: "重复填报", with_bid: false }];
    const { user } = await opened(intakeDouble({}, { ...clean(), left_out }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByText("1 行，不入库")).toBeVisible();
    expect(screen.getByText(/重复填报/)).toBeVisible();
    expect(screen.getByText(/2 处没有改/)).toBeVisible();
    expect(screen.getByLabelText("批次")).toHaveValue("2026年第一批");
  });

  it("names what comes in with the bids and the tables that stay behind", async () => {
    const not_taken = [
      { sheet: "设备清单", at: "A2", rows: 12, by_hand: false },
      { sheet: "备查", at: "A1", rows: 3, by_hand: true },
    ];
    const more = { budget_lines: 20, people: 16, milestones: 8, not_taken };
    const { user } = await opened(intakeDouble({}, { ...clean(), ...more }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByText("经费预算 20 行，人员 16 人，里程碑 8 个")).toBeVisible();
    expect(screen.getByText(/12 行，没有认出是什么表/)).toBeVisible();
    expect(screen.getByText("“设备清单” A2 处的表")).toBeVisible();
    expect(screen.getByText("3 行，选定不导入")).toBeVisible();
  });

  it("says when there is nothing to take", async () => {
    const { user } = await opened(intakeDouble({}, viewOf({ findings: [], bids: 0 })));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByRole("heading", { name: "没有可入库的行" })).toBeVisible();
  });

  it("asks before another file makes edits void", async () => {
    const { user, asked } = await opened(intakeDouble({}, viewOf({ undo: 3 })));
    await user.click(screen.getByRole("button", { name: "换文件" }));
    expect(screen.getByRole("alert")).toHaveTextContent("放弃这个文件的 3 处改动");
    expect(asked).not.toContain("close");
    await user.click(screen.getByRole("button", { name: "放弃并换文件" }));
    expect(await screen.findByLabelText("文件")).toBeVisible();
    expect(asked).toContain("close");
  });
});

describe("a list of demands", () => {
  it("of a book that this program wrote is taken as it stands, and nobody is asked where it came from", async () => {
    const sheets = [{ name: "需求总表", hidden: false, last_row: 9, last_column: 4, own: true, tables: [] }];
    const view = viewOf({ findings: [], sheets, bids: 0, experts: 0, demands: 6, own_demands: 6 });
    const take = vi.fn(() => Promise.resolve({ bids: 0, experts: 0, demands: 6, journal_seq: 41 }));
    const given = intakeDouble({ intakeOpen: () => Promise.resolve(view), intakeImport: take });
    const { user } = shown(given, null, "/tmp/a.xlsx");
    expect(await screen.findByText("本程序导出的需求和榜单，原样读回")).toBeVisible();
    // Past the tables, the columns and the findings, of which there are none.
    await user.keyboard("{Control>}{Enter}{Enter}{Enter}{/Control}");
    expect(await screen.findByText("6 条")).toBeVisible();
    expect(screen.queryByLabelText("征集日期")).toBeNull();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText("技术需求 6 条")).toBeVisible();
    expect(take).toHaveBeenCalledExactlyOnceWith("", null, null);
  });

  it("is taken once it is said when and from whom it was collected", async () => {
    const view = viewOf({ findings: [], bids: 0, experts: 0, demands: 30 });
    const take = vi.fn(() => Promise.resolve({ bids: 0, experts: 0, demands: 30, journal_seq: 41 }));
    const given = intakeDouble({ intakeOpen: () => Promise.resolve(view), intakeImport: take });
    const { user } = await opened(given, null);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByText("30 条")).toBeVisible();
    expect(screen.getByText("先填征集日期和来自哪里")).toBeVisible();
    await user.clear(screen.getByLabelText("征集日期"));
    await user.type(screen.getByLabelText("征集日期"), "2026-01-08");
    await user.type(screen.getByLabelText("来自"), "示例区");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText("技术需求 30 条")).toBeVisible();
    expect(take).toHaveBeenCalledExactlyOnceWith(
      "",
      {
        on: "2026-01-08",
        sender: "district",
        from: "示例区",
      },
      null,
    );
  });
});
