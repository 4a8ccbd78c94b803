import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { vi } from "vitest";

import {
  BackendProvider,
  type ApprovalBid,
  type ApprovalLine,
  type ApprovalsView,
  type ApprovalView,
  type Backend,
  type ObjectionForm,
  type ObjectionView,
  type PostingView,
  type RulingView,
  type WaitingList,
} from "../../backend";
import { double } from "../../backend/double";
import { Providers } from "../../test/providers";
import { ApprovalsPage } from "./approvals-page";

const next = {
  zh: "会议审定建议名单",
  en: "decide on the list in a meeting",
  who_zh: "市科技管理部门",
  who_en: "the bureau",
  article: "四（五）",
};

export function bid(no: string, more: Partial<ApprovalBid> = {}): ApprovalBid {
  return {
    bid_no: no,
    challenge_no: "2026-01-01",
    title: `${no}研究`,
    field: "新能源",
    sponsor: "示例特钢股份有限公司",
    solver: "示例理工大学",
    race: false,
    session_no: "论证-1",
    panel: "recommended",
    panel_award: "300.00",
    requested: "1400.00",
    decided: null,
    award: null,
    departs: null,
    reason: "",
    ...more,
  };
}

/** A decision as it was just opened: two bids with money, one that the panel did not agree to. */
export function toDecide(more: Partial<ApprovalView> = {}): ApprovalView {
  return {
    no: "S-001",
    batch: "2026年第一批",
    sessions: [["论证-1", "2026-02-03"]],
    bids: [
      bid("JB-001"),
      bid("JB-002", { panel_award: "1200.50" }),
      bid("JB-003", { panel: "none", panel_award: null }),
    ],
    total: null,
    rulings: [],
    postings: [],
    objections: [],
    announcement: null,
    step: "to_decide",
    next,
    blocked: [],
    today: "2026-02-24",
    ...more,
  };
}

export const ruling: RulingView = {
  on: "2026-02-06",
  meeting: "局长办公会",
  minutes_no: "2026年第3次",
  attendance: "班子成员7人",
  by: "meeting",
  because: "",
  order_reason: "",
  objections: [],
};

export const posting: PostingView = {
  posted_on: "2026-02-13",
  place: "局网站“公示公告”",
  same_day: false,
  begins_on: "2026-02-14",
  ends_on: "2026-02-27",
  working_days: 5,
  bids: 2,
  proof: null,
  because: "",
  taken_down: null,
  recount: null,
};

/** The same once the meeting followed the panel. */
export function toPost(more: Partial<ApprovalView> = {}): ApprovalView {
  return toDecide({
    bids: [
      bid("JB-001", { decided: "recommended", award: "300.00" }),
      bid("JB-002", { panel_award: "1200.50", decided: "recommended", award: "1200.50" }),
      bid("JB-003", { panel: "none", panel_award: null, decided: "none" }),
    ],
    total: "1500.50",
    rulings: [ruling],
    step: "to_post",
    next: { ...next, zh: "在网站公示名单" },
    ...more,
  });
}

/** The same in its publicity. */
export function posted(more: Partial<ApprovalView> = {}): ApprovalView {
  return toPost({
    postings: [posting],
    step: "posted",
    next: { ...next, zh: "公示期内受理异议" },
    ...more,
  });
}

export const objectionForm: ObjectionForm = {
  bids: ["JB-001"],
  received_at: "2026-02-24 09:30",
  received_by: "钱示例",
  channel: "in_person",
  unit: "",
  sealed: false,
  person: "周示例",
  contact: "0351-0000000",
  text: "该项目与在研项目内容相同。",
  evidence: [{ name: "立项文件", form: "复印件", pages: "3" }],
};

export function objection(more: Partial<ObjectionView> = {}): ObjectionView {
  return {
    no: "Y-001",
    form: objectionForm,
    state: "received",
    inadmissible: null,
    steps: [],
    answer_by: null,
    acted_on: null,
    next: { ...next, zh: "核对身份，审核是否受理" },
    ...more,
  };
}

export const line: ApprovalLine = {
  no: "S-001",
  batch: "2026年第一批",
  sessions: ["论证-1"],
  winners: 2,
  step: "posted",
  ends_on: "2026-02-27",
  open: 1,
};

export const waits: WaitingList = {
  session_no: "论证-2",
  title: "新能源领域论证会",
  batch: "2026年第一批",
  date: "2026-02-04",
  bids: 12,
};

export function book(more: Partial<ApprovalsView> = {}): ApprovalsView {
  return { approvals: [line], waiting: [], calendar_until: "2026-12-31", ...more };
}

/** The page over a book and, unless the calls say otherwise, one decision. */
export function shown(calls: Partial<Backend>, view: ApprovalView = posted()) {
  const onGo = vi.fn();
  const backend = double({
    approvals: () => Promise.resolve(book()),
    approval: () => Promise.resolve(view),
    ...calls,
  });
  render(
    <BackendProvider value={backend}>
      <ApprovalsPage onGo={onGo} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup({ delay: null }), onGo, backend };
}

/** What axe finds that matters. */
export async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}
