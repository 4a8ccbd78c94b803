import { useQueryClient } from "@tanstack/react-query";

/** Reads the result anew after people decided something. */
export function useChanged(no: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ["results", "explain", "board", "documents"].map((name) =>
        queries.invalidateQueries({ queryKey: [name, no] }),
      ),
    );
  };
}
