import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app";
import { tauri } from "./backend/tauri";
import "./base.css";
import { applyTokens } from "./theme";

applyTokens(document.documentElement);
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App backend={tauri} />
    </StrictMode>,
  );
}
