import { describe, expect, it } from "vitest";

import { money } from "./fixture";
import { fen, lengthOf, linesOf, most, restOf, widthOf } from "./shares";

describe("the parts of a bar", () => {
  it("are measured exactly, and what is there at all is seen", () => {
    expect(fen("1234.567891")).toBe(1234567891n);
    expect(fen("")).toBe(0n);
    expect(lengthOf(1n, 3n, 300)).toBe(100);
    expect(lengthOf(1n, 10n ** 15n, 300)).toBe(1);
    expect(lengthOf(0n, 5n, 300)).toBe(0);
    expect(lengthOf(5n, 0n, 300)).toBe(0);
    expect(most([3n, 10n, 7n])).toBe(10n);
    expect(most([])).toBe(0n);
  });

  it("leave what is neither paid nor to be paid, to the fen", () => {
    expect(restOf(money("", { approved: "0.3", paid: "0.1", left: "0.2" }))).toBe(0n);
    expect(restOf(money("", { approved: "700.00", paid: "300.00" }))).toBe(fen("400"));
  });
});

describe("a name in a chart", () => {
  it("goes on in further lines instead of being cut, words kept whole", () => {
    const name = "新一代信息技术与人工智能及其他战略性新兴产业";
    const lines = linesOf(name, 120);
    expect(lines.join("")).toBe(name);
    expect(lines.every((line) => widthOf(line) <= 120)).toBe(true);
    expect(linesOf("new product, material or equipment", 120)).toEqual([
      "new product, ",
      "material or ",
      "equipment",
    ]);
    expect(linesOf("新材料", 170)).toEqual(["新材料"]);
  });
});
