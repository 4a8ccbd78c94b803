import { openPaper, type Paper } from "./engine";
import { faultOf, unshown } from "./faults";

const DOTS_PER_INCH = 200;
/** The dialog of the system may stay open for long; what it prints must stay as long. */
const KEPT_AT_MOST = 15 * 60_000;

/** A page as a picture, and whether its sheet lies across. */
interface Printed {
  picture: string;
  wide: boolean;
}

export interface PrintOptions {
  load: () => Promise<ArrayBuffer>;
  /** Pages made ready, of so many. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

// Only while printing: the sheets, and nothing else of the window. An engine that cannot turn a single sheet gets its
// wide pages turned already.
const RULES = `
@page { size: A4 portrait; margin: 0 }
@page wide { size: A4 landscape; margin: 0 }
.pdf-print { display: none }
@media print {
  html, body { background: #fff !important; height: auto !important; overflow: visible !important }
  body > :not(.pdf-print) { display: none !important }
  .pdf-print { display: block }
  .pdf-print > div { break-after: page; break-inside: avoid; height: 296mm; overflow: hidden; width: 210mm }
  .pdf-print > div:last-child { break-after: auto }
  .pdf-print > .wide { height: 209mm; page: wide; width: 297mm }
  .pdf-print img { display: block; height: 100%; object-fit: contain; object-position: 0 0; width: 100% }
}`;

function turnsSheets(): boolean {
  return globalThis.CSS?.supports?.("page", "wide") === true;
}

async function picture(paper: Paper, number: number): Promise<Printed> {
  const page = await paper.page(number);
  const flat = page.getViewport({ scale: 1 });
  const wide = flat.width > flat.height;
  const turn = wide && !turnsSheets() ? 90 : 0;
  const viewport = page.getViewport({ scale: DOTS_PER_INCH / 72, rotation: (flat.rotation + turn) % 360 });
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  await page.render({ canvas, viewport, intent: "print" }).promise;
  // As `data:`, which the window's policy allows for pictures; `blob:` it does not.
  const made = canvas.toDataURL("image/png");
  canvas.width = 0;
  canvas.height = 0;
  page.cleanup();
  return { picture: made, wide: wide && turn === 0 };
}

let clear: () => void = () => undefined;

/** Puts the sheets into the page, out of sight until the system prints. */
async function lay(sheets: readonly Printed[]): Promise<void> {
  clear();
  const style = document.createElement("style");
  style.textContent = RULES;
  const all = document.createElement("div");
  all.className = "pdf-print";
  all.setAttribute("aria-hidden", "true");
  const images = sheets.map(({ picture: src, wide }) => {
    const sheet = document.createElement("div");
    sheet.className = wide ? "wide" : "";
    const image = document.createElement("img");
    image.alt = "";
    image.src = src;
    sheet.append(image);
    all.append(sheet);
    return image;
  });
  document.head.append(style);
  document.body.append(all);
  const timer = setTimeout(() => clear(), KEPT_AT_MOST);
  const after = () => clear();
  window.addEventListener("afterprint", after);
  clear = () => {
    clearTimeout(timer);
    window.removeEventListener("afterprint", after);
    style.remove();
    all.remove();
    clear = () => undefined;
  };
  await Promise.all(images.map((image) => image.decode?.().catch(() => undefined)));
}

/**
 * Prints a whole paper through the system's dialog: every page as a picture, so that the printer gets what the screen
 * shows. Resolves to whether it came to printing: not when `signal` stopped it.
 */
export async function printPdf({ load, onProgress, signal }: PrintOptions): Promise<boolean> {
  let paper: Paper | null = null;
  try {
    paper = await openPaper(await load());
    if (paper.pages === 0) {
      throw unshown("nothing");
    }
    const sheets: Printed[] = [];
    for (let number = 1; number <= paper.pages; number++) {
      if (signal?.aborted === true) {
        return false;
      }
      onProgress?.(number - 1, paper.pages);
      sheets.push(await picture(paper, number));
    }
    onProgress?.(paper.pages, paper.pages);
    await lay(sheets);
  } catch (error) {
    throw faultOf(error);
  } finally {
    paper?.close();
  }
  if (signal?.aborted === true) {
    clear();
    return false;
  }
  window.print();
  return true;
}
