import { render } from "@testing-library/react";
import axe from "axe-core";

import {
  BackendProvider,
  type Backend,
  type BoardExpert,
  type BoardView,
  type ConductView,
  type Gate,
  type Problem,
  type StagedPack,
} from "../../backend";
import { double } from "../../backend/double";
import { Providers } from "../../test/providers";
import { BoardPage } from "./board-page";

/** A finding with made-up words, for tests. */
export const problem = (code: string, zh: string, severity = "error"): Problem => ({
  code,
  severity,
  place: null,
  params: [],
  zh,
  en: code,
  remedy_zh: "请重新导出。",
  remedy_en: "Export it again.",
});

const expert = (no: string, name: string, more: Partial<BoardExpert>): BoardExpert => ({
  no,
  name,
  category: "technical",
  chair: false,
  present: true,
  digits: "123456789012345678901234",
  compared_by: "郝示例、丁示例",
  task_at: "09:01",
  pack: { sequence: 1, at: "10:38", locked: true, locked_at: "10:21" },
  scored: 3,
  due: 3,
  excused: null,
  set_aside: null,
  anew: null,
  paper: null,
  ...more,
});

const gate = (name: Gate["gate"], state: Gate["state"], note: string | null = null): Gate => ({
  gate: name,
  state,
  note,
  at: state === "past" ? "2026-01-20 09:02" : null,
  by: state === "past" ? "乔示例" : null,
  left_out: null,
  by_hand: !["scoring", "lock", "tally", "archive"].includes(name),
});

/** Nothing is recorded but who came. */
export const conduct: ConductView = {
  signed_by_key: [],
  present: ["E1", "E2", "E3", "E4"].map((no) => ({
    expert_no: no,
    way: "paper",
    arrived_at: null,
    left_at: null,
  })),
  pledge: null,
  pledged: ["E1"],
  asked: null,
  chair: { expert_no: "E1", votes: 3, appointed_by: null, proposed_by: null },
  order: null,
  presented: ["B2", "B1", "B3"],
  talks: [],
  with_recusal: ["B1"],
  discussion_began: null,
  signed: [],
  signed_late: [],
  signs_late: false,
  voids: 0,
  refused: [],
  back: [],
};

/** Four members: one locked, one behind, one unheard of, one whose laptop is not enrolled. */
export const view: BoardView = {
  session: {
    no: "LZ-1",
    title: "示例论证会",
    batch: "示例批",
    office: "示例办",
    date: "2026-01-20",
    kind: "bid",
    stage: "scoring",
    bids: 3,
    experts: 4,
  },
  gates: [
    gate("sign_in", "past", "4/4"),
    gate("pledge", "unrecorded"),
    gate("recusal", "past"),
    gate("chair", "past", "沈示例"),
    gate("presentation", "past", "3/3"),
    gate("scoring", "now"),
    gate("lock", "next"),
    gate("tally", "next"),
    gate("discussion", "next"),
    gate("sign", "next"),
    gate("archive", "next"),
  ],
  conduct,
  experts: [
    expert("E1", "沈示例", { chair: true }),
    expert("E2", "陆示例", {
      pack: { sequence: 2, at: "10:30", locked: false, locked_at: null },
      scored: 1,
      due: 2,
    }),
    expert("E3", "温示例", { category: "finance", pack: null, scored: 0 }),
    expert("E4", "乔示例", {
      category: "management",
      digits: null,
      compared_by: null,
      task_at: null,
      pack: null,
      scored: 0,
    }),
  ],
  bids: [
    {
      no: "B1",
      position: 1,
      title: "示例项目甲",
      cells: ["scored", "recused", "unknown", "unknown"],
      scored: 1,
      due: 3,
    },
    {
      no: "B2",
      position: 2,
      title: "示例项目乙",
      cells: ["scored", "scored", "unknown", "unknown"],
      scored: 2,
      due: 4,
    },
    {
      no: "B3",
      position: 3,
      title: "示例项目丙",
      cells: ["scored", "pending", "unknown", "absent"],
      scored: 1,
      due: 4,
    },
  ],
  feed: [
    {
      at: "2026-01-20 10:38:07",
      kind: "scores_in",
      expert_no: "E1",
      name: "沈示例",
      sequence: 1,
      digest: "ab".repeat(32),
      what: null,
    },
    {
      at: "2026-01-20 09:01:00",
      kind: "task_out",
      expert_no: "E1",
      name: "沈示例",
      sequence: 1,
      digest: null,
      what: null,
    },
  ],
  refused: [],
  blocked: [problem("tally.not_ready", "还缺陆示例、温示例、乔示例的评分。")],
  task_due: [],
  incidents: [],
  waiting: ["E2", "E3", "E4"],
  lacks: [],
  returns: [],
  asked: 0,
  pending: [
    {
      expert_no: "E2",
      bid_no: "B3",
      ground: "own_unit",
      raised_by: "expert",
      evidence: "同一单位",
      recused: null,
      by: null,
      witness: null,
      reason: null,
    },
  ],
  own_digits: "987698769876543254325432",
  facts: {
    organizer: null,
    place: "示例楼 302",
    host: null,
    recorder: null,
    supervisor: "丁示例",
    attendees: null,
    started: null,
    ended: null,
    other_matters: null,
  },
  hearings: [],
};

/** Nobody is waited for. */
export const ready: BoardView = { ...view, blocked: [], waiting: [], pending: [] };

export const pack = (more: Partial<StagedPack>): StagedPack => ({
  path: "/stick/a.lzp",
  file: "a.lzp",
  expert_no: "E2",
  name: "陆示例",
  sequence: 3,
  sheets: 2,
  locked: true,
  known: false,
  findings: [],
  refused: [],
  ...more,
});

/** The page over a double that answers what a test gives. */
export function showBoard(given: Partial<Backend> = {}, onGo: (path: string) => void = () => undefined) {
  const backend = double({ board: () => Promise.resolve(view), ...given });
  return render(
    <BackendProvider value={backend}>
      <Providers>
        <BoardPage no="LZ-1" onGo={onGo} />
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
