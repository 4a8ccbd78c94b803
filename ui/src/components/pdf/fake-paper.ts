import { vi } from "vitest";

import type { Paper, PDFPageProxy } from "./engine";

/** A paper for tests: each page its lines of text. What was drawn and closed is told. */
export function fakePaper(pages: readonly (readonly string[])[], size: [number, number] = [595, 842]) {
  const [width, height] = size;
  const drawn: number[] = [];
  const page = (number: number) => {
    const items = (pages[number - 1] ?? []).map((str, line) => ({
      str,
      transform: [12, 0, 0, 12, 90, height - 100 - line * 20],
      width: str.length * 12,
      height: 12,
    }));
    return {
      getViewport: ({ scale }: { scale: number }) => ({
        width: width * scale,
        height: height * scale,
        rotation: 0,
        transform: [scale, 0, 0, -scale, 0, height * scale],
      }),
      streamTextContent: () =>
        new ReadableStream({
          start(controller) {
            controller.enqueue({ items, styles: {}, lang: null });
            controller.close();
          },
        }),
      render: () => {
        drawn.push(number);
        return { promise: Promise.resolve(), cancel: () => undefined };
      },
      cleanup: () => true,
    } as unknown as PDFPageProxy;
  };
  const close = vi.fn();
  const paper: Paper = {
    pages: pages.length,
    page: (number) => Promise.resolve(page(number)),
    close,
  };
  return { paper, drawn, close };
}

/** pdf.js as far as the reader uses it directly. */
export const fakeLibrary = {
  TextLayer: class {
    render() {
      return Promise.resolve();
    }
  },
};

/** jsdom draws nothing. */
export function stubCanvas(): void {
  HTMLCanvasElement.prototype.getContext = (() => null) as typeof HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.toDataURL = () => "data:image/png;base64,AA==";
}
