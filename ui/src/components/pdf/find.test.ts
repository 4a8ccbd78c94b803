import { describe, expect, it } from "vitest";

import { findAll, firstFrom, hitBoxes, pageText } from "./find";

describe("the search", () => {
  const runs = ["生产线。轧件最大直径 260 mm、材料利", "用率由 68% 提高到 ８８％。"];
  const pages = [pageText(runs), null, pageText(["材料利用率", "利用率 Rate RATE"])];

  it("finds what a line end cuts in two, and counts page after page", () => {
    expect(findAll(pages, "材料利用率").map((hit) => hit.page)).toEqual([1, 3]);
    expect(findAll(pages, "利用率").map((hit) => hit.page)).toEqual([1, 3, 3]);
  });

  it("takes blanks, case and full width for nothing", () => {
    expect(findAll(pages, " 88 %")).toHaveLength(1);
    expect(findAll(pages, "260mm")).toHaveLength(1);
    expect(findAll(pages, "rate")).toHaveLength(2);
    // Some fonts give radicals in place of characters.
    expect(findAll([pageText(["⼈⼯"])], "人工")).toHaveLength(1);
  });

  it("finds nothing for nothing", () => {
    expect(findAll(pages, "  ")).toEqual([]);
    expect(findAll(pages, "没有的字")).toEqual([]);
    expect(findAll([null], "字")).toEqual([]);
  });

  it("begins at the page in view, and at the first when there is none after it", () => {
    const hits = findAll(pages, "利用率");
    expect(firstFrom(hits, 2)).toBe(1);
    expect(firstFrom(hits, 9)).toBe(0);
  });

  it("knows where a hit stands: a part of its run, a box for each line", () => {
    const boxes = [
      { x0: 100, y0: 50, x1: 300, y1: 62 },
      { x0: 100, y0: 70, x1: 300, y1: 82 },
    ];
    const lines = ["一二三四五", "六七八九十"];
    const text = pageText(lines);
    const [hit] = findAll([text], "五六七");
    expect(hit && hitBoxes(hit, text, lines, boxes)).toEqual([
      { x0: 260, y0: 50, x1: 300, y1: 62 },
      { x0: 100, y0: 70, x1: 180, y1: 82 },
    ]);
  });

  it("takes the width of narrow characters from the run, whatever font stands in", () => {
    const text = pageText(["10号"]);
    const [hit] = findAll([text], "号");
    const from = (width: number) =>
      hit && hitBoxes(hit, text, ["10号"], [{ x0: 0, y0: 0, x1: width, y1: 11.4 }])[0]?.x0;
    expect(from(20)).toBeCloseTo(10);
    expect(from(30)).toBeCloseTo(20);
  });

  it("joins characters that were set one by one", () => {
    const lines = ["论", "证", "台"];
    const boxes = lines.map((_, n) => ({ x0: n * 12, y0: 0, x1: n * 12 + 12, y1: 12 }));
    const text = pageText(lines);
    const [hit] = findAll([text], "论证台");
    expect(hit && hitBoxes(hit, text, lines, boxes)).toEqual([{ x0: 0, y0: 0, x1: 36, y1: 12 }]);
  });
});
