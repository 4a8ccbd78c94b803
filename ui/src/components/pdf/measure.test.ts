import { describe, expect, it } from "vitest";

import {
  columnHeight,
  extent,
  GAP,
  inkBox,
  layOut,
  pageAt,
  pagesIn,
  pixelRatio,
  runBox,
  shownPart,
  type Sheet,
} from "./measure";

const A4 = { width: 595, height: 842 };
const sheet = (text: Sheet["text"], ink: Sheet["ink"] = null): Sheet => ({ ...A4, text, ink });
const body = { x0: 80, y0: 90, x1: 515, y1: 750 };

describe("where text lies", () => {
  const page = [1, 0, 0, -1, 0, 842];

  it("is counted from the upper left corner, with room for what hangs below the line", () => {
    const box = runBox({ str: "论证", transform: [20, 0, 0, 20, 100, 700], width: 40, height: 20 }, page);
    expect(box.x0).toBe(100);
    expect(box.x1).toBe(140);
    expect(box.y0).toBeCloseTo(842 - 700 - 0.92 * 20);
    expect(box.y1).toBeCloseTo(842 - 700 + 0.22 * 20);
  });

  it("is right for text that stands on its side", () => {
    const box = runBox({ str: "竖", transform: [0, 10, -10, 0, 300, 400], width: 50, height: 10 }, page);
    expect(box.y0).toBeCloseTo(842 - 450);
    expect(box.y1).toBeCloseTo(842 - 400);
    expect(box.x1 - box.x0).toBeCloseTo(11.4);
  });

  it("leaves blanks out, and is nothing on a scan", () => {
    const runs = [
      { str: " ", transform: [1, 0, 0, 1, 0, 0], width: 500, height: 10 },
      { str: "字", transform: [1, 0, 0, 1, 50, 60], width: 10, height: 10 },
    ];
    const boxes = runs.map((run) => runBox(run, page));
    expect(extent(runs, boxes)).toEqual(boxes[1]);
    expect(extent([], [])).toBeNull();
  });
});

describe("cutting margins", () => {
  it("keeps a little white around the text", () => {
    expect(shownPart(sheet(body), body, true)).toEqual({ x0: 64, y0: 74, x1: 531, y1: 766 });
  });

  it("shows a scan whole, and everything when not asked to cut", () => {
    const whole = { x0: 0, y0: 0, x1: 595, y1: 842 };
    expect(shownPart(sheet(null), body, true)).toEqual(whole);
    expect(shownPart(sheet(body), body, false)).toEqual(whole);
  });

  it("never cuts what was drawn outside of the text", () => {
    const seal = { x0: 20, y0: 700, x1: 120, y1: 830 };
    const shown = shownPart(sheet(body, seal), body, true);
    expect(shown.x0).toBe(4);
    expect(shown.y1).toBe(842);
  });

  it("does not blow three words up", () => {
    const shown = shownPart(sheet({ x0: 280, y0: 90, x1: 310, y1: 104 }), null, true);
    expect(shown.x1 - shown.x0).toBeCloseTo(595 * 0.6);
    expect(shown.x0).toBeGreaterThanOrEqual(0);
    expect(shown.x1).toBeLessThanOrEqual(595);
  });

  it("keeps the size of the type from page to page", () => {
    const short = { x0: 80, y0: 90, x1: 200, y1: 120 };
    const [first, second] = layOut([sheet(body), sheet(short)], 600, true);
    expect(first?.scale).toBeCloseTo(600 / 467);
    expect(second?.scale).toBe(first?.scale);
  });

  it("makes the type larger than without", () => {
    const cut = layOut([sheet(body)], 600, true)[0]?.scale ?? 0;
    const uncut = layOut([sheet(body)], 600, false)[0]?.scale ?? 0;
    expect(cut / uncut).toBeGreaterThan(1.2);
  });
});

describe("the column", () => {
  const slots = layOut([sheet(null), sheet(null), sheet(null)], 595, true);

  it("stacks the pages with gaps", () => {
    expect(slots.map((slot) => slot.top)).toEqual([GAP, 842 + 2 * GAP, 2 * 842 + 3 * GAP]);
    expect(columnHeight(slots)).toBe(3 * 842 + 4 * GAP);
    expect(columnHeight([])).toBe(0);
  });

  it("knows the page at a height, and those in a stretch", () => {
    expect([0, 842, 842 + 2 * GAP, 99_999].map((y) => pageAt(slots, y))).toEqual([1, 1, 2, 3]);
    expect(pagesIn(slots, -500, 900)).toEqual([1, 2]);
  });

  it("never draws sharper than twice, nor a picture larger than agreed", () => {
    expect(pixelRatio(600, 850, 1)).toBe(1);
    expect(pixelRatio(600, 850, 3)).toBe(2);
    const ratio = pixelRatio(2400, 3400, 2);
    expect(2400 * 3400 * ratio * ratio).toBeCloseTo(6_000_000);
  });
});

describe("ink", () => {
  it("is found on white, and is nothing on an empty page", () => {
    const pixels = new Uint8ClampedArray(4 * 4 * 4).fill(255);
    expect(inkBox(pixels, 4, 4)).toBeNull();
    pixels[(2 * 4 + 1) * 4] = 120;
    expect(inkBox(pixels, 4, 4)).toEqual({ x0: 1, y0: 2, x1: 2, y1: 3 });
  });
});
