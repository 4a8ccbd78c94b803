import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { useBackend, type BidForm, type BidView } from "../../backend";

/** Typing pauses this long before the rules are asked again. */
const PAUSE_MS = 400;

/** What is typed, `PAUSE_MS` after the last change. */
function usePaused(form: BidForm | null): BidForm | null {
  const [paused, setPaused] = useState(form);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(form), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [form]);
  return form === null ? null : paused;
}

/** A bid as it is typed, and what the rules say of it. Nothing is typed until the first `begin`. */
export function useDraft(view: BidView) {
  const backend = useBackend();
  const [draft, setDraft] = useState<BidForm | null>(null);
  const paused = usePaused(draft);
  const checked = useQuery({
    queryKey: ["bid-check", view.batch, view.no, paused],
    queryFn: () => backend.bidCheck(view.batch, view.no, paused as BidForm),
    enabled: paused !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const editing = draft !== null;
  return {
    editing,
    form: draft ?? view.form,
    changed: draft !== null && JSON.stringify(draft) !== JSON.stringify(view.form),
    checked: editing ? (checked.data ?? view.checked) : view.checked,
    checking: editing && (checked.isFetching || paused !== draft),
    error: editing ? checked.error : null,
    begin: () => setDraft(view.form),
    end: () => setDraft(null),
    set: (part: Partial<BidForm>) => setDraft((now) => ({ ...(now ?? view.form), ...part })),
  };
}

export type Draft = ReturnType<typeof useDraft>;
