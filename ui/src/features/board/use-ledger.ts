import { useQueryClient } from "@tanstack/react-query";

import type { LedgerView } from "../../backend";
import { useChanged } from "./dock";

/** Puts the list that an act gave in the place of the one shown, and reads the meeting anew. */
export function useLedger(no: string): (view: LedgerView) => Promise<void> {
  const queries = useQueryClient();
  const changed = useChanged(no);
  return async (view) => {
    queries.setQueryData(["ledger", no], view);
    await changed();
  };
}
