import { render } from "@testing-library/react";
import axe from "axe-core";

import { BackendProvider, type Backend, type Problem, type RoomsView, type RoomView } from "../../backend";
import { double } from "../../backend/double";
import { Providers } from "../../test/providers";
import { RoomsPage } from "./rooms-page";

const line = (no: string, rank: number): RoomView["lines"][number] => ({
  no,
  challenge_no: `2026-${no.slice(1)}`,
  title: `示例项目${no}`,
  solver: "示例大学",
  rank,
  score: `${String(90 - rank)}.00`,
  standard: `${String(60 - rank)}.25`,
  valid_n: "6/7",
  conclusion: "approve",
  standing: rank === 1 ? "recommended" : "reserve",
  award: "1458.00",
});

/** A finding with made-up words, for tests. */
export const problem = (code: string, zh: string): Problem => ({
  code,
  severity: "error",
  place: null,
  params: [],
  zh,
  en: code,
  remedy_zh: "请补写。",
  remedy_en: "Write it.",
});

/** The own panel. */
export const own: RoomView = {
  session_no: "LZ-1",
  title: "第一会场论证会",
  office: "示例局",
  date: "2026-01-20",
  chair: "章示明",
  members: [
    ["technical", 4],
    ["finance", 1],
  ],
  sheet: "bid-default/1",
  full: "100",
  policy: "1",
  rules_digest: "1b1b 1b1b 1b1b 1b1b",
  lines: [line("B1", 1), line("B2", 2)],
  scored_alike: true,
  evidence: null,
};

/** Another panel, as it stands taken in. */
export const other: RoomView = {
  ...own,
  session_no: "LZ-2",
  title: "第二会场论证会",
  chair: null,
  lines: [line("B8", 1), line("B9", 2)],
  evidence: {
    archive: "a7".repeat(32),
    events: 42,
    compared_with: "郑示例（电话）",
    at: "2026-01-21 09:00",
    by: "钱示例",
  },
};

/** An archive that was looked at: nobody compared anything yet. */
export const looked: RoomView = {
  ...other,
  evidence: { archive: "a7".repeat(32), events: 42, compared_with: "", at: null, by: "" },
};

export const rooms: RoomsView = {
  session: {
    no: "LZ-1",
    title: "第一会场论证会",
    batch: "示例批",
    office: "示例局",
    date: "2026-01-20",
    kind: "bid",
    stage: "closed",
    bids: 2,
    experts: 5,
  },
  own,
  lacks: [],
  others: [other],
  taken_back: [],
  printed: false,
};

/** The page over a double that answers what a test gives. */
export function showRooms(given: Partial<Backend> = {}, onGo: (path: string) => void = () => undefined) {
  return render(
    <BackendProvider value={double({ rooms: () => Promise.resolve(rooms), ...given })}>
      <Providers>
        <RoomsPage no="LZ-1" onGo={onGo} />
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
