import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { HomeFacts, OfficeHome } from "../../backend";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { weekday } from "./days";
import { OfficeHomePage } from "./office-home-page";

beforeEach(() => i18n.changeLanguage("zh"));

const session = {
  no: "2026-01",
  title: "揭榜方案论证会",
  batch: "2026 年第一批",
  office: "示例市科学技术局",
  date: "2026-01-20",
  kind: "bid" as const,
  stage: "scoring" as const,
  bids: 14,
  experts: 7,
};

const full: OfficeHome = {
  today: "2026-01-20",
  policy: { number: "并科〔2023〕17号", version: "1.2", valid_to: "2026-07-14" },
  calendar_until: "2026-12-31",
  batches: ["2026 年第一批"],
  sessions: [session],
  chain: [1, 2, 3, 4, 5, 6, 7].map((step) => ({
    step,
    count: [186, 42, 38, 51, 14][step - 1] ?? null,
    waiting: step === 5 ? 2 : step === 1 ? 7 : 0,
  })),
  demands: {
    all: 186,
    complete: 179,
    lacking: 7,
    under_review: 0,
    proposed: 42,
    not_selected: 137,
    published: 38,
    approved: 4,
  },
  experts: 12,
  waiting: [
    { who: "陆示例", what: "scores", count: 1, since: "2026-01-20 10:05", session_no: "2026-01" },
    { who: null, what: "recusal", count: 2, since: null, session_no: "2026-01" },
  ],
};

const none: OfficeHome = {
  ...full,
  batches: [],
  sessions: [],
  chain: full.chain.map((step) => ({ ...step, count: step.count === null ? null : 0, waiting: 0 })),
  demands: {
    all: 0,
    complete: 0,
    lacking: 0,
    under_review: 0,
    proposed: 0,
    not_selected: 0,
    published: 0,
    approved: 0,
  },
  experts: 0,
  waiting: [],
};

const vault = (bids: number): HomeFacts => ({
  card: {
    folder: "/home/office/2026.lunzheng",
    id: "ab".repeat(16),
    owner: "钱示例",
    role: "secretariat",
    created: "2026-01-10 08:30",
  },
  user: "钱示例",
  reading: null,
  found: [],
  safe: null,
  journal_seq: 1284,
  journal_head: Array.from({ length: 16 }, () => "5be8").join(" "),
  counts: { bids, experts: 12, sessions: 1, packs: 14 },
});

function shown(home: OfficeHome, bids = 51) {
  const onGo = vi.fn();
  render(<OfficeHomePage home={home} vault={vault(bids)} onGo={onGo} />, { wrapper: Providers });
  return onGo;
}

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

const chain = () => within(screen.getByRole("list", { name: "七个环节" }));

describe("the first page", () => {
  it("shows seven columns, and says which this version keeps no book of", async () => {
    const onGo = shown(full);
    const columns = chain().getAllByRole("listitem");
    expect(columns).toHaveLength(7);
    expect(columns[5]).toHaveTextContent("项目立项—");
    expect(columns[5]).toHaveTextContent("本版本未登记");
    expect(within(columns[5] as HTMLElement).queryByRole("button")).toBeNull();
    expect(columns[0]).toHaveTextContent("186条需求六要素齐全 179待补正 7 7 条待补正");
    expect(columns[1]).toHaveTextContent("42条入选论证中 0未入选 137 已登记");
    expect(columns[2]).toHaveTextContent("38个榜题已张榜 38审定待张榜 4 已登记");
    expect(columns[4]).toHaveTextContent("14项次上会");
    expect(columns[4]).toHaveTextContent("2 件在等");
    await userEvent.click(within(columns[3] as HTMLElement).getByRole("button"));
    expect(onGo).toHaveBeenCalledWith("/bids");
    expect(await serious()).toEqual([]);
  });

  it("says who is waited for since when, and its button leads to where that ends", async () => {
    const onGo = shown(full);
    const rows = within(screen.getByRole("table", { name: "在等谁" }))
      .getAllByRole("row")
      .slice(1);
    expect(rows[0]).toHaveTextContent("陆示例评分包还没有交回，进度未知揭榜方案论证会今天 10:05");
    expect(rows[1]).toHaveTextContent("秘书处评分中申明的 2 处回避待定");
    expect(rows[1]).toHaveTextContent("未记");
    await userEvent.click(screen.getByRole("button", { name: "收评分包" }));
    expect(onGo).toHaveBeenCalledWith("/meetings/2026-01/board");
  });

  it("goes back to the meeting by Ctrl Enter, and opens a new one by Ctrl N", async () => {
    const onGo = shown(full);
    await userEvent.keyboard("{Control>}{Enter}n{/Control}");
    expect(onGo.mock.calls).toEqual([["/meetings/2026-01/board"], ["/meetings/new"]]);
  });

  it("says until when the policy and the calendar hold, and when they no longer do", () => {
    shown(full);
    expect(screen.getByText(/并科〔2023〕17号 有效期至 2026年7月14日/)).toBeVisible();
    expect(screen.getByText(/工作日历已载入至 2026年12月31日/)).toBeVisible();
    expect(screen.getByText("六（三）")).toBeVisible();
  });

  it("warns once they do not", () => {
    shown({ ...full, today: "2026-07-15", calendar_until: null });
    expect(screen.getByText(/此后新遴选须写理由/)).toBeVisible();
    expect(screen.getByText(/没有载入工作日历/)).toBeVisible();
  });

  it("marks the step that the demands have come to while there is no bid", () => {
    const only = (more: Partial<OfficeHome["demands"]>) => ({
      ...none,
      demands: { ...none.demands, all: 3, ...more },
    });
    for (const [demands, now] of [
      [{ lacking: 3 }, "需求征集"],
      [{ complete: 3 }, "榜单凝练"],
      [{ complete: 3, proposed: 1 }, "张榜发布"],
      [{ complete: 3, proposed: 1, published: 1 }, "对接揭榜"],
    ] as const) {
      const { unmount } = render(<OfficeHomePage home={only(demands)} vault={vault(0)} onGo={vi.fn()} />, {
        wrapper: Providers,
      });
      expect(document.querySelector('[data-now="true"]')).toHaveTextContent(now);
      unmount();
    }
  });

  it("teaches a new vault the chain and the three acts that begin it", async () => {
    const onGo = shown(none, 0);
    expect(screen.getByRole("heading", { name: "从两份表格开始" })).toBeVisible();
    expect(chain().getByText("组专家、打分、汇总、出纪要")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "导入揭榜方案" }));
    await userEvent.click(screen.getByRole("button", { name: "导入专家" }));
    await userEvent.click(screen.getByRole("button", { name: "新建会议" }));
    expect(onGo.mock.calls).toEqual([["/intake/bids"], ["/intake/experts"], ["/meetings/new"]]);
    expect(await serious()).toEqual([]);
  });

  it("speaks English", async () => {
    await i18n.changeLanguage("en");
    shown(full);
    expect(screen.getByRole("heading", { name: "Overview" })).toBeVisible();
    expect(screen.getByText(/2026 年第一批 · 2026-1-20 Tuesday/)).toBeVisible();
  });
});

describe("days", () => {
  it("know their weekday wherever the machine stands", () => {
    expect(weekday("2026-01-20")).toBe(2);
    expect(weekday("2024-02-29")).toBe(4);
  });
});
