import { keepPreviousData, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";

import { useBackend, type Backend, type DeskSaved, type DeskView } from "../../backend";
import { SaveQueue, type QueueView } from "./save-queue";

export const deskKey = (meeting: string) => ["desk", meeting, "view"];
export const bidKey = (meeting: string, bid: string) => ["desk", meeting, "bid", bid];

/** Puts what the program says after a save in the place of what was read before. */
async function keep(queries: QueryClient, meeting: string, saved: DeskSaved): Promise<void> {
  const own = bidKey(meeting, saved.bid.no);
  // A read that began before the save knows less.
  await Promise.all([
    queries.cancelQueries({ queryKey: own, exact: true }),
    queries.cancelQueries({ queryKey: deskKey(meeting), exact: true }),
  ]);
  queries.setQueryData(own, saved.bid);
  queries.setQueryData<DeskView>(
    deskKey(meeting),
    (view) =>
      view && { ...view, bids: view.bids.map((line) => (line.no === saved.line.no ? saved.line : line)) },
  );
  // The other bids show this one's mark, and the lock what is missing.
  void queries.invalidateQueries({
    queryKey: ["desk", meeting, "bid"],
    refetchType: "none",
    predicate: ({ queryKey }) => queryKey[3] !== saved.bid.no,
  });
  void queries.invalidateQueries({ queryKey: deskKey(meeting), exact: true });
}

function queueOf(backend: Backend, queries: QueryClient, meeting: string): SaveQueue {
  return new SaveQueue(
    (bid, edit) => backend.deskEdit(meeting, bid, edit),
    (saved) => keep(queries, meeting, saved),
  );
}

/** The one queue of a desk, and how it stands. */
export function useSaveQueue(meeting: string): { queue: SaveQueue; saving: QueueView } {
  const backend = useBackend();
  const queries = useQueryClient();
  const [queue] = useState(() => queueOf(backend, queries, meeting));
  const saving = useSyncExternalStore(queue.watch, queue.view);
  useEffect(() => {
    queue.open();
    return () => queue.close();
  }, [queue]);
  const dirty = saving.unsaved.length > 0;
  useEffect(() => {
    if (!dirty) {
      return undefined;
    }
    // The window itself is being closed.
    const ask = (event: BeforeUnloadEvent) => {
      void queue.flush();
      event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty, queue]);
  return { queue, saving };
}

/** A bid, read ahead for its neighbours so that one goes to them at once. */
export function useBid(meeting: string, bid: string, neighbours: readonly string[]) {
  const backend = useBackend();
  const queries = useQueryClient();
  const near = neighbours.join("\n");
  const query = useQuery({
    queryKey: bidKey(meeting, bid),
    queryFn: () => backend.deskBid(meeting, bid),
    placeholderData: keepPreviousData,
  });
  const shown = query.data?.no === bid;
  useEffect(() => {
    if (shown) {
      near
        .split("\n")
        .filter((no) => no !== "")
        .forEach((no) => {
          void queries.prefetchQuery({
            queryKey: bidKey(meeting, no),
            queryFn: () => backend.deskBid(meeting, no),
          });
        });
    }
  }, [backend, queries, meeting, near, shown]);
  return query;
}

/** Whether the window is as wide as `least`. */
export function useWide(least: number): boolean {
  const [media] = useState(() => window.matchMedia(`(min-width: ${least}px)`));
  return useSyncExternalStore(
    (told) => {
      media.addEventListener("change", told);
      return () => media.removeEventListener("change", told);
    },
    () => media.matches,
  );
}
