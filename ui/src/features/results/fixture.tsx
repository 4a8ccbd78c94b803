import { render } from "@testing-library/react";
import axe from "axe-core";

import {
  BackendProvider,
  type Backend,
  type CellKind,
  type ExplainCell,
  type ExplainRow,
  type ExplainView,
  type Problem,
  type ResultRow,
  type ResultsView,
} from "../../backend";
import { double } from "../../backend/double";
import { Providers } from "../../test/providers";
import { CLOSING, papersOf } from "./papers.fixture";
import { ResultsPage } from "./results-page";

/** A finding with made-up words, for tests. */
export const problem = (code: string, zh: string, params: [string, string][] = []): Problem => ({
  code,
  severity: "error",
  place: null,
  params,
  zh,
  en: code,
  remedy_zh: "请补写。",
  remedy_en: "Write it.",
});

const row = (position: number, more: Partial<ResultRow>): ResultRow => ({
  no: `B${position}`,
  position,
  rank: position,
  tied: false,
  breakers_used: 0,
  title: `示例项目${position}`,
  solver: "示例大学",
  project: null,
  field: "新能源",
  sponsor: "示例企业",
  race: false,
  score: "87.92",
  exact: "1055/12",
  permille: 879,
  valid_n: "6/7",
  dots: [
    { expert_no: "E1", name: "沈示例", value: "88", permille: 880, far: false },
    { expert_no: "E2", name: "陆示例", value: "50", permille: 500, far: true },
  ],
  award: "1458.00",
  cap: "1999.998",
  running: "1458.00",
  proposed: null,
  why: null,
  line: null,
  tried: null,
  suggested: "approve",
  decision: null,
  within: "both",
  ...more,
});

/** Who can vote on the tie. */
export const VOTERS = ["沈示例", "陆示例", "韩示例", "温示例"].map((name, at) => ({
  expert_no: `E${String(at + 1)}`,
  name,
}));

/** An expert at a laptop who was not asked yet. */
const SILENT = { on_paper: false, asked: false, stands: null };

/** Two tied bids, one over the sum, one under the cut-off without an award. */
export const view: ResultsView = {
  session: {
    no: "LZ-1",
    title: "示例论证会",
    batch: "示例批",
    office: "示例办",
    date: "2026-01-20",
    kind: "bid",
    stage: "tallied",
    bids: 4,
    experts: 3,
  },
  aggregation: "trimmed",
  basis: "points",
  first_share: null,
  trim_from: 5,
  sheets: 93,
  total: "100",
  rows: [
    row(1, { tied: true }),
    row(2, { tied: true, rank: 1, running: "2916.00" }),
    row(3, { within: "over_sum", suggested: "approve_after_revision", score: "79.58", permille: 796 }),
    row(4, {
      within: "under_cutoff",
      suggested: "reject",
      score: "58.80",
      permille: 588,
      award: null,
      running: null,
      breakers_used: 1,
    }),
  ],
  far: [
    {
      bid_no: "B1",
      expert_no: "E2",
      name: "陆示例",
      criterion: null,
      own: "50",
      percent: "-36.71",
      ...SILENT,
    },
    {
      bid_no: "B1",
      expert_no: "E1",
      name: "沈示例",
      criterion: "c2",
      own: "14",
      percent: "31.00",
      ...SILENT,
    },
  ],
  far_limit: "30",
  ties: [{ rank: 1, bids: ["B1", "B2"], matters: true, voters: VOTERS }],
  settled: [],
  undecided: 4,
  vetoes: [],
  findings: [],
  envelope: {
    versions: [],
    count: 0,
    sum: "0.00",
    left: "0.00",
    listed: { count: 0, sum: "0.00", over: null, fields_over: [], beyond: null },
    fields: [{ field: "新能源", sum: null, used: "0.00" }],
    departures: [],
    needs_reason: false,
  },
  panel: {
    members: VOTERS.slice(0, 3),
    voters: VOTERS.slice(0, 3),
    voters_recorded: true,
    dissents: [],
    no_dissent: false,
    remarks: [],
    votes: [],
    signed: false,
    supervisor: "",
  },
  trial: { bids: 2, sum: "2916.00", over_by: null, shown_but_under: 0, tried: false },
  rules_digest: "5be8",
};

const cell = (kind: CellKind, mark: string | null = null): ExplainCell => ({ kind, mark, subs: [] });
const member = (no: string, name: string, more: Partial<ExplainRow>): ExplainRow => ({
  expert_no: no,
  name,
  category: "technical",
  cells: [cell("counted", "17"), cell("counted", "13")],
  total: "30",
  standard: null,
  origin: {
    signed_at: "2026-01-20 10:36:20",
    revision: 2,
    event: "4c7a90e2".repeat(8),
    pack: 3,
    taken_at: "2026-01-20 10:38",
    journal_seq: 1127,
    paper: null,
  },
  ...more,
});

const funds = (fiscal: string, self: string) => ({ fiscal, self_raised: self });

export const explain: ExplainView = {
  no: "B1",
  position: 1,
  title: "示例项目1",
  rank: 1,
  score: "87.92",
  exact: "1055/12",
  points: "87.92",
  basis_line: null,
  closing_standard: CLOSING,
  votes: { agree: 2, revise: 1, reject: 0, silent: 0, two_thirds: true, grades: [2, 0, 0] },
  columns: [
    {
      id: "c1",
      name_zh: "路线",
      name_en: "Route",
      max: "25",
      n: 3,
      divisor: 1,
      sum: "17",
      mean: "17.3333",
      exact: "52/3",
      parts: [],
    },
    {
      id: "c2",
      name_zh: "预算",
      name_en: "Budget",
      max: "15",
      n: 4,
      divisor: 4,
      sum: "53",
      mean: "13.25",
      exact: "53/4",
      parts: [],
    },
  ],
  rows: [
    member("E1", "沈示例", {}),
    member("E2", "陆示例", { cells: [cell("highest", "22"), cell("lowest", "12")] }),
    member("E3", "韩示例", { cells: [cell("recused"), cell("recused")], total: null, origin: null }),
    member("E4", "温示例", {
      category: "finance",
      cells: [cell("not_rated"), cell("counted", "14")],
      total: null,
    }),
  ],
  recused: 1,
  sum_line: "17.3333 + 13.25 = 30.5833",
  breakers: [["可行性", "17.3333"]],
  ties: [],
  lines: [
    {
      subject: "equipment",
      zh: "设备费",
      requested: funds("1500.00", "300.00"),
      entries: [{ name: "温示例", recommended: funds("1458.00", "300.00"), reason: "超标准" }],
      median: funds("1458.00", "300.00"),
      decided: funds("1458.00", "300.00"),
      reason: null,
    },
    {
      subject: "labour",
      zh: "劳务费",
      requested: funds("10.00", "0.00"),
      entries: [],
      median: null,
      decided: null,
      reason: null,
    },
  ],
  award: {
    rd_recommended: "6666.66",
    cap: "1999.998",
    asked: "1500.00",
    panel: "1458.00",
    granted: "1458.00",
    beyond: null,
    once: false,
    tranches: ["437.40", "583.20", "437.40"],
    article: "四（六）",
  },
  budget_problems: [],
  suggested: "approve",
  decision: null,
  vetoes: [],
  abstained: [],
  voters: VOTERS.slice(0, 2),
  opinions: [
    { name: "沈示例", vote: "approve", merits: "路线清楚。", problems: "", advice: "补充试验。" },
    { name: "温示例", vote: null, merits: "预算合理。", problems: "", advice: "" },
  ],
};

/** The page over a double that answers what a test gives. */
export function showResults(given: Partial<Backend> = {}, onGo: (path: string) => void = () => undefined) {
  const backend = double({
    results: () => Promise.resolve(view),
    documents: () => papersOf(view.session),
    explain: (_, no) => Promise.resolve({ ...explain, no, position: Number(no.slice(1)) }),
    ...given,
  });
  return render(
    <BackendProvider value={backend}>
      <Providers>
        <ResultsPage no="LZ-1" onGo={onGo} />
      </Providers>
    </BackendProvider>,
  );
}

/** What axe finds that matters. */
export async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, {
    resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: false } },
  });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}
