import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { ApprovalView } from "../../backend";
import type { PlaceOf } from "../../components/form/problems";
import { useSheetOf, type Sheet } from "../../components/form/use-sheet";

/** An act on a decision: it, the book and the projects are read anew before it counts as done. */
export function useApprovalAct<A>(
  act: (asked: A) => Promise<ApprovalView>,
  done?: (view: ApprovalView) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (view) => {
      queries.setQueryData(["approval", view.no], view);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["approvals"] }),
        queries.invalidateQueries({ queryKey: ["projects"] }),
      ]);
      done?.(view);
    },
  });
}

/** A form whose saving is an act on a decision. */
export function useSheet<A>({
  act,
  done,
  ...form
}: {
  what: string;
  dirty: boolean;
  act: (asked: A) => Promise<ApprovalView>;
  placeOf: PlaceOf;
  done?: (view: ApprovalView) => void;
}): Sheet<A> {
  return useSheetOf({ ...form, save: useApprovalAct(act, done) });
}
