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
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

async function read(chunks: Record<string, () => Promise<string>>, end: string): Promise<Uint8Array> {
  const path = Object.keys(chunks).find((name) => name.endsWith(`/${end}`));
  const chunk = path === undefined ? undefined : chunks[path];
  if (chunk === undefined) {
    throw new Error(`not part of the program: ${end}`);
  }
  return bytesOf(await chunk());
}

/** Tables from the codes of a Chinese, Japanese or Korean font to its characters. */
export class CMaps {
  async fetch({ name }: { name: string }): Promise<{ cMapData: Uint8Array; isCompressed: boolean }> {
    return { cMapData: await read(cmaps, `${name}.bcmap`), isCompressed: true };
  }
}

/** The fourteen fonts that a paper may take for granted. */
export class StandardFonts {
  fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    return read(fonts, filename);
  }
}

/** Where the decoder of JPEG 2000 lies; the worker imports it from there. */
export const DECODERS = import.meta.env.DEV ? "/node_modules/pdfjs-dist/wasm/" : "/pdf/";
