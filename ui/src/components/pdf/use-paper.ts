import { useEffect, useEffectEvent, useState } from "react";

import { openPaper, type Paper, type PDFPageProxy } from "./engine";
import { faultOf, unshown } from "./faults";
import { pageText, type PageText } from "./find";
import { extent, runBox, SAMPLE, type Box, type Sheet, type TextRun } from "./measure";

/** A page that was measured: its size, its text, and where each run of it stands. */
export interface MeasuredPage {
  sheet: Sheet;
  runs: string[];
  boxes: Box[];
  text: PageText;
}

export type Opened =
  | { step: "reading" | "opening" }
  | { step: "measuring"; done: number; total: number }
  | { step: "failed"; error: unknown }
  /** Pages not measured yet are nothing; those after `SAMPLE` follow while one reads. */
  | { step: "open"; paper: Paper; pages: readonly (MeasuredPage | null)[]; done: number };

const BATCH = 6;

/** The text of a page. Not by `getTextContent`: it walks a stream in a way that WebKit does not know. */
async function textOf(page: PDFPageProxy): Promise<object[]> {
  const reader = (page.streamTextContent() as ReadableStream<{ items: object[] }>).getReader();
  const items: object[] = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return items;
    }
    items.push(...value.items);
  }
}

async function measure(paper: Paper, number: number): Promise<MeasuredPage> {
  const page = await paper.page(number);
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const items = await textOf(page).catch(() => []);
  const runs = items.filter((item): item is TextRun => "str" in item);
  const boxes = runs.map((run) => runBox(run, transform));
  const strings = runs.map((run) => run.str);
  return {
    sheet: { width, height, text: extent(runs, boxes), ink: null },
    runs: strings,
    boxes,
    text: pageText(strings),
  };
}

/** Measures page after page; a page that cannot be read is left as nothing. */
async function measureAll(paper: Paper, tell: (opened: Opened) => boolean): Promise<void> {
  const total = paper.pages;
  const pages: (MeasuredPage | null)[] = Array.from({ length: total }, () => null);
  for (let at = 0; at < total; at++) {
    pages[at] = await measure(paper, at + 1).catch(() => null);
    const done = at + 1;
    const open = done >= Math.min(SAMPLE, total);
    if (open && (done === total || done % BATCH === 0 || done === SAMPLE)) {
      if (!tell({ step: "open", paper, pages: [...pages], done })) {
        return;
      }
    } else if (!open && !tell({ step: "measuring", done, total })) {
      return;
    }
  }
}

/** Opens a paper and measures its pages. Another key, or leaving, closes it. */
export function usePaper(load: () => Promise<ArrayBuffer>, cacheKey: string) {
  const [attempt, setAttempt] = useState(0);
  const key = `${attempt} ${cacheKey}`;
  const [state, setState] = useState<{ key: string; opened: Opened } | null>(null);
  const read = useEffectEvent(load);
  useEffect(() => {
    let live = true;
    let paper: Paper | null = null;
    const tell = (opened: Opened) => {
      if (live) {
        setState({ key, opened });
      }
      return live;
    };
    const open = async () => {
      const bytes = await read();
      if (bytes.byteLength === 0) {
        throw unshown("nothing");
      }
      if (!tell({ step: "opening" })) {
        return;
      }
      const opened = await openPaper(bytes);
      if (!live) {
        opened.close();
        return;
      }
      paper = opened;
      if (opened.pages === 0) {
        throw unshown("nothing");
      }
      await measureAll(opened, tell);
    };
    open().catch((error: unknown) => tell({ step: "failed", error: faultOf(error) }));
    return () => {
      live = false;
      paper?.close();
    };
  }, [key]);
  const opened: Opened = state?.key === key ? state.opened : { step: "reading" };
  return { key, opened, retry: () => setAttempt((was) => was + 1) };
}
