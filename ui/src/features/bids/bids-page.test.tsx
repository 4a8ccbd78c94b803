import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type BidLine } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { BidsPage } from "./bids-page";
import { grouped } from "../../components/amount";
import { found } from "./match";

beforeEach(() => i18n.changeLanguage("zh"));

async function serious(): Promise<string[]> {
  const result = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return result.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

const bidOf = (n: number): BidLine => ({
  no: `JB-${n}`,
  challenge_no: "BD-1",
  title: `项目${n}关键技术`,
  field: "高端装备制造",
  sponsor: n === 2 ? "汾源氢能科技有限公司" : "龙门重型传动有限公司",
  solver: "中北大学",
  participants: n === 1 ? ["太原理工大学"] : [],
  chief_engineer: null,
  start: "2026-03-01",
  end: "2029-02-28",
  rd_total: "1234567.80",
  fiscal: "960.00",
  race: n === 1,
  papers:
    n === 1
      ? [{ id: "a1", kind: "plan", name: "JB-1 方案.pdf", size: 4_200_000, format: "pdf", pages: null }]
      : [],
});

function shown(given: Partial<Backend>, batch: string | null = "第一批") {
  const onImport = vi.fn();
  const backend = double(given);
  render(
    <BackendProvider value={backend}>
      <BidsPage batch={batch} onImport={onImport} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup(), onImport, backend };
}

const list = (count: number) => Array.from({ length: count }, (_, i) => bidOf(i + 1));
const detail = () => within(screen.getByRole("complementary", { name: "方案详情" }));

describe("amounts and searching", () => {
  it("group thousands of a text, whatever its length, and compute nothing", () => {
    expect(["0.00", "960.00", "1458", "1234567.80", "-1200.5", "199.998", "约三百"].map(grouped)).toEqual([
      "0.00",
      "960.00",
      "1,458",
      "1,234,567.80",
      "−1,200.5",
      "199.998",
      "约三百",
    ]);
  });

  it("find every word wherever it stands, participants included", () => {
    const bids = list(3);
    const nos = (text: string) => found(bids, text).map((bid) => bid.no);
    expect(nos(" ")).toEqual(["JB-1", "JB-2", "JB-3"]);
    expect(nos("jb-2 氢能")).toEqual(["JB-2"]);
    expect(nos("太原理工")).toEqual(["JB-1"]);
    expect(nos("氢能 JB-1")).toEqual([]);
  });
});

describe("the bids of a batch", () => {
  it("teach the import when there are none, or no batch", async () => {
    const { user, onImport } = shown({ bids: () => Promise.resolve([]) });
    expect(await screen.findByRole("heading", { name: "这个批次还没有揭榜方案" })).toBeVisible();
    expect(await serious()).toEqual([]);
    await user.keyboard("{Control>}i{/Control}");
    expect(onImport).toHaveBeenCalledOnce();
  });

  it("ask nothing of the program without a batch", () => {
    shown({}, null);
    expect(screen.getByText("尚无批次")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("say what went wrong, and read again", async () => {
    const { user, backend } = shown({ bids: () => Promise.reject(refusal("vault.damaged", "读不出来。")) });
    expect(await screen.findByRole("alert")).toHaveTextContent("读不出来。");
    backend.bids = () => Promise.resolve(list(2));
    await user.click(screen.getByRole("button", { name: "重试" }));
    expect(await screen.findByRole("row", { name: /JB-2/ })).toBeVisible();
  });

  it("stand in a table beside the chosen one; the arrows choose", async () => {
    const { user } = shown({ bids: () => Promise.resolve(list(3)) });
    const grid = await screen.findByRole("grid", { name: "方案" });
    const first = within(grid).getByRole("row", { name: /JB-1/ });
    expect(first).toHaveTextContent(
      "1JB-1项目1关键技术龙门重型传动有限公司中北大学1,234,567.80960.00赛马 1 份",
    );
    expect(first).toHaveAttribute("aria-selected", "true");
    expect(detail().getByText("太原理工大学")).toBeVisible();
    expect(await serious()).toEqual([]);
    grid.focus();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
    expect(detail().getByRole("heading", { name: "项目2关键技术" })).toBeVisible();
    expect(grid).toHaveAttribute("aria-activedescendant", within(grid).getByRole("row", { name: /JB-2/ }).id);
  });

  it("are found with Ctrl F, and it says when none is", async () => {
    const { user } = shown({ bids: () => Promise.resolve(list(3)) });
    await screen.findByRole("grid", { name: "方案" });
    await user.keyboard("{Control>}f{/Control}");
    const search = screen.getByRole("searchbox", { name: "查找方案" });
    expect(search).toHaveFocus();
    await user.type(search, "氢能");
    expect(screen.getByText("第一批 · 共 3 个方案，找到 1 个")).toBeVisible();
    expect(screen.getByRole("row", { name: /JB-2/ })).toHaveTextContent(/^2JB-2/);
    await user.type(search, "没有");
    expect(screen.getByRole("heading", { name: "没有这样的方案" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "清空查找" }));
    expect(screen.getByRole("row", { name: /JB-3/ })).toBeVisible();
  });

  it("are there only in sight, however many", async () => {
    shown({ bids: () => Promise.resolve(list(5000)) });
    const grid = await screen.findByRole("grid", { name: "方案" });
    expect(grid).toHaveAttribute("aria-rowcount", "5001");
    expect(grid.querySelectorAll("tbody tr").length).toBeLessThan(40);
    const scroller = document.querySelector(".bl-scroll") as HTMLElement;
    scroller.scrollTop = 58 * 3000;
    fireEvent.scroll(scroller);
    expect(screen.getByText("JB-3001")).toBeVisible();
    expect(grid.querySelectorAll("tbody tr").length).toBeLessThan(40);
    grid.focus();
    fireEvent.keyDown(grid, { key: "End" });
    expect(detail().getByText("JB-5000")).toBeVisible();
  });
});

describe("papers", () => {
  it("are attached with their kind; a refusal is said in words and nothing typed is lost", async () => {
    let bids = list(2);
    const { user, backend } = shown({
      bids: () => Promise.resolve(bids),
      paperAttach: () => Promise.reject(refusal("paper.format", "这不是 PDF。")),
    });
    await screen.findByRole("grid", { name: "方案" });
    const button = detail().getByRole("button", { name: /附上/ });
    expect(button).toBeDisabled();
    expect(detail().getByText("先选是什么材料")).toBeVisible();
    fireEvent.mouseDown(detail().getByRole("combobox", { name: "是什么材料" }));
    await user.click(await screen.findByText("预算说明", { selector: ".ant-select-item-option-content" }));
    expect(detail().getByText("先填文件路径")).toBeVisible();
    await user.type(detail().getByLabelText("文件（PDF、Word 或图片）"), "/tmp/b.docx");
    await user.click(button);
    expect(await screen.findByRole("alert")).toHaveTextContent("这不是 PDF。");
    expect(detail().getByLabelText("文件（PDF、Word 或图片）")).toHaveValue("/tmp/b.docx");
    const card = { id: "b2", kind: "budget", name: "b.pdf", size: 900, format: "pdf", pages: null } as const;
    const attach = vi.fn(() => {
      bids = bids.map((bid) => (bid.no === "JB-1" ? { ...bid, papers: [...bid.papers, card] } : bid));
      return Promise.resolve(card);
    });
    backend.paperAttach = attach;
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await detail().findByText("已附上：b.pdf")).toBeVisible();
    expect(attach).toHaveBeenCalledExactlyOnceWith("第一批", "JB-1", "budget", "/tmp/b.docx");
    expect(await detail().findByRole("button", { name: "移除 b.pdf" })).toBeVisible();
  });

  it("are removed only after asking in their place", async () => {
    const remove = vi.fn(() => Promise.resolve());
    const { user } = shown({ bids: () => Promise.resolve(list(1)), paperRemove: remove });
    await user.click(await screen.findByRole("button", { name: "移除 JB-1 方案.pdf" }));
    expect(screen.getByRole("alert")).toHaveTextContent("移除“JB-1 方案.pdf”？");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("alert")).toBeNull();
    expect(remove).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "移除 JB-1 方案.pdf" }));
    await user.click(screen.getByRole("button", { name: "移除" }));
    await waitFor(() => expect(remove).toHaveBeenCalledExactlyOnceWith("第一批", "JB-1", "a1"));
  });
});
