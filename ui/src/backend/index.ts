import { createContext, useContext } from "react";

import type { AppFacts } from "./generated/AppFacts";
import type { HomeFacts } from "./generated/HomeFacts";
import type { Problem } from "./generated/Problem";
import type { Role } from "./generated/Role";
import type { VaultCard } from "./generated/VaultCard";

export type { AppFacts, HomeFacts, Problem, Role, VaultCard };

/** What the window can ask of the program. Every call may reject with a `Refused`. */
export interface Backend {
  facts(): Promise<AppFacts>;
  peek(folder: string): Promise<VaultCard>;
  create(folder: string, role: Role, owner: string, passphrase: string): Promise<HomeFacts>;
  open(folder: string, passphrase: string): Promise<HomeFacts>;
  home(): Promise<HomeFacts>;
  lock(): Promise<void>;
  /** Lets the user choose a folder; nothing when the dialog was closed. */
  chooseFolder(): Promise<string | null>;
}

/** A refusal with its words. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = "Refused";
    this.problem = problem;
  }
}

/** The words of whatever went wrong: those of a refusal, or the bare message of a fault. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refused) {
    return error.problem;
  }
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: "internal",
    severity: "error",
    place: null,
    params: [],
    zh: `程序内部出错：${text}`,
    en: `A fault of the program: ${text}`,
    remedy_zh: "请记下这段文字并联系维护人员；已经保存的数据不受影响。",
    remedy_en: "Write this down and ask for help; what was saved is safe.",
  };
}

const BackendContext = createContext<Backend | null>(null);
export const BackendProvider = BackendContext.Provider;

/** The backend of this window. */
export function useBackend(): Backend {
  const backend = useContext(BackendContext);
  if (backend === null) {
    throw new Error("no backend");
  }
  return backend;
}
