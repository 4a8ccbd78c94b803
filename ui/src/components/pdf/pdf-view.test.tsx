import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { openPaper } from "./engine";
import { fakeLibrary, fakePaper, stubCanvas } from "./fake-paper";
import { PdfBar } from "./pdf-bar";
import { PdfView } from "./pdf-view";
import { usePdfReader } from "./use-pdf-reader";

vi.mock("./engine", () => ({ openPaper: vi.fn(), library: () => Promise.resolve(fakeLibrary) }));
const open = vi.mocked(openPaper);

beforeEach(async () => {
  await i18n.changeLanguage("zh");
  stubCanvas();
  open.mockReset();
});

const bytes = () => Promise.resolve(new ArrayBuffer(8));

function Reader({ load = bytes, paperKey = "a" }: { load?: () => Promise<ArrayBuffer>; paperKey?: string }) {
  const reader = usePdfReader(paperKey);
  return (
    <>
      <PdfBar {...reader.bar}>
        <button type="button" onClick={() => reader.go(5)}>
          去第五页
        </button>
      </PdfBar>
      <PdfView {...reader.view} load={load} label="揭榜方案" size={12_300_000} />
    </>
  );
}

const shown = (page = <Reader />) => render(page, { wrapper: Providers });
const drawnPages = () =>
  [...document.querySelectorAll<HTMLElement>(".pdf-page:has(.pdf-picture)")].map((page) =>
    Number(page.dataset["page"]),
  );
const long = (pages: number) => Array.from({ length: pages }, (_, n) => [`第${n + 1}章`, "材料利", "用率"]);

describe("the reader", () => {
  it("says that it decrypts, and how much", async () => {
    shown(<Reader load={() => new Promise(() => undefined)} />);
    expect(screen.getByRole("status")).toHaveTextContent("正在解密材料（12.3 MB）……");
  });

  it("draws only the pages near the view", async () => {
    const { paper } = fakePaper(long(46));
    open.mockResolvedValue(paper);
    shown();
    expect(await screen.findByText("第 1 / 46 页")).toBeVisible();
    expect(document.querySelectorAll(".pdf-page")).toHaveLength(46);
    expect(drawnPages().length).toBeLessThan(10);
    await waitFor(() => expect(document.querySelector(".pdf-picture canvas")).not.toBeNull());
  });

  it("turns pages, and says which one is in view while it scrolls", async () => {
    const user = userEvent.setup();
    const { paper } = fakePaper(long(46));
    open.mockResolvedValue(paper);
    shown();
    await screen.findByText("第 1 / 46 页");
    expect(screen.getByRole("button", { name: "上一页" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "下一页" }));
    expect(screen.getByText("第 2 / 46 页")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "去第五页" }));
    expect(screen.getByText("第 5 / 46 页")).toBeVisible();
    expect(drawnPages()).toContain(5);
    expect(drawnPages()).not.toContain(1);
    const view = screen.getByRole("region", { name: "揭榜方案" });
    view.scrollTop = 0;
    fireEvent.scroll(view);
    expect(screen.getByText("第 1 / 46 页")).toBeVisible();
  });

  it("finds across a line end, counts, and walks round", async () => {
    const user = userEvent.setup();
    const { paper } = fakePaper(long(9));
    open.mockResolvedValue(paper);
    shown();
    await screen.findByText("第 1 / 9 页");
    await user.keyboard("{Control>}f{/Control}");
    const field = screen.getByRole("textbox", { name: "查找" });
    expect(field).toHaveFocus();
    await user.keyboard("材料利用率");
    const found = within(screen.getByRole("search"));
    await waitFor(() => expect(found.getByRole("status")).toHaveTextContent("1 / 9"));
    await user.keyboard("{Enter}{Enter}");
    expect(found.getByRole("status")).toHaveTextContent("3 / 9");
    expect(screen.getByText("第 3 / 9 页")).toBeVisible();
    await user.keyboard("{Shift>}{Enter}{Enter}{Enter}{/Shift}");
    expect(found.getByRole("status")).toHaveTextContent("9 / 9");
    expect(document.querySelectorAll(".pdf-hit-on")).toHaveLength(2);
    await user.clear(field);
    await user.keyboard("没有的字");
    expect(found.getByRole("status")).toHaveTextContent("没有找到");
    await user.keyboard("{Escape}");
    expect(field).toHaveValue("");
    expect(screen.getByRole("region", { name: "揭榜方案" })).toHaveFocus();
  });

  it("says that a scan cannot be searched", async () => {
    const user = userEvent.setup();
    open.mockResolvedValue(fakePaper([[], []]).paper);
    shown();
    await screen.findByText("第 1 / 2 页");
    await user.type(screen.getByRole("textbox", { name: "查找" }), "字");
    expect(await screen.findByText("扫描件，没有可查的文字")).toBeVisible();
  });

  it("cuts the margins by itself, and shows them when asked", async () => {
    const user = userEvent.setup();
    open.mockResolvedValue(fakePaper([["一行足够长的文字，占满版心的宽度，用来看裁切"]]).paper);
    shown();
    await screen.findByText("第 1 / 1 页");
    const height = () => document.querySelector<HTMLElement>(".pdf-page")?.style.height;
    const cut = height();
    await user.click(screen.getByRole("checkbox", { name: "去白边" }));
    expect(Number.parseFloat(height() ?? "")).toBeGreaterThan(Number.parseFloat(cut ?? ""));
  });

  it("says in words what is wrong with a paper, and reads again when asked", async () => {
    const user = userEvent.setup();
    const { paper } = fakePaper([["字"]]);
    open.mockRejectedValueOnce(Object.assign(new Error("bad"), { name: "InvalidPDFException" }));
    open.mockRejectedValueOnce(Object.assign(new Error("password"), { name: "PasswordException" }));
    open.mockResolvedValue(paper);
    shown();
    expect(await screen.findByRole("alert")).toHaveTextContent("已损坏，或者不是 PDF");
    await user.click(screen.getByRole("button", { name: "重试" }));
    await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("设有打开口令"));
    await user.click(screen.getByRole("button", { name: "重试" }));
    expect(await screen.findByText("第 1 / 1 页")).toBeVisible();
  });

  it("says that there is nothing, and keeps the words of a refusal", async () => {
    const { unmount } = shown(<Reader load={() => Promise.resolve(new ArrayBuffer(0))} />);
    expect(await screen.findByRole("alert")).toHaveTextContent("这份 PDF 是空的");
    unmount();
    shown(<Reader load={() => Promise.reject(refusal("vault.damaged", "这一页材料的密文不对。"))} />);
    expect(await screen.findByRole("alert")).toHaveTextContent("这一页材料的密文不对。");
  });

  it("closes a paper when another comes, and when one leaves", async () => {
    const [first, second] = [fakePaper([["甲"]]), fakePaper([["乙"], ["丙"]])];
    open.mockResolvedValueOnce(first.paper).mockResolvedValueOnce(second.paper);
    const { rerender, unmount } = shown(<Reader paperKey="a" />);
    await screen.findByText("第 1 / 1 页");
    rerender(<Reader paperKey="b" />);
    await screen.findByText("第 1 / 2 页");
    expect(first.close).toHaveBeenCalledOnce();
    unmount();
    expect(second.close).toHaveBeenCalledOnce();
  });

  it("is usable with a keyboard alone, and axe finds nothing serious", async () => {
    open.mockResolvedValue(fakePaper(long(3)).paper);
    shown();
    await screen.findByText("第 1 / 3 页");
    await act(async () => undefined);
    const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.filter((v) => v.impact === "serious" || v.impact === "critical")).toEqual([]);
  });
});
