// What a paper that does not carry its own fonts needs, as chunks of the program: nothing is fetched, so that the
// window's policy may forbid fetching altogether. A chunk is read only when a paper asks for it.
const cmaps = import.meta.glob<string>("/node_modules/pdfjs-dist/cmaps/*.bcmap", {
  query: "?inline",
  import: "default",
});
const fonts = import.meta.glob<string>("/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}", {
  query: "?inline",
  import: "default",
});

/** The bytes of a `data:` address. */
export function bytesOf(address: string): Uint8Array {
  const text = atob(address.slice(address.indexOf(",") + 1));
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    bytes[at] = text.charCodeAt(at);
  }
  return bytes;
}

/**
 * Tables from the codes of a Chinese, Japanese or Korean font to its characters, and the fourteen fonts that a paper
 * may take for granted. pdf.js makes one for each paper and asks it in place of the network.
 */
export class Chunks {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const all = { ...cmaps, ...fonts };
    const path = Object.keys(all).find((name) => name.endsWith(`/${filename}`));
    const chunk = path === undefined ? undefined : all[path];
    if (chunk === undefined) {
      throw new Error(`not part of the program: ${filename}`);
    }
    return bytesOf(await chunk());
  }
}

/** Where the decoder of JPEG 2000 lies; the worker imports it from there. */
export const DECODERS = import.meta.env.DEV ? "/node_modules/pdfjs-dist/wasm/" : "/pdf/";
