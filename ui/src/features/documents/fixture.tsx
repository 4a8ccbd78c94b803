import { render, screen } from "@testing-library/react";
import { vi } from "vitest";

import {
  BackendProvider,
  type Backend,
  type DocumentLine,
  type DocumentsView,
  type Problem,
} from "../../backend";
import { double } from "../../backend/double";
import { openPaper } from "../../components/pdf/engine";
import { fakePaper, stubCanvas } from "../../components/pdf/fake-paper";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { DocumentsPage } from "./documents-page";

export const problem = (code: string, zh: string, place: string | null = null): Problem => ({
  code,
  severity: "error",
  place,
  params: [],
  zh,
  en: `found ${code}`,
  remedy_zh: "照此处理。",
  remedy_en: "Do this.",
});

export const digest = Array.from({ length: 16 }, (_, n) => `9f3${n.toString(16)}`).join(" ");
const line = (id: string, title: string, more: Partial<DocumentLine> = {}): DocumentLine => ({
  id,
  title,
  phase: "conclusion",
  format: "pdf",
  state: "ready",
  pages: 4,
  digest,
  saved_at: null,
  file: null,
  problems: [],
  signers: ["沈怀瑾（组长）", "陆知远"],
  ...more,
});

export const set = [
  line("minutes-bid", "评审纪要"),
  line("sign-in", "签到表", {
    phase: "before",
    state: "saved",
    saved_at: "2026-01-20 15:12",
    file: "签到表.pdf",
  }),
  line("score-summary/blind", "评分汇总表（隐名）", { phase: "scoring", state: "stale", pages: 3 }),
  line("recommendation-list", "建议名单", {
    state: "blocked",
    pages: null,
    digest: null,
    problems: [problem("decision.missing", "3 个项目还没有结论。", "TY-03")],
  }),
  line("recommendation-list-xlsx", "建议名单", { format: "xlsx", pages: null, digest: null, signers: [] }),
  line("verification-list", "核验清单", { format: "lzv", pages: null, digest: null, signers: [] }),
];

export const view = (more: Partial<DocumentsView> = {}): DocumentsView => ({
  scored: true,
  session: {
    no: "论证2026-01-03",
    title: "揭榜方案论证会",
    batch: "2026年第一批",
    office: "高新技术科",
    date: "2026-01-20",
    kind: "bid",
    stage: "tallied",
    bids: 40,
    experts: 7,
  },
  documents: set,
  blocked: [],
  notes: [],
  ...more,
});

export const onGo = vi.fn();
/** The page over a double of the backend. */
export function shown(given: Partial<Backend> = {}) {
  const backend = double({
    documents: () => Promise.resolve(view()),
    documentPreview: () => Promise.resolve(new ArrayBuffer(8)),
    ...given,
  });
  render(
    <Providers>
      <BackendProvider value={backend}>
        <DocumentsPage no="论证2026-01-03" onGo={onGo} />
      </BackendProvider>
    </Providers>,
  );
  return backend;
}
export const option = (name: RegExp) => screen.findByRole("option", { name });
export const chosen = () => screen.getByRole("option", { selected: true });

/** Before each test: the language, a canvas and a printer that do nothing, a paper of two pages. */
export async function begin(): Promise<void> {
  await i18n.changeLanguage("zh");
  stubCanvas();
  onGo.mockReset();
  window.print = vi.fn();
  window.dispatchEvent(new Event("afterprint"));
  vi.mocked(openPaper).mockReset();
  vi.mocked(openPaper).mockImplementation(() => Promise.resolve(fakePaper([["纪要"], ["二"]]).paper));
}
