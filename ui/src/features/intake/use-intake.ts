import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  useBackend,
  type AmountUnit,
  type Backend,
  type CollectedView,
  type IntakeView,
  type TableKind,
} from "../../backend";

/** An edit of the file that is on its way in. */
export type Edit =
  | { act: "correct"; sheet: string; cell: string; text: string }
  | { act: "drop"; sheet: string; row: number; reason: string }
  | { act: "keep"; sheet: string; row: number }
  | { act: "map"; sheet: string; letters: string; field: string | null }
  | { act: "batch"; batch: string }
  | { act: "amend"; sheet: string; row: number; replace: boolean }
  | { act: "amendAll"; replace: boolean }
  | { act: "takeAs"; sheet: string; at: string; kind: TableKind }
  | { act: "unit"; sheet: string; unit: AmountUnit }
  | { act: "forget"; fingerprint: string }
  | { act: "undo" };

function carry(backend: Backend, edit: Edit): Promise<IntakeView> {
  switch (edit.act) {
    case "correct":
      return backend.intakeCorrect(edit.sheet, edit.cell, edit.text);
    case "drop":
      return backend.intakeDrop(edit.sheet, edit.row, edit.reason);
    case "keep":
      return backend.intakeKeep(edit.sheet, edit.row);
    case "map":
      return backend.intakeMap(edit.sheet, edit.letters, edit.field);
    case "batch":
      return backend.intakeBatch(edit.batch);
    case "amend":
      return backend.intakeAmend(edit.sheet, edit.row, edit.replace);
    case "amendAll":
      return backend.intakeAmendAll(edit.replace);
    case "takeAs":
      return backend.intakeTakeAs(edit.sheet, edit.at, edit.kind);
    case "unit":
      return backend.intakeUnit(edit.sheet, edit.unit);
    case "forget":
      return backend.intakeForget(edit.fingerprint);
    case "undo":
      return backend.intakeUndo();
  }
}

/** Edits after which the rows look as before. */
const QUIET = new Set<Edit["act"]>(["batch", "amend", "amendAll"]);
interface Take {
  batch: string;
  collected: CollectedView | null;
  /** Name under which columns matched by hand are remembered; nothing: they are not. */
  remember: string | null;
}

const OPENED = ["intake", "opened"];
export const ROWS = ["intake", "rows"];
/** One after the other: each edit answers with the whole view. */
const scope = { id: "intake" };

/** The file on its way in, as other pages may know it. */
export function useHeld(): IntakeView | null {
  const held = useQuery<IntakeView | null>({
    queryKey: OPENED,
    queryFn: skipToken,
    initialData: null,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return held.data ?? null;
}

/**
 * The file on its way in. The program holds one; its view is kept here while the vault is open, so that whoever looks
 * at another page meanwhile finds every edit again.
 */
export function useIntake() {
  const backend = useBackend();
  const queries = useQueryClient();
  const view = useHeld();
  const show = (view: IntakeView | null) => queries.setQueryData(OPENED, view);
  const forget = () => {
    show(null);
    queries.removeQueries({ queryKey: ROWS });
  };
  const edit = useMutation({
    scope,
    mutationFn: (one: Edit) => carry(backend, one),
    onSuccess: (view, { act }) => {
      show(view);
      // What rows meet in the vault changes nothing of how they look.
      return QUIET.has(act) ? undefined : queries.invalidateQueries({ queryKey: ROWS });
    },
  });
  const take = useMutation({
    scope,
    mutationFn: ({ batch, collected, remember }: Take) => backend.intakeImport(batch, collected, remember),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["bids"] });
      void queries.invalidateQueries({ queryKey: ["experts"] });
      void queries.invalidateQueries({ queryKey: ["demands"] });
    },
  });
  const open = useMutation({
    scope,
    mutationFn: (path: string) => backend.intakeOpen(path),
    onSuccess: (view) => {
      queries.removeQueries({ queryKey: ROWS });
      edit.reset();
      take.reset();
      show(view);
    },
  });
  const close = useMutation({
    scope,
    mutationFn: () => backend.intakeClose(),
    onSuccess: forget,
  });
  return { view, open, edit, take, close, forget };
}

export type Intake = ReturnType<typeof useIntake>;
