import { invoke } from "@tauri-apps/api/core";

import { Refused, type Problem } from ".";

/** Calls a command of the shell; a refusal arrives as a list of findings with their words. */
export async function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (error) {
    if (Array.isArray(error)) {
      throw new Refused(error as Problem[]);
    }
    throw error;
  }
}
