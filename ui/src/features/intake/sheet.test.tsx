import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it } from "vitest";

import { BackendProvider } from "../../backend";
import { refusal } from "../../backend/double";
import { HintBar } from "../../components/keys";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { intakeDouble, viewOf } from "./fixture";
import { IntakePage } from "./intake-page";

beforeEach(() => i18n.changeLanguage("zh"));

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

/** The page with its file read, at the step of checking. */
async function opened(given = intakeDouble()) {
  const user = userEvent.setup();
  render(
    <BackendProvider value={given.backend}>
      <IntakePage batch="2026年第一批" kind="bids" onDone={() => {}} onBack={() => {}} />
      <HintBar />
    </BackendProvider>,
    { wrapper: Providers },
  );
  await user.click(screen.getByRole("button", { name: /选择/ }));
  await user.click(screen.getByRole("button", { name: /^读取/ }));
  await screen.findByText("JB-5");
  return { user, ...given };
}

const cellOf = (row: number, column: number) =>
  document.querySelector<HTMLElement>(
    `[role=gridcell][data-row="${row}"][data-column="${column}"]`,
  ) as HTMLElement;
const chosen = () => document.querySelector<HTMLElement>(".in-cell[aria-selected=true]");
const dock = () => within(screen.getByRole("complementary", { name: "核对" }));

describe("the sheet and its findings", () => {
  it("looks like the file: letters, numbers, a merged title, what is hidden, what is not taken", async () => {
    await opened();
    const grid = within(screen.getByRole("grid", { name: "工作表“方案”" }));
    expect(grid.getByText("2026年第一批汇总表").closest("[role=gridcell]")).toHaveAttribute(
      "aria-colspan",
      "4",
    );
    expect(grid.getByRole("columnheader", { name: "C 隐藏" })).toBeVisible();
    expect(grid.getByRole("rowheader", { name: "8 隐藏" })).toBeVisible();
    expect(cellOf(3, 1).closest("[role=row]")).toHaveClass("in-header");
    expect(cellOf(12, 1).closest("[role=row]")).toHaveClass("in-other");
    expect(cellOf(7, 4)).toHaveTextContent("须改 空");
    expect(screen.getByRole("tab", { name: "说明 隐藏" })).toBeVisible();
    expect(await serious()).toEqual([]);
    // axe looks at every cell.
  }, 60_000);

  it("choose each other, both ways", async () => {
    const { user } = await opened();
    expect(chosen()).toBe(cellOf(7, 4));
    await user.click(dock().getByText(/检测仪器/));
    expect(chosen()).toBe(cellOf(9, 3));
    await user.click(cellOf(7, 4));
    expect(document.querySelector("[aria-current=true]")).toHaveAttribute("data-code", "missing_value");
    await user.click(cellOf(10, 1));
    expect(document.querySelector(".in-one[aria-current=true]")).toBeNull();
    expect(screen.getByRole("group", { name: "选中的单元格" })).toHaveTextContent("A10JB-10");
  });

  it("merge what is the same, open it, and go on to the next with Ctrl .", async () => {
    const { user } = await opened();
    const group = dock().getByRole("button", { name: /2 处同类/ });
    expect(group).toHaveAttribute("aria-expanded", "false");
    expect(dock().queryByText(/“3300”/)).toBeNull();
    await user.keyboard("{Control>}..{/Control}");
    expect(chosen()).toBe(cellOf(5, 4));
    expect(group).toHaveAttribute("aria-expanded", "true");
    await user.keyboard("{Control>}.{/Control}");
    expect(chosen()).toBe(cellOf(6, 4));
    await user.click(group);
    expect(group).toHaveAttribute("aria-expanded", "false");
    await user.click(dock().getByText("请看", { selector: ".ant-segmented-item-label" }));
    expect(dock().queryByText(/检测仪器/)).toBeNull();
  });

  it("have one Tab stop in the sheet and arrows inside", async () => {
    const { user } = await opened();
    await user.click(cellOf(5, 1));
    await user.keyboard("{ArrowRight}{ArrowDown}");
    expect(chosen()).toBe(cellOf(6, 2));
    const grid = screen.getByRole("grid", { name: "工作表“方案”" });
    expect(grid).toHaveFocus();
    expect(grid).toHaveAttribute("aria-activedescendant", cellOf(6, 2).id);
    await user.keyboard("{Home}{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}{ArrowRight}");
    expect(chosen()).toBe(cellOf(1, 1));
  });
});

describe("editing", () => {
  it("F2 types a cell anew at its place: Enter saves, the input method's Enter does not, Esc leaves", async () => {
    const { user, asked } = await opened();
    await user.keyboard("{F2}");
    const field = screen.getByRole("textbox", { name: "改 D7" });
    expect(field).toHaveFocus();
    await user.type(field, "3200");
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    expect(asked.some((one) => one.startsWith("correct"))).toBe(false);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(cellOf(7, 4)).toHaveTextContent("已改3200"));
    expect(asked).toContain("correct 方案 D7 3200");
    expect(screen.queryByRole("textbox", { name: "改 D7" })).toBeNull();
    expect(screen.getByRole("grid", { name: "工作表“方案”" })).toHaveFocus();
    expect(screen.getByText("1 处须改")).toBeVisible();
    await user.keyboard("{F2}不要{Escape}");
    expect(asked.filter((one) => one.startsWith("correct"))).toHaveLength(1);
  });

  it("keeps what was typed when it is refused, and says why", async () => {
    const refused = () => Promise.reject(refusal("import.no_such_row", "没有这一格。"));
    const { user } = await opened(intakeDouble({ intakeCorrect: refused }));
    await user.keyboard("{F2}12{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("没有这一格。");
    expect(screen.getByRole("textbox", { name: "改 D7" })).toHaveValue("12");
  });

  it("Alt Enter takes a proposal, and is shown only where there is one", async () => {
    const { user, asked } = await opened();
    expect(screen.queryByText("采纳建议")).toBeNull();
    await user.click(dock().getByText(/检测仪器/));
    expect(screen.getByText("采纳建议")).toBeVisible();
    await user.keyboard("{Alt>}{Enter}{/Alt}");
    await waitFor(() => expect(asked).toContain("correct 方案 C9 高端装备制造产业"));
  });

  it("leaves a row out only with a reason, shows it struck, and takes it back", async () => {
    const { user, asked } = await opened();
    await user.click(cellOf(6, 2));
    await user.keyboard("{Control>}{Delete}{/Control}");
    const reason = screen.getByLabelText("剔除第 6 行的理由");
    expect(reason).toHaveFocus();
    expect(screen.getByRole("button", { name: "剔除" })).toBeDisabled();
    expect(screen.getByText(/须写理由/)).toBeVisible();
    await user.keyboard("  {Enter}");
    expect(asked.some((one) => one.startsWith("drop"))).toBe(false);
    await user.type(reason, "重复填报{Enter}");
    await waitFor(() => expect(asked).toContain("drop 方案 6 重复填报"));
    expect(await screen.findByRole("rowheader", { name: "6 剔除" })).toBeVisible();
    expect(cellOf(6, 2).closest("[role=row]")).toHaveClass("in-left_out");
    expect(screen.getByText("已剔除：重复填报")).toBeVisible();
    await user.click(screen.getByText("手工改动"));
    expect(screen.getByText("剔除的行")).toBeVisible();
    const bar = within(screen.getByRole("group", { name: "选中的单元格" }));
    await user.click(bar.getByRole("button", { name: "恢复本行" }));
    await waitFor(() => expect(asked).toContain("keep 方案 6"));
  });

  it("undoes with Ctrl Z, and has nothing to undo at first", async () => {
    const { user, asked } = await opened();
    await user.keyboard("{Control>}z{/Control}");
    expect(asked).not.toContain("undo");
    await user.keyboard("{F2}3200{Enter}");
    await screen.findByText("1 处须改");
    await user.keyboard("{Control>}z{/Control}");
    expect(await screen.findByText("2 处须改")).toBeVisible();
    expect(asked).toContain("undo");
  });

  it("says of a row left out with its bid that it comes back with the bid", async () => {
    const left_out = [{ sheet: "方案", row: 6, reason: "方案剔除", with_bid: true }];
    const { user } = await opened(intakeDouble({}, viewOf({ left_out })));
    await user.click(cellOf(6, 2));
    const bar = within(screen.getByRole("group", { name: "选中的单元格" }));
    expect(bar.getByText(/恢复方案行即恢复/)).toBeVisible();
    expect(bar.queryByRole("button", { name: "恢复本行" })).toBeNull();
  });
});

describe("a long sheet", () => {
  it("has only rows in sight, and asks only for those", async () => {
    const { asked } = await opened(intakeDouble({}, viewOf({}, 5000), 5000));
    const grid = screen.getByRole("grid", { name: "工作表“方案”" });
    expect(grid).toHaveAttribute("aria-rowcount", "5002");
    expect(document.querySelectorAll("[role=row]").length).toBeLessThan(60);
    expect(asked.filter((one) => one.startsWith("rows"))).toEqual(["rows 方案 1 200"]);
    const scroller = document.querySelector(".in-xl") as HTMLElement;
    scroller.scrollTop = 3000 * 27;
    fireEvent.scroll(scroller);
    expect(await screen.findByText("JB-3010")).toBeVisible();
    expect(asked.filter((one) => one.startsWith("rows"))).toEqual([
      "rows 方案 1 200",
      "rows 方案 2801 200",
      "rows 方案 3001 200",
    ]);
    expect(document.querySelectorAll("[role=row]").length).toBeLessThan(60);
  });

  it("says when rows cannot be read, and reads them again", async () => {
    const given = intakeDouble();
    const { intakeRows } = given.backend;
    const { user } = await opened(given);
    given.backend.intakeRows = () => Promise.reject(refusal("internal", "读不出来。"));
    await user.keyboard("{F2}1{Enter}");
    expect(await screen.findByText("读不出来。")).toBeVisible();
    given.backend.intakeRows = intakeRows;
    await user.click(screen.getByRole("button", { name: "重试" }));
    await waitFor(() => expect(screen.queryByText("读不出来。")).toBeNull());
  });
});
