import type { CriterionView, DeskBudgetLine, DeskHome, PaperCard, Problem } from "../../backend";

// What a small meeting is made of. `desk.memory.ts` makes it answer.

export const MEETING = "6d".repeat(16);
export const DIGITS = "0417 8823 5590 1276 3348 9902";

function criterion(id: string, name_zh: string, name_en: string, max: number): CriterionView {
  const from = [0.9, 0.75, 0.6, 0].map((share) => Math.ceil(max * share));
  const bands = ["优", "良", "一般", "差"].map((name, at) => {
    const low = from[at] ?? 0;
    const high = at === 0 ? max : (from[at - 1] ?? max) - 0.5;
    const marks = Array.from({ length: Math.floor(high) - low + 1 }, (_, n) => String(low + n));
    const middle = marks[marks.length >> 1] ?? String(low);
    return { name, from: String(low), to: String(high), middle, marks, text: `${name_zh}${name}的说明。` };
  });
  return {
    id,
    name_zh,
    name_en,
    max: String(max),
    raters: ["technical", "management"],
    parts: [
      ["对榜题需求的响应", String(max / 2)],
      ["考核指标的完整和可测", String(max / 2)],
    ],
    subs: [],
    bands,
  };
}

/** The criteria with their parts scored. */
export function withParts(criteria: readonly CriterionView[]): CriterionView[] {
  return criteria.map((one) => ({
    ...one,
    subs: one.parts.map(([name, max], at) => ({
      id: `s${at + 1}`,
      name,
      hint: at === 0 ? "看是否逐条响应" : "",
      max,
    })),
  }));
}

export const CRITERIA = [
  criterion("fit", "需求契合与指标", "Fit", 20),
  criterion("route", "技术路线可行性", "Route", 25),
  criterion("novelty", "创新性", "Novelty", 15),
  criterion("team", "团队与合作", "Team", 15),
  criterion("benefit", "预期效益", "Benefit", 10),
  criterion("budget", "经费预算合理性", "Budget", 15),
];

export const TITLES = [
  "高精度长寿命轴承、模具用钢基体强韧化热处理技术",
  "钛合金大型复杂薄壁结构件精密铸造技术",
  "面向特钢棒材精整作业的机器人系统",
  "大型轴类楔横轧制机器人化生产线及其应用示范",
  "阀口独立控制型大流量液压阀关键技术研究与示范应用",
];
export const SECRET = TITLES[0] ?? "";

export const LINES: [string, string, string, string][] = [
  ["equipment", "设备费", "620.00", "300.00"],
  ["business", "业务费", "538.00", "0.00"],
  ["labour", "劳务费", "180.00", "0.00"],
  ["indirect", "间接费用", "120.00", "60.00"],
];

export function line([subject, zh, fiscal, self_raised]: [string, string, string, string]): DeskBudgetLine {
  return {
    subject,
    zh,
    requested: { fiscal, self_raised },
    recommended: null,
    cut: null,
    ticks: { relevant: null, consistent: null, reasonable: null },
    reason: "",
    needs_reason: false,
  };
}

export function problem(code: string, place: string, zh: string): Problem {
  const words = { zh, en: code, remedy_zh: "照此处理。", remedy_en: "Do this." };
  return { code, severity: "error", place, params: [], ...words };
}

export const HOME: DeskHome = {
  digits: DIGITS,
  meetings: [
    {
      meeting: MEETING,
      title: null,
      task: false,
      signed_in_at: null,
      pledged_at: null,
      locked_at: null,
      packs_out: 0,
      deviations: 0,
      result: [],
      archived: false,
      cleared_at: null,
    },
    {
      meeting: "7e".repeat(16),
      title: "2025 年第二批揭榜方案论证会",
      task: true,
      signed_in_at: null,
      pledged_at: "2025-11-21 08:40",
      locked_at: "2025-11-21 11:40",
      packs_out: 2,
      deviations: 0,
      result: [],
      archived: false,
      cleared_at: null,
    },
  ],
};

export const PAPERS: PaperCard[] = [
  { id: "p1", kind: "plan", name: "揭榜方案.pdf", size: 31_000_000, format: "pdf", pages: null },
  { id: "p2", kind: "agreement", name: "揭榜协议.pdf", size: 2_000_000, format: "pdf", pages: null },
  { id: "p3", kind: "budget", name: "预算说明.pdf", size: 1_000_000, format: "pdf", pages: null },
  { id: "p4", kind: "evidence", name: "检测报告.pdf", size: 900_000, format: "pdf", pages: null },
];
