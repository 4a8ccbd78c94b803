import { invoke } from "@tauri-apps/api/core";
import { open } from "@tauri-apps/plugin-dialog";

import { Refused, type Backend, type Problem } from ".";

/** Calls a command of the shell; a refusal arrives as an object with its words. */
async function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error) {
      throw new Refused(error as Problem);
    }
    throw error;
  }
}

/** The real backend: the shell's commands. */
export const tauri: Backend = {
  facts: () => call("app_facts"),
  peek: (folder) => call("vault_peek", { folder }),
  create: (folder, role, owner, passphrase) => call("vault_create", { folder, role, owner, passphrase }),
  open: (folder, passphrase) => call("vault_open", { folder, passphrase }),
  home: () => call("vault_home"),
  lock: () => call("vault_lock"),
  chooseFolder: () => open({ directory: true, multiple: false }),
};
