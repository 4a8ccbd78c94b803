import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { useBackend, type Backend, type SheetEdit, type SheetForm } from "../../backend";
import { useAutosave } from "./autosave";

/** The score sheet of a meeting as it is edited. */
export function useSheet(no: string) {
  const backend = useBackend();
  return useQuery({ queryKey: ["sheet", no], queryFn: () => backend.sheetEdit(no) });
}

export interface SheetDraft {
  form: SheetForm;
  /** Changes a part; it is kept at a pause. */
  change: (part: Partial<SheetForm>) => void;
  flush: () => void;
  unsaved: boolean;
  /** Another sheet takes the place of this one: the shipped one, a kept one, one from a workbook. */
  replace: (call: (backend: Backend) => Promise<SheetEdit>, done?: () => void) => void;
  working: boolean;
  error: unknown;
}

/** What is typed stays in the form until the program has it. */
export function useSheetDraft(no: string, edit: SheetEdit): SheetDraft {
  const backend = useBackend();
  const queries = useQueryClient();
  // What the program answers goes straight into the form: by way of the query it would come a moment later than the end of
  // the draft, and what was just added would be gone between.
  const [form, setForm] = useState(edit.form);
  const [unsaved, setUnsaved] = useState(false);
  const run = useMutation({
    mutationFn: (call: (backend: Backend) => Promise<SheetEdit>) => call(backend),
    scope: { id: `setup/${no}` },
    onSuccess: (view) => {
      queries.setQueryData(["sheet", no], view);
      return queries.invalidateQueries({ queryKey: ["setup", no] });
    },
  });
  const latest = useRef(form);
  const put = (next: SheetForm) => {
    latest.current = next;
    setForm(next);
  };
  const { touch, flush } = useAutosave((sent: SheetForm) => {
    run.mutate((to) => to.sheetSave(no, sent), {
      onSuccess: (kept) => {
        // What was typed since stays.
        if (latest.current === sent) {
          put(kept.form);
          setUnsaved(false);
        }
      },
    });
  });
  return {
    form,
    change: (part) => {
      const next = { ...form, ...part };
      put(next);
      setUnsaved(true);
      touch(next);
    },
    flush,
    unsaved,
    replace: (call, done) => {
      flush();
      run.mutate(call, {
        onSuccess: (kept) => {
          put(kept.form);
          setUnsaved(false);
          done?.();
        },
      });
    },
    working: run.isPending,
    error: run.isError ? run.error : null,
  };
}
