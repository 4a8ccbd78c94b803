import type {
  Backend,
  Category,
  CriterionView,
  PanelMember,
  RecusalView,
  RuleCheck,
  SetupBid,
  SetupView,
} from "../../backend";

/** An invented meeting for tests: a small double of what the program keeps of it. */

const titles = [
  "高可靠核电循环泵用齿轮箱关键技术研究与示范应用",
  "煤与重油或煤焦油共加氢及产品加工关键技术",
  "钢铁行业钒钛冶炼废渣源头减量与资源化利用技术",
  "阀口独立控制型大流量液压阀关键技术研究与示范应用",
  "煤矿井下瓦斯防治无人化关键技术与装备",
];

export function bid(at: number, position: number | null): SetupBid {
  return {
    no: `F-${String(at).padStart(2, "0")}`,
    title: titles[(at - 1) % titles.length] ?? "",
    sponsor: `示例制造${at}有限公司`,
    solver: `示例大学${at}学院`,
    fiscal: `${1000 + at}.50`,
    field: "新能源",
    total_investment: null,
    milestone: null,
    position,
    valid_left: 7,
  };
}

export function member(no: string, name: string, category: Category): PanelMember {
  return {
    no,
    name,
    category,
    unit: `${name}所在研究院`,
    title: "研究员",
    random: true,
    draw: null,
    alternate: null,
  };
}

export const members: PanelMember[] = [
  member("E1", "沈示例", "technical"),
  member("E2", "陆示例", "technical"),
  member("E3", "韩示例", "technical"),
  member("E4", "祁示例", "technical"),
  member("E5", "乔示例", "management"),
  member("E6", "石示例", "management"),
  member("E7", "温示例", "finance"),
];

export function recusal(expert: string, bidNo: string, recused: boolean | null): RecusalView {
  return {
    expert_no: expert,
    bid_no: bidNo,
    ground: "own_unit",
    raised_by: "match",
    evidence: "汾河示例大学 ＝ 揭榜方“汾河示例大学机械学院”",
    recused,
    by: recused === null ? null : "郝示例",
    witness: null,
    reason: recused === null ? null : "单位相同",
  };
}

const criteria: CriterionView[] = [
  ["route", "技术路线可行性", "Feasibility", "25"] as const,
  ["budget", "经费预算合理性", "Budget", "15"] as const,
].map(([id, name_zh, name_en, max]) => ({
  id,
  name_zh,
  name_en,
  max,
  raters: ["technical", "management", "finance"],
  parts: [["依据充分", "10"]],
  subs: [],
  bands: [
    { name: "优", from: "22.5", to: max, middle: "24", marks: ["22.5", "23"], text: "依据充分，步骤清楚。" },
    { name: "差", from: "0", to: "14.5", middle: "7", marks: ["0", "0.5"], text: "缺陷明显。" },
  ],
}));

function rule(of: Partial<RuleCheck> & Pick<RuleCheck, "rule">): RuleCheck {
  return { state: "done", article: "四（五）", count: 1, least: 1, problems: [], ...of };
}

/** The rules of a set-up, as far as tests look at them. */
export function rulesOf(view: Pick<SetupView, "bids" | "panel" | "recusals">): RuleCheck[] {
  const open = view.recusals.filter(({ recused }) => recused === null).length;
  const of = (category: Category) => view.panel.filter((one) => one.category === category).length;
  return [
    rule({ rule: "bids", article: "惯例", count: view.bids.filter((one) => one.position !== null).length }),
    rule({ rule: "technical", count: of("technical") }),
    rule({ rule: "management", count: of("management") }),
    rule({ rule: "finance", count: of("finance") }),
    rule({ rule: "size", article: "惯例", count: view.panel.length, least: 5 }),
    rule({ rule: "twice", article: "惯例", count: view.panel.length, least: null }),
    rule({ rule: "valid_scores", article: "惯例", count: 5, least: 5 }),
    rule({
      rule: "recusals",
      article: "惯例",
      count: open,
      least: null,
      state: open > 0 ? "stop" : "done",
      problems:
        open > 0
          ? [
              {
                code: "recusal.undecided",
                severity: "error",
                place: null,
                params: [],
                zh: `还有 ${open} 处回避没有结论。`,
                en: `${open} recusals are undecided.`,
                remedy_zh: "逐处决定。",
                remedy_en: "Decide each.",
              },
            ]
          : [],
    }),
    rule({ rule: "policy", article: "六（三）", count: 0, least: null }),
  ];
}

export function setupFixture(bidCount = 5): SetupView {
  const bids = [
    ...Array.from({ length: bidCount }, (_, at) => bid(at + 1, at + 1)),
    bid(bidCount + 1, null),
    bid(bidCount + 2, null),
  ];
  const recusals = [recusal("E3", "F-04", null), recusal("E6", "F-05", null), recusal("E2", "F-01", true)];
  return {
    session: {
      no: "2026-01",
      title: "揭榜方案论证会",
      batch: "2026 年第一批",
      office: "示例市科学技术局",
      date: "2026-01-20",
      kind: "bid",
      stage: "preparing",
      bids: bidCount,
      experts: members.length,
    },
    ranks: true,
    joint: null,
    bids: bids.map((one) => (one.no === "F-01" ? { ...one, valid_left: 5 } : one)),
    experts: [...members, member("E8", "白示例", "legal"), member("E9", "顾示例", "technical")].map(
      ({ no, name, category, unit, title }) => ({
        no,
        name,
        category,
        unit,
        title,
        specialty: "机械工程",
        phone: null,
      }),
    ),
    panel: members,
    draws: [],
    rules: rulesOf({ bids, panel: members, recusals }),
    recusals,
    min_valid: 5,
    sheet: {
      id: "bid-default/1",
      name_zh: "揭榜方案评分表",
      name_en: "Bid review sheet",
      article: "四（五）",
      basis: "指标名称和分值系通行做法。",
      total: "40",
      step: "0.5",
      criteria,
      trim_from: 5,
      min_valid: 5,
      tie_breakers: ["技术路线可行性", "经费预算合理性"],
      scored: true,
      questions: [],
    },
    facts: {
      organizer: "示例市科学技术局",
      place: null,
      host: null,
      recorder: null,
      supervisor: null,
      attendees: null,
      started: null,
      ended: null,
      other_matters: null,
    },
    hearings: [],
    method: { aggregation: "trimmed", basis: "points", weights: [], first: null },
    earlier: [],
    frozen: null,
    sm3: false,
  };
}

/** The calls of a set-up over one view in memory. */
export function setupCalls(start: SetupView): Partial<Backend> & { view: () => SetupView } {
  let view = start;
  const keep = (part: Partial<SetupView>) => {
    view = { ...view, ...part };
    view = { ...view, rules: rulesOf(view) };
    return Promise.resolve(view);
  };
  return {
    view: () => view,
    setup: () => Promise.resolve(view),
    setupBids: (_, numbers) =>
      keep({
        bids: view.bids.map((one) => {
          const at = numbers.indexOf(one.no);
          return { ...one, position: at < 0 ? null : at + 1 };
        }),
      }),
    setupPanel: (_, panel) =>
      keep({
        panel: panel.flatMap((no) => {
          const there = view.panel.find((one) => one.no === no);
          const expert = view.experts.find((one) => one.no === no);
          const named = { random: false, draw: null, alternate: null };
          return there !== undefined ? [there] : expert === undefined ? [] : [{ ...expert, ...named }];
        }),
      }),
    recusalDeclare: (_, expert_no, bid_no, ground, raised_by, evidence) =>
      keep({
        recusals: [
          ...view.recusals,
          {
            expert_no,
            bid_no,
            ground,
            raised_by,
            evidence,
            recused: null,
            by: null,
            witness: null,
            reason: null,
          },
        ],
      }),
    recusalDecide: (_, expert, bidNo, recused, by, reason) =>
      keep({
        recusals: view.recusals.map((one) =>
          one.expert_no === expert && one.bid_no === bidNo ? { ...one, recused, by, reason } : one,
        ),
      }),
    factsSet: (_, facts) => keep({ facts }).then(() => undefined),
    methodSet: (_, method) => keep({ method }),
    rulesFreeze: (_, reason) =>
      keep({
        session: { ...view.session, stage: "frozen" },
        frozen: {
          first_digest: null,
          digest: Array.from({ length: 16 }, (_, at) => `5be${at.toString(16)}`).join(" "),
          at: "2026-01-20 08:40",
          by: "郝示例",
          passed_over: reason === null ? [] : [`panel.size：${reason}`],
          version: 1,
          amendments: [],
        },
      }),
  };
}
