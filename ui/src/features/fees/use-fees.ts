import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { useBackend, type FeeRowForm, type FeesForm, type FeesView } from "../../backend";

/** Typing pauses this long before it is computed anew. */
const PAUSE_MS = 300;

/** What was recorded, as it would be typed. */
function formOf(view: FeesView): FeesForm {
  return { rows: view.rows.map(({ form }) => form), paid_on: view.paid_on, present_rules: false };
}

function usePaused(form: FeesForm | null): FeesForm | null {
  const [paused, setPaused] = useState(form);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(form), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [form]);
  return form === null ? null : paused;
}

/** The fees of a session as they are typed, and what they come to. */
export function useFees(no: string, kept: FeesView) {
  const backend = useBackend();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<FeesForm | null>(null);
  const paused = usePaused(draft);
  const checked = useQuery({
    queryKey: ["fees-check", no, paused],
    queryFn: () => backend.feesCheck(no, paused as FeesForm),
    enabled: paused !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const form = draft ?? formOf(kept);
  const changed = draft !== null && JSON.stringify(draft) !== JSON.stringify(formOf(kept));
  const save = useMutation({
    mutationFn: () => backend.feesSave(no, form),
    onSuccess: (view) => {
      queries.setQueryData(["fees", no], view);
      setDraft(null);
    },
  });
  const set = (part: Partial<FeesForm>) => {
    save.reset();
    setDraft((was) => ({ ...(was ?? formOf(kept)), ...part }));
  };
  const setRow = (expert: string, part: Partial<FeeRowForm>) =>
    set({ rows: form.rows.map((row) => (row.expert_no === expert ? { ...row, ...part } : row)) });
  return {
    form,
    changed,
    /** What is shown beside: of what is typed, as soon as it is computed. */
    view: draft === null ? kept : (checked.data ?? kept),
    computing: draft !== null && (checked.isFetching || paused !== draft),
    error: checked.error,
    save,
    set,
    setRow,
  };
}

export type Fees = ReturnType<typeof useFees>;
