import { useRef, useState } from "react";

import type { PdfBarProps } from "./pdf-bar";
import { NO_HITS, type PdfHandle, type PdfViewProps } from "./types";

/** What a reader and its bar share: `<PdfBar {...reader.bar} />` above `<PdfView {...reader.view} … />`. */
export interface PdfReader {
  bar: PdfBarProps;
  view: Pick<
    PdfViewProps,
    "cacheKey" | "zoom" | "page" | "onPage" | "onPages" | "crop" | "query" | "onHits" | "onError" | "ref"
  >;
  /** The page in view, counted from 1. */
  page: number;
  /** How many there are; nothing until the paper is open. */
  pages: number | null;
  /** Why the paper cannot be shown. */
  error: unknown;
  go: (page: number) => void;
  /** To the page that speaks most of some words, then to the next best; nothing while the paper is not open. */
  about: (words: string) => number | null;
  /** Scrolls by screens: `1` the next one. */
  scrollBy: (screens: number) => void;
  /** Gives the keyboard to the paper. */
  focus: () => void;
}

/** So much larger or smaller than the room for a page. */
const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3] as const;
const FITS = ZOOMS.indexOf(1);

const fresh = { page: 1, pages: null as number | null, query: "", hits: NO_HITS, error: null as unknown };

/**
 * Keeps where one stands in a paper. Another `cacheKey` begins at page 1, or at `startAt`. `whole`: margins are shown
 * until one asks to cut them.
 */
export function usePdfReader(cacheKey: string, { startAt = 1, whole = false } = {}): PdfReader {
  const handle = useRef<PdfHandle>(null);
  const [crop, setCrop] = useState(!whole);
  const [zoom, setZoom] = useState(FITS);
  const scale = ZOOMS[zoom] ?? 1;
  const [state, setState] = useState({ key: cacheKey, ...fresh, page: startAt });
  const now = state.key === cacheKey ? state : { key: cacheKey, ...fresh, page: startAt };
  const set = (change: Partial<typeof fresh>) =>
    setState((was) => ({
      ...(was.key === cacheKey ? was : { key: cacheKey, ...fresh, page: startAt }),
      ...change,
    }));
  const go = (wanted: number) => {
    const page = Math.min(Math.max(1, wanted), now.pages ?? wanted);
    // Also to the top of the page one is on already.
    handle.current?.go(page);
    set({ page });
  };
  return {
    page: now.page,
    pages: now.pages,
    error: now.error,
    go,
    about: (words) => handle.current?.about(words) ?? null,
    scrollBy: (screens) => handle.current?.scrollBy(screens),
    focus: () => handle.current?.focus(),
    bar: {
      page: now.page,
      pages: now.pages,
      onGo: go,
      crop,
      onCrop: setCrop,
      zoom: {
        at: scale,
        larger: () => setZoom((was) => Math.min(ZOOMS.length - 1, was + 1)),
        smaller: () => setZoom((was) => Math.max(0, was - 1)),
        reset: () => setZoom(FITS),
      },
      query: now.query,
      onQuery: (query) => set({ query }),
      hits: now.hits,
      onNext: () => handle.current?.next(),
      onPrevious: () => handle.current?.previous(),
      onLeave: () => handle.current?.focus(),
    },
    view: {
      cacheKey,
      zoom: scale,
      page: now.page,
      onPage: (page) => set({ page }),
      onPages: (pages) => set({ pages, error: null }),
      crop,
      query: now.query,
      onHits: (hits) => set({ hits }),
      onError: (error) => set({ error }),
      ref: handle,
    },
  };
}
