import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { OverviewView } from "../../backend";
import type { PlaceOf } from "../../components/form/problems";
import { useSheetOf, type Sheet } from "../../components/form/use-sheet";

/** Where the course of a project stands. */
export const coursePath = (no: string): string => `/projects/of/${encodeURIComponent(no)}`;

/** A form whose saving changes what the overview shows. */
export function useOverviewSheet<A>({
  act,
  done,
  ...form
}: {
  what: string;
  dirty: boolean;
  act: (asked: A) => Promise<OverviewView>;
  placeOf: PlaceOf;
  done: () => void;
}): Sheet<A> {
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: act,
    onSuccess: (view) => {
      queries.setQueryData(["overview"], view);
      done();
    },
  });
  return useSheetOf({ ...form, save });
}
