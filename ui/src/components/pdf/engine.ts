import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
// The build for older engines: supported systems carry WebKits without `Promise.withResolvers` or `URL.parse`.
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

import { CMaps, DECODERS, StandardFonts } from "./assets";

export type { PDFPageProxy };
type Library = typeof import("pdfjs-dist");

const WORKER_STARTS_WITHIN = 15_000;

/** pdf.js, read when the first paper is. */
export function library(): Promise<Library> {
  return import("pdfjs-dist/legacy/build/pdf.mjs");
}

/** A worker that runs, or nothing where this window cannot have one. */
function startWorker(): Promise<Worker | null> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      // Not through pdf.js: it would wrap the address of a window with its own scheme in a `blob:`.
      worker = new Worker(workerUrl, { type: "module" });
    } catch {
      resolve(null);
      return;
    }
    const fails = () => {
      worker.terminate();
      resolve(null);
    };
    const timer = setTimeout(fails, WORKER_STARTS_WITHIN);
    worker.addEventListener(
      "message",
      () => {
        clearTimeout(timer);
        resolve(worker);
      },
      { once: true },
    );
    worker.addEventListener("error", () => {
      clearTimeout(timer);
      fails();
    });
  });
}

/** An open paper. Closing it ends its worker, and with it every copy of the decrypted bytes. */
export interface Paper {
  readonly pages: number;
  page(number: number): Promise<PDFPageProxy>;
  close(): void;
}

/** Opens a paper. It can reach neither the network nor a command: no scripts, no forms, no links, no fetching. */
export async function openPaper(bytes: ArrayBuffer): Promise<Paper> {
  const [lib, port] = await Promise.all([library(), startWorker()]);
  if (port === null) {
    // Without a worker pdf.js reads in the window itself, from what this leaves behind.
    await import(/* @vite-ignore */ workerUrl);
  }
  const worker = new lib.PDFWorker(port === null ? {} : { port: port as unknown as null });
  const end = () => {
    worker.destroy();
    port?.terminate();
  };
  const task = lib.getDocument({
    data: new Uint8Array(bytes.slice(0)),
    worker,
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
    useWorkerFetch: false,
    verbosity: lib.VerbosityLevel.ERRORS,
    cMapUrl: "cmaps/",
    CMapReaderFactory: CMaps,
    standardFontDataUrl: "fonts/",
    StandardFontDataFactory: StandardFonts,
    wasmUrl: DECODERS,
  });
  let document: PDFDocumentProxy;
  try {
    document = await task.promise;
  } catch (error) {
    end();
    throw error;
  }
  return {
    pages: document.numPages,
    page: (number) => document.getPage(number),
    close: () => void task.destroy().finally(end),
  };
}
