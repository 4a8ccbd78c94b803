import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { useBackend, type Backend, type SetupView } from "../../backend";

/** The set-up of a meeting as the program last said it. */
export function useSetup(no: string) {
  const backend = useBackend();
  return useQuery({ queryKey: ["setup", no], queryFn: () => backend.setup(no) });
}

/** A change that answers with the whole set-up. Changes of one meeting run one after the other. */
export function useSetupChange<V>(no: string, call: (backend: Backend, asked: V) => Promise<SetupView>) {
  const backend = useBackend();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: V) => call(backend, asked),
    scope: { id: `setup/${no}` },
    onSuccess: (view) => {
      queries.setQueryData(["setup", no], view);
    },
  });
}

export type SetupChange<V> = ReturnType<typeof useSetupChange<V>>;
