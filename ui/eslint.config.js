import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const features = ["home", "vault"];

// Who may use whom: only src/backend knows the shell; shared components know no feature; features do not know each other.
const zones = [
  { target: "./src/components", from: "./src/features" },
  { target: "./src/backend", from: ["./src/features", "./src/components"] },
  ...features.map((own) => ({
    target: `./src/features/${own}`,
    from: "./src/features",
    except: [`./${own}`],
  })),
];

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/backend/generated"] },
  ...tseslint.configs.strict,
  {
    files: ["**/*.{ts,tsx,js}"],
    plugins: { "import-x": importX, "react-hooks": reactHooks },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "import-x/no-restricted-paths": ["error", { zones }],
      "max-lines": ["error", 300],
      "no-console": "error",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/backend/**"],
    rules: {
      "no-restricted-imports": ["error", { patterns: ["@tauri-apps/*"] }],
    },
  },
);
