import { describe, expect, it } from "vitest";

import { pagesAbout } from "./about";

describe("the page about something", () => {
  const texts = [
    "一、项目概况。本项目围绕新能源开展。",
    "二、技术路线。路线一采用固态电解质，技术路线可行。本项目分三步。",
    "三、团队条件。团队有十二人，合作单位两家。本项目由团队负责。",
    "四、经费预算。设备费、劳务费见预算说明。技术服务费另列。本项目经费自筹。",
  ];

  it("is the one that speaks most of it", () => {
    expect(pagesAbout("技术路线可行性", texts)[0]).toBe(2);
    expect(pagesAbout("团队与合作", texts)[0]).toBe(3);
    expect(pagesAbout("经费预算合理性", texts)[0]).toBe(4);
  });

  it("is none when nothing stands out: no such words, words on every page, a scan", () => {
    expect(pagesAbout("海洋观测", texts)).toEqual([]);
    expect(pagesAbout("本项目", texts)).toEqual([]);
    expect(pagesAbout("技术路线", ["", "", ""])).toEqual([]);
    expect(pagesAbout("Route", texts)).toEqual([]);
  });
});
