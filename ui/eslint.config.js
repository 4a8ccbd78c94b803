import { readdirSync } from "node:fs";

import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// Every folder there: a new feature is held to the rules from its first day.
const features = readdirSync(new URL("./src/features", import.meta.url));

/** Files of `files` may not import what matches `patterns`. */
const mayNot = (files, patterns, message) => ({
  files,
  rules: {
    "no-restricted-imports": ["error", { patterns: patterns.map((group) => ({ group: [group], message })) }],
  },
});

// Who may use whom: only src/backend knows the shell; shared components know no feature; features do not know each other.
const shell = "@tauri-apps/*";
export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/backend/generated"] },
  ...tseslint.configs.strict,
  {
    files: ["**/*.{ts,tsx,js}"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "max-lines": ["error", 300],
      "no-console": "error",
    },
  },
  mayNot(["src/*.{ts,tsx}", "src/i18n/**", "src/test/**"], [shell], "only src/backend knows the shell"),
  mayNot(["src/backend/**"], ["**/features/**", "**/components/**"], "the backend knows no screen"),
  mayNot(
    ["src/components/**"],
    [shell, "**/features/**"],
    "shared components know neither the shell nor a feature",
  ),
  ...features.map((own) =>
    mayNot(
      [`src/features/${own}/**`],
      [shell, ...features.filter((other) => other !== own).map((other) => `**/${other}/**`)],
      "a feature knows neither the shell nor another feature",
    ),
  ),
);
