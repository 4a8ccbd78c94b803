import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import type { ReactNode } from "react";
import { vi } from "vitest";

import {
  BackendProvider,
  type Backend,
  type NextAct,
  type PlanRowView,
  type PlanView,
  type Problem,
} from "../../backend";
import { double } from "../../backend/double";
import { Providers } from "../../test/providers";

export const next: NextAct = {
  zh: "审定资金计划",
  en: "approve the plan",
  who_zh: "市政府",
  who_en: "the city government",
  article: "四（六）",
};

/** A finding with its parameters. */
export function problem(code: string, zh: string, params: [string, string][] = []): Problem {
  return {
    code,
    severity: "error",
    place: null,
    params,
    zh,
    en: zh,
    remedy_zh: "照此处理。",
    remedy_en: "Do so.",
  };
}

export function row(bid: string, more: Partial<PlanRowView> = {}): PlanRowView {
  return {
    form: { bid_no: bid, project_no: `XM-${bid}`, overlaps: [], terms: null },
    challenge_no: "2026-01-01",
    title: `${bid}研究`,
    field: "新能源",
    sponsor: "示例特钢股份有限公司",
    solver: "示例理工大学",
    payee: "示例特钢股份有限公司",
    race: false,
    rd_total: "6666.66",
    decided: "1999.99",
    approval_no: null,
    cap: { cap: "1999.998", trace: "min(6666.66 × 30% = 1999.998, 2000) = 1999.998" },
    granted: "1999.99",
    share: "29.99%",
    once: false,
    first: "599.99",
    middle: "799.99",
    last: "600.01",
    problems: [],
    ...more,
  };
}

export const small = row("JB-002", {
  rd_total: "166.67",
  decided: "50.00",
  cap: { cap: "50.001", trace: "min(166.67 × 30% = 50.001, 2000) = 50.001" },
  granted: "50.00",
  share: "29.99%",
  once: true,
  first: "50.00",
  middle: "0.00",
  last: "0.00",
});

/** A plan of two projects, one of them paid at once; a third winner stands outside. */
export function plan(more: Partial<PlanView> = {}): PlanView {
  return {
    no: "ZJ-001",
    batch: "2026年第一批",
    decision_no: "S-001",
    rows: [row("JB-001"), small],
    waiting: [row("JB-003", { title: "第三项研究" })],
    totals: { rd: "6833.33", fiscal: "2049.99", first: "649.99", middle: "799.99", last: "600.01" },
    envelope: "3000.00",
    over_reason: "",
    approval: null,
    issue: null,
    next,
    problems: [],
    today: "2026-03-10",
    ...more,
  };
}

/** A page over the calls. */
export function shown(calls: Partial<Backend>, page: (onGo: (path: string) => void) => ReactNode) {
  const onGo = vi.fn();
  render(<BackendProvider value={double(calls)}>{page(onGo)}</BackendProvider>, { wrapper: Providers });
  return { user: userEvent.setup({ delay: null }), onGo };
}

/** What axe finds that matters. */
export async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}
