import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useUnsaved } from "../unsaved";
import { usePlaced, type Placed, type PlaceOf } from "./problems";

/** A form that is being written: what was refused at which field, and whether it was sent with something missing. */
export interface Sheet<A = never> extends Placed {
  /** What last went wrong: a refusal, or that it was sent with something missing. */
  wrong: unknown;
  /** It was sent with something missing: what is missing is marked. */
  called: boolean;
  pending: boolean;
  send: (asked: A | null, missing: readonly string[]) => void;
  /** Something was typed: what was refused of it is no longer so. */
  reset: () => void;
}

/** A form whose saving is an act. What was typed is asked about before it is lost. */
export function useSheetOf<A, V>({
  what,
  dirty,
  save,
  placeOf,
}: {
  /** What the form is for, in words. */
  what: string;
  /** Whether something was typed. */
  dirty: boolean;
  save: UseMutationResult<V, Error, A>;
  placeOf: PlaceOf;
}): Sheet<A> {
  const { t } = useTranslation();
  const [calls, setCalls] = useState(0);
  const placed = usePlaced(save.error, placeOf);
  useUnsaved(
    dirty && !save.isPending && !save.isSuccess ? { what: t("approval.form.work", { what }) } : null,
  );
  return {
    ...placed,
    wrong: save.error ?? (calls === 0 ? null : calls),
    called: calls > 0,
    pending: save.isPending,
    send: (asked, missing) => {
      if (missing.length > 0) {
        setCalls((was) => was + 1);
      } else if (asked !== null && !save.isPending) {
        save.mutate(asked);
      }
    },
    reset: () => {
      // What was saved stays saved; what is typed from then on is not.
      if (save.isError || save.isSuccess) {
        save.reset();
      }
    },
  };
}
