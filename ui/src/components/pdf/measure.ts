/** A part of a page in points, from its upper left corner. */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** A run of text as pdf.js gives it. */
export interface TextRun {
  str: string;
  /** From the run to the page's own space. */
  transform: number[];
  width: number;
  height: number;
}

/** A page before it is laid out. */
export interface Sheet {
  width: number;
  height: number;
  /** Where its text lies; nothing on a scan. */
  text: Box | null;
  /** Where anything lies, known once the page was drawn. */
  ink: Box | null;
}

/** A page in the column: where, how high, and how much larger than its points. */
export interface Slot {
  top: number;
  height: number;
  scale: number;
  box: Box;
}

/** From below its descenders to above its capitals, in ems: what the box of a run covers. */
const BELOW = -0.22;
const ABOVE = 0.92;
export const LINE = ABOVE - BELOW;
const PAD = 16;
/** A page with three words on it is not blown up. */
const LEAST_WIDTH = 0.6;
const LEAST_HEIGHT = 0.16;
export const GAP = 12;
/** Pages whose text decides how much every page is cut: type keeps its size from page to page. */
export const SAMPLE = 8;

export function union(a: Box | null, b: Box | null): Box | null {
  if (a === null || b === null) {
    return a ?? b;
  }
  return {
    x0: Math.min(a.x0, b.x0),
    y0: Math.min(a.y0, b.y0),
    x1: Math.max(a.x1, b.x1),
    y1: Math.max(a.y1, b.y1),
  };
}

/** Where a run stands on the page. `page`: from the page's own space to points from the upper left corner. */
export function runBox(run: TextRun, page: readonly number[]): Box {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = run.transform;
  const along = Math.hypot(a, b) || 1;
  const up = Math.hypot(c, d) || 1;
  const height = run.height || up;
  const [A = 1, B = 0, C = 0, D = -1, E = 0, F = 0] = page;
  const corner = (right: number, above: number): [number, number] => {
    const x = e + (a / along) * right + (c / up) * above;
    const y = f + (b / along) * right + (d / up) * above;
    return [A * x + C * y + E, B * x + D * y + F];
  };
  const corners = [BELOW, ABOVE].flatMap((part) => [
    corner(0, part * height),
    corner(run.width, part * height),
  ]);
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

/** Where the text of a page lies; nothing when it has none. */
export function extent(runs: readonly TextRun[], boxes: readonly Box[]): Box | null {
  return boxes.reduce<Box | null>(
    (all, box, at) => ((runs[at]?.str.trim() ?? "") === "" ? all : union(all, box)),
    null,
  );
}

/** What the first pages of a size have in common: the part that no page of that size is cut below. */
export function commonPart(sheets: readonly Sheet[], width: number, height: number): Box | null {
  return sheets
    .slice(0, SAMPLE)
    .filter((sheet) => Math.abs(sheet.width - width) < 1 && Math.abs(sheet.height - height) < 1)
    .reduce<Box | null>((all, sheet) => union(all, sheet.text), null);
}

function atLeast(from: number, to: number, least: number, whole: number): [number, number] {
  const short = Math.max(0, least - (to - from)) / 2;
  const start = Math.max(0, Math.min(from - short, whole - least));
  return [start, Math.min(whole, Math.max(to + short, start + least))];
}

/** The part of a page that is shown. A page without text is shown whole: its margins cannot be told from its content. */
export function shownPart(sheet: Sheet, common: Box | null, crop: boolean): Box {
  const whole = { x0: 0, y0: 0, x1: sheet.width, y1: sheet.height };
  const part = sheet.text === null ? null : union(union(common, sheet.text), sheet.ink);
  if (!crop || part === null) {
    return whole;
  }
  const [x0, x1] = atLeast(part.x0 - PAD, part.x1 + PAD, sheet.width * LEAST_WIDTH, sheet.width);
  const [y0, y1] = atLeast(part.y0 - PAD, part.y1 + PAD, sheet.height * LEAST_HEIGHT, sheet.height);
  return { x0: Math.max(0, x0), y0: Math.max(0, y0), x1, y1 };
}

/** Lays the pages out in one column of this width. */
export function layOut(sheets: readonly Sheet[], width: number, crop: boolean): Slot[] {
  const commons = new Map<string, Box | null>();
  let top = GAP;
  return sheets.map((sheet) => {
    const size = `${Math.round(sheet.width)} ${Math.round(sheet.height)}`;
    if (!commons.has(size)) {
      commons.set(size, commonPart(sheets, sheet.width, sheet.height));
    }
    const box = shownPart(sheet, commons.get(size) ?? null, crop);
    const scale = width / (box.x1 - box.x0);
    const slot = { top, height: (box.y1 - box.y0) * scale, scale, box };
    top += slot.height + GAP;
    return slot;
  });
}

/** How high the whole column is. */
export function columnHeight(slots: readonly Slot[]): number {
  const last = slots[slots.length - 1];
  return last === undefined ? 0 : last.top + last.height + GAP;
}

/** The page at a height of the column, counted from 1. */
export function pageAt(slots: readonly Slot[], y: number): number {
  const at = slots.findIndex((slot) => y < slot.top + slot.height + GAP);
  return at < 0 ? Math.max(1, slots.length) : at + 1;
}

/** The pages that reach into a stretch of the column: the first and the last, counted from 1. */
export function pagesIn(slots: readonly Slot[], from: number, to: number): [number, number] {
  return [pageAt(slots, Math.max(0, from)), pageAt(slots, Math.max(0, to))];
}

/** Device pixels for a CSS pixel: sharp, but a page is never a larger picture than this. */
export function pixelRatio(width: number, height: number, screen: number, most = 6_000_000): number {
  return Math.min(Math.max(1, screen), 2, Math.sqrt(most / Math.max(1, width * height)));
}

/** Where a small picture of a page is not white; nothing when it is white all over. */
export function inkBox(pixels: Uint8ClampedArray, width: number, height: number): Box | null {
  let box: Box | null = null;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const darkest = Math.min(pixels[at] ?? 255, pixels[at + 1] ?? 255, pixels[at + 2] ?? 255);
      if (darkest < 236) {
        box = union(box, { x0: x, y0: y, x1: x + 1, y1: y + 1 });
      }
    }
  }
  return box;
}
