import { useMutation, useQueryClient } from "@tanstack/react-query";

import { useBackend, type CourseStep, type CourseView } from "../../backend";
import type { PlaceOf } from "../../components/form/problems";
import { useSheetOf, type Sheet } from "../../components/form/use-sheet";

const TOUCHED = ["projects", "project", "dues", "office", "setup"] as const;

/** A form whose saving is a step of a project: the course and what follows from it are read anew before it counts as done. */
export function useCourseSheet({
  no,
  done,
  ...form
}: {
  no: string;
  what: string;
  dirty: boolean;
  placeOf: PlaceOf;
  done?: (view: CourseView) => void;
}): Sheet<CourseStep> {
  const backend = useBackend();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (step: CourseStep) => backend.courseStep(no, step),
    onSuccess: async (view) => {
      queries.setQueryData(["course", no], view);
      await Promise.all(TOUCHED.map((key) => queries.invalidateQueries({ queryKey: [key] })));
      done?.(view);
    },
  });
  return useSheetOf({ ...form, save });
}
