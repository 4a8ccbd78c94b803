import { useMutation, useQuery } from "@tanstack/react-query";

import { useBackend } from "../backend";

/** How far long work has come, and a way to stop it. */
export function useProgress() {
  const backend = useBackend();
  const progress = useQuery({
    queryKey: ["progress"],
    queryFn: () => backend.progress(),
    refetchInterval: 200,
    retry: false,
    gcTime: 0,
  });
  const stop = useMutation({ mutationFn: () => backend.stop() });
  const { done, of } = progress.data ?? { done: 0, of: 0 };
  // When it cannot be stopped any more, what follows says how it ended.
  return { done, of, stop: () => stop.mutate(), stopping: stop.isPending || stop.isSuccess };
}
