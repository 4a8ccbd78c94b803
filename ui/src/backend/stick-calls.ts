import type * as T from "./types";

/** A backup on a stick, before any vault is open. */
export interface StickCalls {
  /** What it says of itself. */
  stick(folder: string): Promise<T.StickView>;
  /** Brings a vault back from it into a new folder, and opens that. */
  bringBack(backup: string, folder: string, passphrase: string): Promise<T.HomeFacts>;
}
