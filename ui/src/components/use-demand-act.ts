import { useMutation, useQueryClient } from "@tanstack/react-query";

/** An act on demands or lists: whatever shows any of them is read anew before it counts as done. */
export function useDemandAct<A, T>(act: (asked: A) => Promise<T>, done?: (value: T) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (value) => {
      await queries.invalidateQueries({ queryKey: ["demands"] });
      done?.(value);
    },
  });
}
