import { readFileSync } from "node:fs";

import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** pdf.js imports its decoder of JPEG 2000 by this very name, at run time and without WebAssembly. */
function pdfDecoder(): Plugin {
  const name = "openjpeg_nowasm_fallback.js";
  return {
    name: "pdf-decoder",
    apply: "build",
    generateBundle() {
      const source = readFileSync(new URL(`node_modules/pdfjs-dist/wasm/${name}`, import.meta.url));
      this.emitFile({ type: "asset", fileName: `pdf/${name}`, source });
    },
  };
}

// The webview is the machine's own WebKit; older ones on supported systems read ES2022.
export default defineConfig({
  plugins: [react(), pdfDecoder()],
  // Tables and fonts of pdf.js, see src/components/pdf/assets.ts.
  assetsInclude: ["**/*.bcmap", "**/*.pfb"],
  build: { target: "es2022", chunkSizeWarningLimit: 2000 },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test/setup.ts"],
    testTimeout: 20_000,
  },
});
