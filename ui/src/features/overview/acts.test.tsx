import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Backend } from "../../backend";
import { i18n } from "../../i18n";
import { alloy, glance, refused, sensor, serious, shown } from "./fixture";

beforeEach(() => i18n.changeLanguage("zh"));

const part = () => within(screen.getByRole("region", { name: "成果" }));
const form = () => within(screen.getByRole("form", { name: "登记成果" }));

describe("achievements", () => {
  it("are listed with what shows them, and why one is not counted", async () => {
    const { user, onGo } = shown();
    const table = within(await screen.findByRole("table", { name: "登记的成果" }));
    expect(table.getByRole("row", { name: /高温合金熔炼技术/ })).toHaveTextContent(
      /产业关键核心技术.*2026-02-10鉴字〔2026〕3号 计入/,
    );
    expect(table.getByRole("row", { name: /矿用传感器/ })).toHaveTextContent(
      /没有登记 未计入：项目没有验收通过或者结题，或者查实弄虚作假/,
    );
    await user.click(table.getByRole("button", { name: "XM-001" }));
    expect(onGo).toHaveBeenCalledWith("/projects/of/XM-001");
  });

  it("are not recorded while something is missing: it is said, and the first of it has the keyboard", async () => {
    const achievementAdd = vi.fn<Backend["achievementAdd"]>();
    const { user } = shown({ achievementAdd });
    await screen.findByRole("table", { name: "登记的成果" });
    await user.keyboard("{Control>}n{/Control}");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(achievementAdd).not.toHaveBeenCalled();
    expect(form().getByText("还缺：项目、类别、成果名称、取得日期")).toBeVisible();
    expect(form().getByRole("combobox", { name: /^项目/ })).toHaveFocus();
    expect(await serious(screen.getByRole("form", { name: "登记成果" }))).toEqual([]);
  });

  it("are recorded once everything is said, the form opened and sent by key", async () => {
    const achievementAdd = vi.fn<Backend["achievementAdd"]>(() => Promise.resolve(glance()));
    const { user } = shown({ achievementAdd }, glance({ achievements: [] }));
    expect(await screen.findByText(/^还没有登记成果/)).toBeVisible();
    await user.keyboard("{Control>}n{/Control}");
    await user.click(form().getByRole("combobox", { name: /^项目/ }));
    await user.click(await screen.findByTitle(/^XM-002/));
    await user.click(form().getByRole("combobox", { name: /^类别/ }));
    await user.click(await screen.findByTitle("新产品、新材料、新装备"));
    await user.type(form().getByLabelText(/^成果名称/), "矿用传感器");
    await user.type(form().getByLabelText(/^取得日期/), "2026-03-01");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText("已登记：矿用传感器")).toBeVisible();
    expect(achievementAdd).toHaveBeenCalledExactlyOnceWith(sensor.form);
    expect(screen.queryByRole("form", { name: "登记成果" })).toBeNull();
    expect(part().getByRole("row", { name: /矿用传感器/ })).toBeVisible();
  });

  it("say at the field what was refused, and keep what was typed", async () => {
    const achievementAdd = vi
      .fn<Backend["achievementAdd"]>()
      .mockRejectedValueOnce(refused("list.date_order", "取得日期晚于今天。", [["step", "今天"]]))
      .mockRejectedValue(refused("import.exists", "这个项目的这项成果已经登记。"));
    const { user } = shown({ achievementAdd });
    await user.click(await screen.findByRole("button", { name: /^登记成果/ }));
    await user.click(form().getByRole("combobox", { name: /^项目/ }));
    await user.click(await screen.findByTitle(/^XM-001/));
    await user.click(form().getByRole("combobox", { name: /^类别/ }));
    await user.click(await screen.findByTitle("青年科技人才"));
    await user.type(form().getByLabelText(/^成果名称/), "示例人才");
    await user.type(form().getByLabelText(/^取得日期/), "2026-04-01{Control>}{Enter}{/Control}");
    expect(await screen.findByText("取得日期晚于今天。")).toBeVisible();
    expect(form().getByLabelText(/^取得日期/)).toHaveFocus();
    expect(form().getByLabelText(/^取得日期/)).toBeInvalid();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText("这个项目的这项成果已经登记。")).toBeVisible();
    expect(form().getByLabelText(/^成果名称/)).toHaveFocus();
    expect(form().getByLabelText(/^成果名称/)).toHaveValue("示例人才");
  });

  it("are taken out with a reason only, and Esc takes nothing out", async () => {
    const achievementRemove = vi.fn<Backend["achievementRemove"]>(() =>
      Promise.resolve(glance({ achievements: [alloy] })),
    );
    const { user } = shown({ achievementRemove });
    const take = () => screen.findByRole("button", { name: "撤销 矿用传感器" });
    await user.click(await take());
    const why = () => screen.getByRole("form", { name: "撤销登记的成果：矿用传感器" });
    await waitFor(() => expect(within(why()).getByLabelText(/^理由/)).toHaveFocus());
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("form", { name: /^撤销登记的成果/ })).toBeNull();
    await user.click(await take());
    await waitFor(() => expect(within(why()).getByLabelText(/^理由/)).toHaveFocus());
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(achievementRemove).not.toHaveBeenCalled();
    expect(within(why()).getByLabelText(/^理由/)).toBeInvalid();
    await user.keyboard("重复登记{Control>}{Enter}{/Control}");
    await waitFor(() => expect(part().queryByText("矿用传感器")).toBeNull());
    expect(achievementRemove).toHaveBeenCalledExactlyOnceWith("XM-002/1", "重复登记");
  });
});

describe("the yearly report", () => {
  it("is saved for the year and in the form that one says, under a name that tells both", async () => {
    const overviewSave = vi
      .fn<Backend["overviewSave"]>()
      .mockResolvedValue({ path: "/u/2025.xlsx", digest: null, pages: null });
    const chooseSave = vi.fn<Backend["chooseSave"]>(() => Promise.resolve("/u/2025.xlsx"));
    const { user } = shown({ overviewSave, chooseSave });
    const report = within(await screen.findByRole("region", { name: "报告" }));
    const save = within(report.getByRole("form", { name: "报告" }));
    await user.click(save.getByRole("button", { name: /^保存/ }));
    expect(overviewSave).not.toHaveBeenCalled();
    expect(save.getByLabelText("保存到")).toHaveFocus();
    await user.click(report.getByRole("combobox", { name: "年度" }));
    const years = await screen.findAllByTitle(/^20\d\d 年$/);
    expect(new Set(years.map((one) => one.getAttribute("title")))).toEqual(new Set(["2026 年", "2025 年"]));
    await user.click(screen.getAllByTitle("2025 年").at(-1) as HTMLElement);
    await user.click(report.getByRole("radio", { name: "数据（xlsx）" }));
    expect(report.queryByRole("button", { name: /^预览/ })).toBeNull();
    await user.click(report.getByRole("button", { name: "选择……" }));
    expect(chooseSave).toHaveBeenCalledExactlyOnceWith("2025年度实施情况数据.xlsx");
    await user.click(report.getByLabelText("保存到"));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await report.findByText("已保存：/u/2025.xlsx")).toBeVisible();
    expect(overviewSave).toHaveBeenCalledExactlyOnceWith(2025, "book", "/u/2025.xlsx");
  });

  it("says why it could not be saved", async () => {
    const { user } = shown({ overviewSave: () => Promise.reject(refused("io", "磁盘写不进。")) });
    await user.type(await screen.findByLabelText("保存到"), "/u/报告.pdf{Enter}");
    expect(await screen.findByText("磁盘写不进。")).toBeVisible();
  });

  it("is looked at before it is saved, with what is typed on the page kept", async () => {
    const overviewPreview = vi.fn<Backend["overviewPreview"]>(() =>
      Promise.reject(refused("document.missing_glyph", "缺少字形。")),
    );
    const { user } = shown({ overviewPreview });
    await user.type(await screen.findByLabelText("保存到"), "/u/报告.pdf");
    await user.click(screen.getByRole("radio", { name: /^公开稿/ }));
    await user.type(screen.getByLabelText("保存到"), "/u/公开稿.pdf");
    await user.keyboard("{Control>}o{/Control}");
    expect(await screen.findByText("缺少字形。")).toBeVisible();
    expect(overviewPreview).toHaveBeenCalledWith(2026, "public_report");
    expect(screen.queryByRole("region", { name: "目标" })).toBeNull();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.getByRole("heading", { name: "报告" })).toHaveFocus());
    expect(screen.getByLabelText("保存到")).toHaveValue("/u/公开稿.pdf");
  });
});

describe("a vault that may only be read", () => {
  it("shows everything and lets reports be looked at, and nothing be changed or saved", async () => {
    const { user } = shown({}, glance(), "supervisor");
    expect(await screen.findByRole("table", { name: "登记的成果" })).toBeVisible();
    for (const name of [/^登记成果/, /^撤销 矿用传感器/, /^另存图片：全链条/, /^保存$/]) {
      expect(screen.getByRole("button", { name })).toBeDisabled();
    }
    expect(screen.getByRole("button", { name: /^预览/ })).toBeEnabled();
    await user.keyboard("{Control>}n{/Control}");
    expect(screen.queryByRole("form", { name: "登记成果" })).toBeNull();
  });
});

describe("in English", () => {
  it("says everything with the same figures", async () => {
    await i18n.changeLanguage("en");
    shown();
    expect(await screen.findByRole("heading", { name: "Programme overview" })).toBeVisible();
    expect(screen.getByRole("row", { name: /^demands 186/ })).toBeVisible();
    expect(screen.getByText(/^approved = paid \+ to be paid \+ 1,400.00;/)).toBeVisible();
  });
});
