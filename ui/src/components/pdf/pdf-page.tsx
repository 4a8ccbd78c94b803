import { useEffect, useEffectEvent, useRef, useState, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import { library, type Paper, type PDFPageProxy } from "./engine";
import { inkBox, pixelRatio, type Box, type Slot } from "./measure";

/** A place to mark on a page; `on` is the one in view. */
export interface PdfMark {
  box: Box;
  on: boolean;
}

const SMALL = 200;

/** Where a drawn page has ink, in points. */
function inkOf(drawn: HTMLCanvasElement, width: number): Box | null {
  const small = document.createElement("canvas");
  small.width = SMALL;
  small.height = Math.max(1, Math.round((SMALL * drawn.height) / drawn.width));
  const context = small.getContext("2d", { willReadFrequently: true });
  if (context === null) {
    return null;
  }
  context.imageSmoothingQuality = "high";
  context.drawImage(drawn, 0, 0, small.width, small.height);
  const box = inkBox(context.getImageData(0, 0, small.width, small.height).data, small.width, small.height);
  const point = width / SMALL;
  return box && { x0: box.x0 * point, y0: box.y0 * point, x1: box.x1 * point, y1: box.y1 * point };
}

/** Draws a page onto a new canvas. What the PDF holds beside its drawing (links, forms, scripts) stays out. */
function draw(page: PDFPageProxy, scale: number) {
  const viewport = page.getViewport({ scale });
  const ratio = pixelRatio(viewport.width, viewport.height, window.devicePixelRatio);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(viewport.width * ratio));
  canvas.height = Math.max(1, Math.floor(viewport.height * ratio));
  const task = page.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] });
  return { canvas, task };
}

/** Frees the memory of a canvas at once, not when it happens to be collected. */
function free(canvas: HTMLCanvasElement | null | undefined): void {
  if (canvas) {
    canvas.width = 0;
    canvas.height = 0;
    canvas.remove();
  }
}

/** One page that is near: its picture, its text to select, and the marks of a search. */
export function PdfPage({
  paper,
  number,
  slot,
  marks,
  onInk,
}: {
  paper: Paper;
  number: number;
  slot: Slot;
  marks: readonly PdfMark[];
  onInk: (number: number, ink: Box | null) => void;
}) {
  const { t } = useTranslation();
  const picture = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"waiting" | "drawn" | "failed">("waiting");
  const tellInk = useEffectEvent(onInk);
  const { scale, box } = slot;

  useEffect(() => {
    let live = true;
    let drawing: ReturnType<typeof draw> | null = null;
    const place = picture.current;
    const run = async () => {
      const page = await paper.page(number);
      if (!live) {
        return;
      }
      drawing = draw(page, scale);
      await drawing.task.promise;
      if (!live || place === null) {
        return;
      }
      free(place.querySelector("canvas"));
      place.replaceChildren(drawing.canvas);
      setState("drawn");
      tellInk(number, inkOf(drawing.canvas, page.getViewport({ scale: 1 }).width));
    };
    run().catch(() => {
      if (live) {
        setState("failed");
      }
    });
    return () => {
      live = false;
      drawing?.task.cancel();
      if (drawing !== null && drawing.canvas.parentElement === null) {
        free(drawing.canvas);
      }
    };
  }, [paper, number, scale]);

  useEffect(() => {
    let live = true;
    const place = text.current;
    const pictures = picture.current;
    const run = async () => {
      const [lib, page] = await Promise.all([library(), paper.page(number)]);
      if (!live || place === null) {
        return;
      }
      place.replaceChildren();
      const layer = new lib.TextLayer({
        textContentSource: page.streamTextContent() as ReadableStream,
        container: place,
        viewport: page.getViewport({ scale: 1 }),
      });
      await layer.render();
      const end = document.createElement("div");
      end.className = "pdf-end";
      place.append(end);
    };
    // Without it the page is still there to be read.
    run().catch(() => undefined);
    return () => {
      live = false;
      place?.replaceChildren();
      free(pictures?.querySelector("canvas"));
      void paper.page(number).then(
        (page) => page.cleanup(),
        () => undefined,
      );
    };
  }, [paper, number]);

  const selecting = (event: PointerEvent<HTMLElement>, on: boolean) =>
    event.currentTarget.classList.toggle("pdf-selecting", on);
  return (
    <>
      <div
        className="pdf-whole"
        style={{
          transform: `translate(${-box.x0 * scale}px, ${-box.y0 * scale}px)`,
          ["--total-scale-factor" as string]: scale,
        }}
      >
        <div ref={picture} className="pdf-picture" aria-hidden />
        {marks.map((mark, index) => (
          <div
            key={index}
            className={mark.on ? "pdf-hit pdf-hit-on" : "pdf-hit"}
            style={{
              left: mark.box.x0 * scale,
              top: mark.box.y0 * scale,
              width: (mark.box.x1 - mark.box.x0) * scale,
              height: (mark.box.y1 - mark.box.y0) * scale,
            }}
          />
        ))}
        <div
          ref={text}
          className="pdf-text"
          onPointerDown={(event) => selecting(event, true)}
          onPointerUp={(event) => selecting(event, false)}
        />
      </div>
      {state === "waiting" && <p className="pdf-say">{t("pdf.drawing", { page: number })}</p>}
      {state === "failed" && (
        <p className="pdf-say pdf-say-bad" role="alert">
          {t("pdf.pageFailed", { page: number })}
        </p>
      )}
    </>
  );
}
