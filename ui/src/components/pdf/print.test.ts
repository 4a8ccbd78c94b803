import { beforeEach, describe, expect, it, vi } from "vitest";

import { openPaper } from "./engine";
import { fakePaper, stubCanvas } from "./fake-paper";
import { printPdf } from "./print";

vi.mock("./engine", () => ({ openPaper: vi.fn() }));
const open = vi.mocked(openPaper);
const load = () => Promise.resolve(new ArrayBuffer(8));
const print = vi.fn();

beforeEach(() => {
  stubCanvas();
  print.mockReset();
  window.print = print;
  window.dispatchEvent(new Event("afterprint"));
});

describe("printing", () => {
  it("lays every page as a picture, prints, and clears away afterwards", async () => {
    const { paper, close, drawn } = fakePaper([["一"], ["二"], ["三"]]);
    open.mockResolvedValue(paper);
    const steps: string[] = [];
    print.mockImplementation(() => expect(document.querySelectorAll(".pdf-print img")).toHaveLength(3));
    expect(await printPdf({ load, onProgress: (done, total) => steps.push(`${done}/${total}`) })).toBe(true);
    expect(steps).toEqual(["0/3", "1/3", "2/3", "3/3"]);
    expect(drawn).toEqual([1, 2, 3]);
    expect(print).toHaveBeenCalledOnce();
    expect(close).toHaveBeenCalledOnce();
    // The system may still be drawing.
    expect(document.querySelector(".pdf-print")).not.toBeNull();
    window.dispatchEvent(new Event("afterprint"));
    expect(document.querySelector(".pdf-print")).toBeNull();
    expect(document.head.textContent).not.toContain("@page");
  });

  it("replaces what an earlier printing left", async () => {
    open.mockResolvedValueOnce(fakePaper([["一"], ["二"]]).paper);
    open.mockResolvedValueOnce(fakePaper([["三"]]).paper);
    await printPdf({ load });
    await printPdf({ load });
    expect(document.querySelectorAll(".pdf-print img")).toHaveLength(1);
  });

  it("turns a wide page where the engine cannot turn a sheet", async () => {
    const { paper } = fakePaper([["宽"]], [842, 595]);
    open.mockResolvedValue(paper);
    await printPdf({ load });
    expect(document.querySelector(".pdf-print .wide")).toBeNull();
    vi.stubGlobal("CSS", { supports: (name: string) => name === "page" });
    await printPdf({ load });
    expect(document.querySelector(".pdf-print .wide")).not.toBeNull();
    vi.unstubAllGlobals();
  });

  it("stops when asked, and then prints nothing", async () => {
    const { paper, close, drawn } = fakePaper([["一"], ["二"], ["三"]]);
    open.mockResolvedValue(paper);
    const abort = new AbortController();
    const onProgress = (done: number) => done === 1 && abort.abort();
    expect(await printPdf({ load, onProgress, signal: abort.signal })).toBe(false);
    expect(drawn.length).toBeLessThan(3);
    expect(print).not.toHaveBeenCalled();
    expect(close).toHaveBeenCalledOnce();
    expect(document.querySelector(".pdf-print")).toBeNull();
  });

  it("says what is wrong with a paper", async () => {
    open.mockRejectedValue(Object.assign(new Error("bad"), { name: "InvalidPDFException" }));
    await expect(printPdf({ load })).rejects.toMatchObject({ problems: [{ code: "pdf.damaged" }] });
  });
});
