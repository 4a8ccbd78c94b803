import { describe, expect, it } from "vitest";

import { EMPTY, isoDay, past, sent } from "./draft";

describe("what is typed for a meeting", () => {
  it("takes a day in the ways people write it", () => {
    const ways = [
      "2026-01-20",
      "2026/1/20",
      "2026.1.20",
      "2026年1月20日",
      "20260120",
      "２０２６年１月２０日",
    ];
    expect(ways.map(isoDay)).toEqual(ways.map(() => "2026-01-20"));
    expect(["2026-02-30", "20261320", "明天"].map(isoDay)).toEqual([null, null, null]);
  });

  it("keeps full-width digits and letters of a batch as half-width ones, and its brackets", () => {
    expect(sent({ ...EMPTY, batch: " ２０２６年第Ａ批（补充） " }, false).batch).toBe("2026年第A批（补充）");
  });

  it("asks of a day that is past", () => {
    expect(past({ ...EMPTY, date: "2026年1月19日" }, "2026-01-20")).toBe(true);
    expect(past({ ...EMPTY, date: "2026-01-20" }, "2026-01-20")).toBe(false);
  });
});
