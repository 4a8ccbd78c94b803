import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { vi } from "vitest";

import {
  BackendProvider,
  Refused,
  type AchievementLine,
  type AdjustmentLine,
  type Backend,
  type HomeFacts,
  type MoneyLineView,
  type OverviewView,
  type TargetLine,
} from "../../backend";
import { double } from "../../backend/double";
import { OpeningProvider } from "../../components/may";
import { Providers } from "../../test/providers";
import { OverviewPage } from "./overview-page";

export function target(zh: string, count: number, of: number | null, note = ""): TargetLine {
  return { zh, en: `en ${zh}`, count, target: of, note_zh: note, note_en: note };
}

export function money(zh: string, of: Partial<MoneyLineView> = {}): MoneyLineView {
  const nothing = { approved: "0.00", paid: "0.00", left: "0.00", refunded: "0.00" };
  return { zh, en: zh, projects: 1, unknown: 0, ...nothing, ...of };
}

export const alloy: AchievementLine = {
  id: "XM-001/1",
  form: {
    project_no: "XM-001",
    kind: "technology",
    name: "高温合金熔炼技术",
    on: "2026-02-10",
    evidence: "鉴字〔2026〕3号",
  },
  title: "高温合金研究",
  counted: true,
};

export const sensor: AchievementLine = {
  id: "XM-002/1",
  form: { project_no: "XM-002", kind: "product", name: "矿用传感器", on: "2026-03-01", evidence: "" },
  title: "矿用传感器研究",
  counted: false,
};

export function adjustment(on: string, subject: string, zh: string, reason: string): AdjustmentLine {
  return { on, subject, zh, en: `en ${zh}`, reason, article: "五（二）" };
}

/** A programme of three projects: one goes on, one was ended, the payments of one are unknown. */
export function glance(more: Partial<OverviewView> = {}): OverviewView {
  return {
    targets: [
      target("出题企业", 3, 100, "其中科技领军培育企业1家"),
      target("攻关项目", 3, 100),
      target("产业关键核心技术", 104, 100),
      target("重大科技成果", 0, 50),
      target("新产品、新材料、新装备", 12, 50),
      target("高层次科技创新人才团队", 2, null),
      target("青年科技人才", 9, null),
    ],
    funnel: [
      { zh: "征集需求", en: "demands", count: 186 },
      { zh: "张榜", en: "challenges published", count: 38 },
      { zh: "立项", en: "projects", count: 3 },
      { zh: "验收通过或者结题", en: "accepted or closed", count: 0 },
    ],
    all: money("合计", {
      projects: 3,
      unknown: 1,
      approved: "3700.00",
      paid: "900.50",
      left: "1399.50",
      refunded: "100.00",
    }),
    fields: [
      money("新材料", { approved: "2000.00", paid: "600.50", left: "1399.50" }),
      money("智能装备", { approved: "700.00", paid: "300.00", refunded: "100.00" }),
      money("", { unknown: 1, approved: "1000.00" }),
    ],
    phases: [
      money("实施中", { projects: 2, unknown: 1, approved: "3000.00", paid: "600.50", left: "1399.50" }),
      money("验收中", { projects: 0 }),
      money("已终止", { approved: "700.00", paid: "300.00", refunded: "100.00" }),
    ],
    years: [
      { year: 2025, projects: 1, approved: "700.00", paid: "300.00", refunded: "0.00" },
      { year: 2026, projects: 1, approved: "2000.00", paid: "600.50", refunded: "100.00" },
      { year: null, projects: 1, approved: "", paid: "0.00", refunded: "0.00" },
    ],
    adjustments: [
      adjustment("2025-06-01", "2025年第一批", "会议研究不列入榜单：XQ-007", "与在研项目重复"),
      adjustment("2026-02-01", "XM-001", "延期至2027-06-30", "批复〔2026〕4号"),
      adjustment("2026-03-05", "XM-002", "撤销立项", ""),
    ],
    achievements: [alloy, sensor],
    projects: [
      ["XM-001", "高温合金研究"],
      ["XM-002", "矿用传感器研究"],
      ["XM-003", "接转项目"],
    ],
    today: "2026-03-10",
    ...more,
  };
}

/** A vault in which nothing is recorded yet. */
export const nothing = glance({
  targets: [target("出题企业", 0, 100)],
  funnel: [{ zh: "征集需求", en: "demands", count: 0 }],
  all: money("合计", { projects: 0 }),
  fields: [],
  phases: [],
  years: [],
  adjustments: [],
  achievements: [],
  projects: [],
});

/** A refusal with the parameters of its finding. */
export function refused(code: string, zh: string, params: [string, string][] = []): Refused {
  return new Refused([
    {
      code,
      severity: "error",
      place: null,
      params,
      zh,
      en: zh,
      remedy_zh: "照此处理。",
      remedy_en: "Do so.",
    },
  ]);
}

/** The page over the calls; `reading` of a vault that cannot be changed. */
export function shown(calls: Partial<Backend> = {}, view = glance(), reading: HomeFacts["reading"] = null) {
  const onGo = vi.fn();
  const vault = { reading, found: [], safe: null } as unknown as HomeFacts;
  render(
    <BackendProvider value={double({ overview: () => Promise.resolve(view), ...calls })}>
      <OpeningProvider vault={vault} onSafe={() => undefined}>
        <OverviewPage onGo={onGo} />
      </OpeningProvider>
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup({ delay: null }), onGo };
}

/** What axe finds that matters, on the whole page or in a part of it. */
export async function serious(where: Element = document.body): Promise<string[]> {
  const rules = { "color-contrast": { enabled: false } };
  const found = await axe.run(where, { rules, resultTypes: ["violations"] });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}
