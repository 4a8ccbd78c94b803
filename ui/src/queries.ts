import { MutationCache, QueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { clockTime } from "./clock";

/**
 * When something was last saved, local `10:42:07`: when the journal was last seen to have grown. What is not in the
 * journal was not saved. Nothing before the first change that this window saw.
 */
export function useSavedAt(journalSeq: number): string | undefined {
  const [seen, setSeen] = useState<{ seq: number; at?: string }>({ seq: journalSeq });
  if (seen.seq !== journalSeq) {
    setSeen({ seq: journalSeq, at: clockTime() });
  }
  return seen.at;
}

/** Reads are kept until something changes; what the frame shows is read anew after every change. */
export function makeQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false } },
    mutationCache: new MutationCache({
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: ["office"] });
        void queries.invalidateQueries({ queryKey: ["home"] });
      },
    }),
  });
  return queries;
}
