import { useQueryClient } from "@tanstack/react-query";

/** Reads anew what an archive that came or went changes: the rooms, and the set of papers. */
export function useRoomsChanged(no: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ["rooms", "documents"].map((key) => queries.invalidateQueries({ queryKey: [key, no] })),
    );
    await queries.invalidateQueries({ queryKey: ["journal"] });
  };
}
