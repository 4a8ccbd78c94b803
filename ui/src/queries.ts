import { MutationCache, QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

/** When something was last saved, local `10:42:07`; every successful change is a save. */
let savedAt: string | undefined;
const listeners = new Set<() => void>();

function note(at: string | undefined): void {
  savedAt = at;
  for (const listener of listeners) {
    listener();
  }
}

/** Watches the time of the last save. */
export function useSavedAt(): string | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => savedAt,
  );
}

/** Reads are kept until something changes; what the frame shows is read anew after every change. */
export function makeQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false } },
    mutationCache: new MutationCache({
      onSuccess: () => {
        note(new Date().toLocaleTimeString("en-GB"));
        void queries.invalidateQueries({ queryKey: ["office"] });
        void queries.invalidateQueries({ queryKey: ["home"] });
      },
    }),
  });
  return queries;
}

/** Forgets everything of a vault. */
export function forget(queries: QueryClient): void {
  queries.clear();
  note(undefined);
}
