import { useQuery } from "@tanstack/react-query";

import { useBackend, type AmendForm, type AmendPreview } from "../../backend";

/** What an amendment would do, asked anew with every choice; reason and assent change nothing of it. */
export function useAmendLook(no: string, form: AmendForm, chosen: boolean) {
  const backend = useBackend();
  const { kind, bid_no, expert_no, by_no, counts } = form;
  return useQuery({
    queryKey: ["amend", no, kind, bid_no, expert_no, by_no, counts],
    queryFn: () => backend.amendPreview(no, { ...form, reason: "", approved_by: "" }),
    enabled: chosen,
    gcTime: 0,
    retry: false,
  });
}

export type AmendLook = { data: AmendPreview | undefined; isError: boolean; error: unknown };
