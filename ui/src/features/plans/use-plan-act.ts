import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { PlanView } from "../../backend";
import type { PlaceOf } from "../../components/form/problems";
import { useSheetOf, type Sheet } from "../../components/form/use-sheet";

/** Where a plan stands: `onGo` gets it. */
export const planPath = (no: string): string => `/plans/of/${encodeURIComponent(no)}`;
/** Where a plan is begun for a decision. */
export const draftPath = (decisionNo: string): string => `/plans/new/${encodeURIComponent(decisionNo)}`;
/** Where the course of a project stands. */
export const coursePath = (no: string): string => `/projects/of/${encodeURIComponent(no)}`;

/** A form whose saving is an act on a plan: it, the book and what follows from it are read anew before it counts as done. */
export function usePlanSheet<A>({
  act,
  done,
  ...form
}: {
  what: string;
  dirty: boolean;
  act: (asked: A) => Promise<PlanView>;
  placeOf: PlaceOf;
  done?: (view: PlanView) => void;
}): Sheet<A> {
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: act,
    onSuccess: async (view) => {
      queries.setQueryData(["plan", view.no], view);
      const touched = ["plans", "planDraft", "projects", "course", "dues"];
      await Promise.all(touched.map((queryKey) => queries.invalidateQueries({ queryKey: [queryKey] })));
      done?.(view);
    },
  });
  return useSheetOf({ ...form, save });
}
