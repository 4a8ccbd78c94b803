import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Backend } from "../../backend";
import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { adjustment, glance, money, nothing, serious, shown } from "./fixture";

beforeEach(() => i18n.changeLanguage("zh"));

/** The texts of the rows of a table, cell by cell. */
function rows(name: string): string[] {
  const lines = screen.getByRole("table", { name }).querySelectorAll("tr");
  return [...lines].map((row) => [...row.children].map((cell) => cell.textContent).join("|"));
}

describe("the programme at a glance", () => {
  it("teaches what is summed up while nothing is recorded, and leads to the beginning", async () => {
    const { user, onGo } = shown({}, nothing);
    expect(await screen.findByRole("heading", { name: "还没有可以汇总的记录" })).toBeVisible();
    expect(screen.queryByRole("table")).toBeNull();
    expect(await serious()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "去需求征集" }));
    expect(onGo).toHaveBeenCalledWith("/needs");
  });

  it("says that it reads, what went wrong, and reads again when asked", async () => {
    const overview = vi
      .fn<Backend["overview"]>()
      .mockRejectedValueOnce(refusal("vault.damaged", "读不出来。"));
    overview.mockResolvedValue(glance());
    const { user } = shown({ overview });
    expect(screen.getByText("正在读取实施情况……")).toBeVisible();
    expect(await screen.findByRole("alert")).toHaveTextContent("读不出来。");
    await user.click(screen.getByRole("button", { name: "重试" }));
    expect(await screen.findByText("今天 2026-03-10 · 3 个项目")).toBeVisible();
  });

  it("stands under the seventh step beside what is due: arrows inside, Enter goes", async () => {
    const { user, onGo } = shown();
    const tabs = within(await screen.findByRole("navigation", { name: "实施管理" }));
    expect(tabs.getAllByRole("button").map((one) => one.textContent)).toEqual(["到期与逾期", "实施总览"]);
    const here = tabs.getByRole("button", { current: "page" });
    expect(here).toHaveTextContent("实施总览");
    here.focus();
    await user.keyboard("{ArrowLeft}{Enter}");
    expect(onGo).toHaveBeenCalledWith("/dues");
  });

  it("shows its sections in order, and leads to each by key", async () => {
    const { user } = shown();
    await screen.findByRole("region", { name: "目标" });
    const sections = ["目标", "全链条", "财政资金", "成果", "动态调整", "报告"];
    expect(screen.getAllByRole("heading", { level: 2 }).map((one) => one.textContent)).toEqual(sections);
    await user.keyboard("{Control>}5{/Control}");
    expect(screen.getByRole("heading", { name: "动态调整" })).toHaveFocus();
  });

  it("has nothing that axe finds serious", async () => {
    shown();
    await screen.findByRole("region", { name: "目标" });
    expect(await serious()).toEqual([]);
    // The whole page with all its charts.
  }, 60_000);
});

describe("targets and chain", () => {
  it("give each target's count beside what the policy sets, in words where it sets none", async () => {
    shown();
    await screen.findByRole("table", { name: "目标完成情况" });
    const lines = rows("目标完成情况");
    expect(lines[1]).toBe("出题企业|3|100| 其中科技领军培育企业1家");
    expect(lines[3]).toBe("产业关键核心技术|104|100| 已达到 ");
    expect(lines[6]).toBe("高层次科技创新人才团队|2|未设| ");
    const chart = screen.getByRole("img", { name: "目标完成情况：完成 / 政策目标（至 2026-03-10）" });
    for (const figure of ["3 / 100", "104 / 100", "0 / 50", "2（未设目标）"]) {
      expect(within(chart).getAllByText(figure).length).toBeGreaterThan(0);
    }
  });

  it("draw no bar for nought, one of its length for a part, and never one beyond its frame", async () => {
    shown();
    const chart = await screen.findByRole("img", { name: /^目标完成情况/ });
    const widths = (label: string) => {
      const bar = within(chart).getByText(label).closest("g") as SVGGElement;
      return [...bar.querySelectorAll("rect")].map((one) => Number(one.getAttribute("width")));
    };
    const [frame = 0, ...over] = widths("产业关键核心技术");
    expect(over).toHaveLength(1);
    expect(over[0]).toBeLessThanOrEqual(frame);
    expect(widths("重大科技成果")).toHaveLength(1);
    expect(widths("高层次科技创新人才团队")).toEqual([]);
    const [, three = 0] = widths("出题企业");
    expect((three + 1) / (frame + 1)).toBeCloseTo(0.03, 2);
  });

  it("count each step of the chain", async () => {
    shown();
    await screen.findByRole("table", { name: "全链条数量" });
    expect(rows("全链条数量").slice(1)).toEqual(["征集需求|186", "张榜|38", "立项|3", "验收通过或者结题|0"]);
  });
});

describe("money", () => {
  it("adds up as it is shown: what is neither paid nor to be paid is said, and what is unknown too", async () => {
    shown();
    const part = within(await screen.findByRole("region", { name: "财政资金" }));
    expect(part.getByText(/^批准 = 已拨 \+ 未拨 \+ 1,400.00；/)).toBeVisible();
    expect(part.getByText(/1 个项目建账以前的拨付没有登记/)).toBeVisible();
    expect(rows("按领域")).toEqual([
      "领域|项目|批准|已拨|未拨|已收回",
      "新材料|1|2,000.00|600.50|1,399.50|0.00",
      "智能装备|1|700.00|300.00|0.00|100.00",
      "未登记领域1 个拨付未知|1|1,000.00|?|?|0.00",
      "合计1 个拨付未知|3|3,700.00|900.50|1,399.50|100.00",
    ]);
    expect(rows("按年度").slice(1)).toEqual([
      "2025 年|1|700.00|300.00|0.00",
      "2026 年|1|2,000.00|600.50|100.00",
      "建账以前|1|—|0.00|0.00",
    ]);
  });

  it("leaves out phases that nobody is in, and says plainly where everything approved is paid or to be paid", async () => {
    const all = money("合计", { approved: "1000.00", paid: "300.01", left: "699.99" });
    shown({}, glance({ all }));
    expect(await screen.findByText("批准 = 已拨 + 未拨")).toBeVisible();
    expect(rows("按阶段").map((row) => row.split("|")[0])).toEqual([
      "阶段",
      "实施中1 个拨付未知",
      "已终止",
      "合计",
    ]);
  });

  it("tells before the first project where money comes from", async () => {
    const { user, onGo } = shown(
      {},
      glance({ all: money("合计", { projects: 0 }), projects: [], achievements: [] }),
    );
    expect(await screen.findByText(/资金计划下达后，金额汇总在这里/)).toBeVisible();
    expect(screen.getByText("还没有项目，成果按项目登记。")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "去资金计划" }));
    expect(onGo).toHaveBeenCalledWith("/plans");
  });
});

describe("a chart", () => {
  const name = "财政资金按领域：已拨 / 批准（万元）";

  it("is saved as it is drawn, with its data inside and nothing from a style sheet, and says where it lies", async () => {
    const chooseSave = vi.fn((file: string) => Promise.resolve(`/u/${file}`));
    const overviewPicture = vi.fn<Backend["overviewPicture"]>((path) => Promise.resolve(path));
    const { user } = shown({ chooseSave, overviewPicture });
    await user.click(await screen.findByRole("button", { name: `另存图片：${name}` }));
    const path = "/u/财政资金按领域_已拨_批准（万元）_2026-03-10.svg";
    expect(await screen.findByText(`已保存：${path}`)).toBeVisible();
    const svg = overviewPicture.mock.calls[0]?.[1] ?? "";
    expect(overviewPicture.mock.calls[0]?.[0]).toBe(path);
    expect(svg).toMatch(/^<svg /);
    expect(svg).toMatch(/<\/svg>$/);
    expect(svg).not.toMatch(/class=|style=|var\(/);
    const drawn = new DOMParser().parseFromString(svg, "image/svg+xml");
    expect(drawn.querySelector("parsererror")).toBeNull();
    expect(drawn.querySelector("title")?.textContent).toBe(`${name}（至 2026-03-10）`);
    expect(drawn.querySelector("desc")?.textContent).toBe(
      "新材料 600.50 / 2,000.00；智能装备 300.00 / 700.00；未登记领域 ? / 1,000.00",
    );
  });

  it("is not saved where the choice of a place was closed, and says why saving was refused", async () => {
    const chooseSave = vi
      .fn<Backend["chooseSave"]>()
      .mockResolvedValueOnce(null)
      .mockResolvedValue("/u/图.svg");
    const overviewPicture = vi.fn<Backend["overviewPicture"]>(() =>
      Promise.reject(refusal("io", "磁盘写不进。")),
    );
    const { user } = shown({ chooseSave, overviewPicture });
    const save = await screen.findByRole("button", { name: /^另存图片：财政资金按年度/ });
    await user.click(save);
    expect(overviewPicture).not.toHaveBeenCalled();
    await user.click(save);
    expect(await screen.findByText("磁盘写不进。")).toBeVisible();
    expect(screen.queryByText(/^已保存/)).toBeNull();
  });

  it("tells the figures of each year below its columns", async () => {
    shown();
    const chart = await screen.findByRole("img", { name: /^财政资金按年度/ });
    expect(chart.querySelector("desc")).toHaveTextContent(
      "2025 年 下达 700.00 拨付 300.00 收回 0.00；2026 年 下达 2,000.00 拨付 600.50 收回 100.00；" +
        "建账以前 下达 — 拨付 0.00 收回 0.00",
    );
  });
});

describe("adjustments", () => {
  const days = () => rows("动态调整").slice(1);

  it("stand the newest first with their reasons, and are filtered by year", async () => {
    const { user } = shown();
    const part = within(await screen.findByRole("region", { name: "动态调整" }));
    expect(days()).toEqual([
      "2026-03-05|XM-002|撤销立项|没有登记理由|五（二）",
      "2026-02-01|XM-001|延期至2027-06-30|批复〔2026〕4号|五（二）",
      "2025-06-01|2025年第一批|会议研究不列入榜单：XQ-007|与在研项目重复|五（二）",
    ]);
    await user.click(part.getByRole("combobox", { name: "年度" }));
    await user.click(await screen.findByTitle("2025 年"));
    expect(days()).toHaveLength(1);
    expect(part.getByText("1 条")).toBeVisible();
  });

  it("are shown in part where there are very many, all of them when asked", async () => {
    const many = Array.from({ length: 130 }, (_, n) => adjustment("2026-01-05", `XM-${n}`, "延期", "批复"));
    const { user } = shown({}, glance({ adjustments: many }));
    await screen.findByRole("table", { name: "动态调整" });
    expect(days()).toHaveLength(100);
    await user.click(screen.getByRole("button", { name: "全部显示（130 条）" }));
    expect(days()).toHaveLength(130);
  });
});
