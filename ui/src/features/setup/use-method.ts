import { useRef, useState } from "react";

import type { MethodForm, SetupView } from "../../backend";
import { useAutosave } from "./autosave";
import { useSetupChange } from "./use-setup";

export interface MethodDraft {
  form: MethodForm;
  /** Changes a part. What is typed is kept at a pause, what is chosen at once. */
  change: (part: Partial<MethodForm>, typed?: boolean) => void;
  /** Keeps what is due now. */
  flush: () => void;
  /** Whether something is not kept yet. */
  unsaved: boolean;
  error: unknown;
}

/** The method as it is chosen, kept as one goes. What was refused stays in the form. */
export function useMethod(no: string, view: SetupView): MethodDraft {
  const [draft, setDraft] = useState<MethodForm | null>(null);
  const [unsaved, setUnsaved] = useState(false);
  const latest = useRef<MethodForm | null>(null);
  const save = useSetupChange(no, (backend, form: MethodForm) => backend.methodSet(no, form));
  const { touch, flush } = useAutosave((sent: MethodForm) => {
    save.mutate(sent, {
      onSuccess: (kept) => {
        // What was typed since stays.
        if (latest.current === sent) {
          setDraft(kept.method);
          setUnsaved(false);
        }
      },
    });
  });
  const form = draft ?? view.method;
  const change = (part: Partial<MethodForm>, typed = false) => {
    const next = { ...form, ...part };
    latest.current = next;
    setDraft(next);
    setUnsaved(true);
    touch(next);
    if (!typed) {
      flush();
    }
  };
  return { form, change, flush, unsaved, error: save.isError ? save.error : null };
}
