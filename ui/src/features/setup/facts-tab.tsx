import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type FactsView, type SetupView } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { SavedAt } from "../../components/saved-at";
import { useUnsaved } from "../../components/unsaved";
import { useAutosave } from "./autosave";
import { clock, draftOf, factsOf, type FactsDraft } from "./facts";
import { FactsForm } from "./facts-form";
import { clockTime } from "../../clock";

/** Facts for the minutes, kept at each pause. What is blank prints as a blank. */
export function FactsTab({ no, view }: { no: string; view: SetupView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(view.facts));
  const [at, setAt] = useState<string | null>(null);
  const [due, setDue] = useState(false);
  const save = useMutation({
    mutationFn: (facts: FactsView) => backend.factsSet(no, facts),
    scope: { id: `setup/${no}` },
    onSuccess: (_, facts) => {
      setAt(clockTime());
      queries.setQueryData<SetupView>(["setup", no], (was) => was && { ...was, facts });
    },
  });
  // Whether the last save went through.
  const last = useRef(Promise.resolve(true));
  const keep = (facts: FactsView) => {
    setDue(false);
    last.current = save.mutateAsync(facts).then(
      () => true,
      () => false,
    );
  };
  const { touch, flush } = useAutosave(keep);
  const closed = view.session.stage === "closed" ? t("setup.closedWhy") : null;
  const change = (part: Partial<FactsDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    setDue(true);
    touch(factsOf(next, view.facts));
  };
  const state = due || save.isPending ? "saving" : save.isError ? "failed" : "saved";
  // A time that is none was never sent: it is lost unless somebody mends it.
  const odd = [draft.started, draft.ended].some((text) => clock(text) === undefined);
  useUnsaved(
    closed !== null || (state === "saved" && !odd)
      ? null
      : {
          what: t(odd ? "setup.factsTimes" : "setup.factsTitle"),
          save: async () => {
            if (save.isError && !due) {
              keep(factsOf(draft, view.facts));
            }
            flush();
            return (await last.current) && !odd;
          },
        },
  );
  return (
    <div className="scroll su-facts-tab">
      <div className="sec-h">
        <h2>
          {t("setup.factsTitle")} <small>{closed ?? t("setup.factsHint")}</small>
        </h2>
        <SavedAt state={state} at={at} />
      </div>
      {save.isError && <ProblemBox error={save.error} />}
      <FactsForm draft={draft} locked={closed !== null} onChange={change} onLeave={flush} />
    </div>
  );
}
