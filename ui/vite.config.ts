import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The webview is the machine's own WebKit; older ones on supported systems read ES2022.
export default defineConfig({
  plugins: [react()],
  build: { target: "es2022", chunkSizeWarningLimit: 2000 },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test/setup.ts"],
    testTimeout: 20_000,
  },
});
