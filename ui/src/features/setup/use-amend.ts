import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import {
  useBackend,
  type AmendDraftForm,
  type AmendDraftView,
  type AmendForm,
  type AmendPreview,
} from "../../backend";
import { useAutosave } from "./autosave";

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

/** The draft of another sheet and another method. */
export function useAmendDraft(no: string, wanted: boolean) {
  const backend = useBackend();
  return useQuery({
    queryKey: ["amend-draft", no],
    queryFn: () => backend.amendDraft(no),
    enabled: wanted,
    gcTime: 0,
  });
}

/** The draft as it is typed: it stays in the form until the program has it. */
export function useDraftForm(no: string, start: AmendDraftView) {
  const backend = useBackend();
  const queries = useQueryClient();
  const [form, setForm] = useState(start.form);
  const [unsaved, setUnsaved] = useState(false);
  const latest = useRef(form);
  const put = (next: AmendDraftForm) => {
    latest.current = next;
    setForm(next);
  };
  const run = useMutation({
    mutationFn: (sent: AmendDraftForm | null) =>
      sent === null ? backend.amendDraftDrop(no) : backend.amendDraftSave(no, sent),
    scope: { id: `setup/${no}` },
    onSuccess: (kept, sent) => {
      queries.setQueryData(["amend-draft", no], kept);
      // What was typed since stays.
      if (sent === null || latest.current === sent) {
        put(kept.form);
        setUnsaved(false);
      }
      return queries.invalidateQueries({ queryKey: ["amend", no] });
    },
  });
  const { touch, flush } = useAutosave((sent: AmendDraftForm) => run.mutate(sent));
  return {
    form,
    unsaved,
    flush,
    working: run.isPending,
    error: run.isError ? run.error : null,
    change: (part: Partial<AmendDraftForm>) => {
      const next = { ...latest.current, ...part };
      put(next);
      setUnsaved(true);
      touch(next);
    },
    drop: () => {
      flush();
      run.mutate(null);
    },
  };
}
