import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { vi } from "vitest";

import {
  BackendProvider,
  type AcceptanceView,
  type Backend,
  type ContractForm,
  type CourseView,
  type EndingView,
  type NodeView,
  type PaymentView,
  type Problem,
} from "../../backend";
import { double } from "../../backend/double";
import { Providers } from "../../test/providers";
import { CoursePage } from "./course-page";

const next = {
  zh: "签订任务书",
  en: "sign the contract",
  who_zh: "任务书签署各方",
  who_en: "the signatories of the contract",
  article: "四（六）",
};

export const act = { on: "2026-03-20", number: "〔2026〕7号", by: "市科技局" };

/** A finding with its parameters. */
export function problem(code: string, zh: string, params: [string, string][] = []): Problem {
  return {
    code,
    severity: "error",
    place: null,
    params,
    zh,
    en: zh,
    remedy_zh: "照此办理。",
    remedy_en: "Do so.",
  };
}

export const contract: ContractForm = {
  no: "RW-001",
  bureau: "示例市科学技术局",
  sponsor: "示例特钢股份有限公司",
  solver: "示例理工大学",
  participants: [],
  start: "2026-04-01",
  end: "2029-03-31",
  long_term_reason: "",
  indicators: [
    { kind: "technical", name: "带材宽度", target: "≥600", unit: "mm", key: true, method: "第三方检测" },
  ],
  milestones: [
    { due: "2027-03-31", task: "完成中试", indicators: "宽度500 mm", share: "", payable: "240.00" },
    { due: "2028-03-31", task: "完成量产线", indicators: "宽度600 mm", share: "", payable: "240.00" },
  ],
  people: [
    { role: "chief_engineer", name: "冯示例", unit: "示例理工大学", birth_year: "" },
    { role: "key_member", name: "陈示例", unit: "示例理工大学", birth_year: "" },
  ],
  budget: [
    { subject: "equipment", spent: { fiscal: "600.00", self_raised: "1400.00" } },
    { subject: "business", spent: { fiscal: "600.00", self_raised: "1400.00" } },
    { subject: "labour", spent: { fiscal: "0.00", self_raised: "0.00" } },
    { subject: "indirect", spent: { fiscal: "0.00", self_raised: "0.00" } },
  ],
  duties: "各负其责",
  ownership: "共有",
  breach: "退还资金",
  agreement_no: "XY-001",
  goal: "宽幅极薄带量产",
  rectify_months: "6",
  reaccept_months: "6",
  return_days: "30",
};

export function node(n: number, more: Partial<NodeView> = {}): NodeView {
  const form = contract.milestones[n - 1] ?? contract.milestones[0];
  return {
    n,
    form: form as NodeView["form"],
    passed: false,
    next: n === 1,
    papers: null,
    lacks: null,
    said: [],
    ...more,
  };
}

export const shut = problem(
  "payment.gate",
  "项目P-1的“节点考核后”资金不能拨付，还差：节点考核通过（政策四（六）、四（七）1）。",
);

/** A project whose money was just issued. */
export function granted(more: Partial<CourseView> = {}): CourseView {
  return {
    no: "P-1",
    title: "宽幅极薄带轧制工艺研究",
    stands: "granted",
    state_zh: "已下达",
    state_en: "granted",
    next,
    may: ["draft", "sign", "drop"],
    plan_no: "ZJ-001",
    issued: act,
    payee: "示例特钢股份有限公司",
    taken_over: null,
    policy_version: "2023-07/1",
    contract,
    signed: null,
    end_now: "2029-03-31",
    chief_now: "冯示例",
    changes: [],
    contract_problems: [],
    nodes: [],
    scheduled: [],
    payments: [],
    ledger: {
      approved: "1200.00",
      paid: "0.00",
      under_way: "0.00",
      left: "1200.00",
      spent: null,
      arrived: null,
      refunded: "0.00",
    },
    accounts: [],
    acceptances: [],
    extensions: [],
    inspections: [],
    suspicions: [],
    endings: [],
    history: [],
    problems: [],
    today: "2026-04-10",
    ...more,
  };
}

/** The same under way: signed, the first payment open, the money of the milestone shut. */
export function running(more: Partial<CourseView> = {}): CourseView {
  return granted({
    stands: "running",
    state_zh: "实施中",
    next: { ...next, zh: "提交第1节点资料", who_zh: "出题企业", article: "四（七）1" },
    may: [
      "opine",
      "submit",
      "account",
      "reallocate",
      "replace",
      "inspect",
      "ask_extension",
      "propose_end",
      "suspend",
    ],
    signed: ["2026-03-28", [contract.bureau, contract.sponsor, contract.solver], "任务书.pdf"],
    nodes: [node(1), node(2)],
    scheduled: [
      { tranche: "first", milestone: null, amount: "360.00", gate: [] },
      { tranche: "milestone", milestone: 1, amount: "240.00", gate: [shut] },
    ],
    history: [{ on: "2026-03-28", zh: "签订任务书", en: "signed", session_no: null, note: "" }],
    ...more,
  });
}

export function payment(more: Partial<PaymentView> = {}): PaymentView {
  return {
    at: 0,
    tranche: "first",
    milestone: null,
    amount: "360.00",
    payee: "示例特钢股份有限公司",
    reason: "",
    state: "ready",
    opinion: act,
    approval: null,
    paid: null,
    corrected: [],
    note: "",
    next: { ...next, zh: "国库集中支付至出题企业", who_zh: "市财政局会同市科技局", article: "四（七）1" },
    ...more,
  };
}

export function acceptance(more: Partial<AcceptanceView> = {}): AcceptanceView {
  return {
    applied_on: "2029-03-01",
    plan: null,
    said: null,
    grounds: [],
    result: null,
    settlement: [],
    payable: null,
    over_cap: null,
    ...more,
  };
}

export function ending(more: Partial<EndingView> = {}): EndingView {
  return {
    proposed: ["示例特钢股份有限公司", "2027-05-01", "市场变化"],
    commission: null,
    argued: null,
    responsible: null,
    facts: "",
    told: null,
    decided: null,
    return_by: null,
    tolerance: null,
    money: null,
    refunds: [],
    outstanding: null,
    proceeds: [],
    integrity: null,
    justice: null,
    ...more,
  };
}

/** The page over a course and calls. */
export function shown(view: CourseView, calls: Partial<Backend> = {}) {
  const onGo = vi.fn();
  const courseStep = vi.fn<Backend["courseStep"]>(() => Promise.resolve(view));
  render(
    <BackendProvider value={double({ course: () => Promise.resolve(view), courseStep, ...calls })}>
      <CoursePage no="P-1" onGo={onGo} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup({ delay: null }), onGo, courseStep };
}

/** What axe finds that matters. */
export async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}
