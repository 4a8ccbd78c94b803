import type { Ref } from "react";

/** What a search has found so far. */
export interface PdfHits {
  /** The hit in view, counted from 1; 0 when there is none. */
  at: number;
  count: number;
  /** Pages are still being read. */
  searching: boolean;
  /** No page has text: a scan cannot be searched. */
  scanned: boolean;
}

/** What the pages around a reader may ask of it. */
export interface PdfHandle {
  /** To the next hit of the search, the first after the last. */
  next(): void;
  /** To the hit before. */
  previous(): void;
  /** To the top of a page, counted from 1. */
  go(page: number): void;
  /** To the page that speaks most of `words`, the next best when one is there already; `0`: no page does. */
  about(words: string): number;
  /** Up or down by screens: `1` the next one, `-0.5` half of one back. */
  scrollBy(screens: number): void;
  /** Gives the keyboard to the paper. */
  focus(): void;
}

export interface PdfViewProps {
  /** Reads the bytes; called once for each `cacheKey`. They are copied, so a cached buffer may be given. */
  load: () => Promise<ArrayBuffer>;
  /** Another key is another paper. */
  cacheKey: string;
  /** The paper's title, for screen readers. */
  label: string;
  /** Bytes, said while the paper is read. */
  size?: number | undefined;
  /** Width of a page in CSS pixels; left out: as wide as the place allows. */
  width?: number | undefined;
  /** How much larger than that, or than its place; 1 when left out. */
  zoom?: number;
  /** Cuts the white margins by the text's extent, so that the type grows. Left out: yes. */
  crop?: boolean | undefined;
  /** The page to stand on, counted from 1. Another number goes there; the number that `onPage` told does nothing. */
  page?: number | undefined;
  /** The page in view has changed by scrolling. */
  onPage?: ((page: number) => void) | undefined;
  /** How many pages there are, once known. */
  onPages?: ((pages: number) => void) | undefined;
  /** Text to look for; blanks and line ends do not count. Empty: no search. */
  query?: string | undefined;
  onHits?: ((hits: PdfHits) => void) | undefined;
  /** The paper cannot be shown, or could not be read. Its words stand in the reader as well. */
  onError?: ((error: unknown) => void) | undefined;
  ref?: Ref<PdfHandle> | undefined;
}

export const NO_HITS: PdfHits = { at: 0, count: 0, searching: false, scanned: false };
