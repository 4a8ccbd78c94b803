// What is shared comes first: a feature's own style sheet has the last word.
import "./css/base.css";
import "./css/demands.css";
import "./css/gate.css";
import "./css/home.css";
import "./css/panes.css";
import "./css/tables.css";
import "./frame/chain.css";
import "./frame/frame.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app";
import { tauri } from "./backend/tauri";
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
