import { useQuery } from "@tanstack/react-query";

import { useBackend, type SetupView } from "../../backend";

/** A name without the spaces that typists put between its characters. */
const bare = (name: string) => name.replace(/\s/g, "");

/**
 * The name of the chair whose assent an act needs, as the board has it; nothing where none is recorded, or where the chair left or
 * leaves. The program decides: this only says it before the last step.
 */
export function useChair(no: string, view: SetupView, leaves: string | null): string | null {
  const backend = useBackend();
  const board = useQuery({ queryKey: ["board", no], queryFn: () => backend.board(no), retry: false });
  const conduct = board.data?.conduct;
  const chair = conduct?.chair?.expert_no;
  const left = conduct?.present.some((one) => one.expert_no === chair && one.left_at !== null) === true;
  return left || chair === leaves ? null : (view.panel.find((one) => one.no === chair)?.name ?? null);
}

/** Whether a name that was typed is another than the chair's. */
export function isAnother(typed: string, chair: string | null): boolean {
  return chair !== null && bare(typed) !== "" && bare(typed) !== bare(chair);
}
