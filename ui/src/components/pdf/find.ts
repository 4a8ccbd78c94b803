import { LINE, union, type Box } from "./measure";

/** In ems. */
const NARROWEST = 0.25;

/** The text of a page without blanks, and where each character of it stands. */
export interface PageText {
  text: string;
  /** For each character of `text`: its run, and its place in the run. */
  run: Uint32Array;
  at: Uint32Array;
}

/** A find: a stretch of the text of a page. */
export interface Hit {
  page: number;
  from: number;
  to: number;
}

/** What is compared: full and half width, capital and small are the same; blanks and line ends do not count. */
function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

/** Joins the runs of a page. A word that a line end cuts in two is found. */
export function pageText(runs: readonly string[]): PageText {
  const chars: string[] = [];
  const run: number[] = [];
  const at: number[] = [];
  runs.forEach((str, index) => {
    let place = 0;
    for (const char of str) {
      for (const unit of plain(char)) {
        for (let n = 0; n < unit.length; n++) {
          run.push(index);
          at.push(place);
        }
        chars.push(unit);
      }
      place += char.length;
    }
  });
  return { text: chars.join(""), run: Uint32Array.from(run), at: Uint32Array.from(at) };
}

/** Every place of the query on the pages, in their order. A page not yet read is nothing. */
export function findAll(pages: readonly (PageText | null)[], query: string): Hit[] {
  const sought = plain(query);
  if (sought === "") {
    return [];
  }
  return pages.flatMap((page, index) => {
    const hits: Hit[] = [];
    for (let from = page?.text.indexOf(sought) ?? -1; from >= 0;) {
      hits.push({ page: index + 1, from, to: from + sought.length });
      from = page?.text.indexOf(sought, from + sought.length) ?? -1;
    }
    return hits;
  });
}

/** The hit to stand on first: the first one from the page in view on. */
export function firstFrom(hits: readonly Hit[], page: number): number {
  const at = hits.findIndex((hit) => hit.page >= page);
  return at < 0 ? 0 : at;
}

function isWide(char: string): boolean {
  return (
    /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u3000-\u303f]/.test(char) ||
    char.length > 1
  );
}

/** How wide a narrow character of a run is beside a Chinese one: what the wide ones leave of its length. */
function narrowOf(text: string, ems: number): number {
  const chars = [...text];
  const wide = chars.filter(isWide).length;
  const narrow = chars.length - wide;
  return narrow === 0 ? 1 : Math.min(1, Math.max(NARROWEST, (ems - wide) / narrow));
}

function widthOf(text: string, narrow: number): number {
  return [...text].reduce((sum, char) => sum + (isWide(char) ? 1 : narrow), 0);
}

/** Boxes that follow each other on a line become one: some papers set every character by itself. */
function joinLines(boxes: readonly Box[]): Box[] {
  const lines: Box[] = [];
  for (const box of boxes) {
    const last = lines[lines.length - 1];
    const height = box.y1 - box.y0;
    const sameLine =
      last !== undefined && Math.abs(last.y0 - box.y0) + Math.abs(last.y1 - box.y1) < height / 2;
    if (sameLine && box.x0 - last.x1 < height / 2 && box.x0 >= last.x0) {
      lines[lines.length - 1] = union(last, box) ?? box;
    } else {
      lines.push(box);
    }
  }
  return lines;
}

/** Where a hit stands on its page: a box for each line it touches. */
export function hitBoxes(hit: Hit, page: PageText, runs: readonly string[], boxes: readonly Box[]): Box[] {
  return joinLines(runBoxes(hit, page, runs, boxes));
}

function runBoxes(hit: Hit, page: PageText, runs: readonly string[], boxes: readonly Box[]): Box[] {
  const parts = new Map<number, [number, number]>();
  for (let n = hit.from; n < hit.to; n++) {
    const run = page.run[n] ?? 0;
    const at = page.at[n] ?? 0;
    const part = parts.get(run);
    parts.set(run, [Math.min(part?.[0] ?? at, at), Math.max(part?.[1] ?? at, at)]);
  }
  return [...parts].flatMap(([run, [first, last]]) => {
    const box = boxes[run];
    const str = runs[run];
    if (box === undefined || str === undefined) {
      return [];
    }
    const level = box.x1 - box.x0 >= box.y1 - box.y0 || str.length < 2;
    if (!level) {
      return [box];
    }
    const width = box.x1 - box.x0;
    const narrow = narrowOf(str, width / ((box.y1 - box.y0) / LINE));
    const whole = widthOf(str, narrow) || 1;
    const end = last + (String.fromCodePoint(str.codePointAt(last) ?? 32).length || 1);
    const x0 = box.x0 + (width * widthOf(str.slice(0, first), narrow)) / whole;
    return [{ ...box, x0, x1: x0 + (width * widthOf(str.slice(first, end), narrow)) / whole }];
  });
}
