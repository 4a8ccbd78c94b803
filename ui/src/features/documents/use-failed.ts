import { useQuery, useQueryClient } from "@tanstack/react-query";

/** Papers whose last preview failed in this sitting; kept when one leaves the page. */
export function useFailed(no: string) {
  const queries = useQueryClient();
  const key = ["preview-failed", no];
  const { data } = useQuery<readonly string[]>({
    queryKey: key,
    queryFn: () => [],
    enabled: false,
    initialData: [],
    gcTime: Infinity,
  });
  return {
    ids: data,
    put: (id: string, failed: boolean) =>
      queries.setQueryData<readonly string[]>(key, (was = []) =>
        was.includes(id) === failed ? was : failed ? [...was, id] : was.filter((one) => one !== id),
      ),
  };
}
