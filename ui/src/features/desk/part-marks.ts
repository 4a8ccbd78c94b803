import type { CriterionView, DeskBid, SubView } from "../../backend";
import { unsavedOf } from "./lines";
import { stuck, type Unsaved } from "./save-queue";
import type { Work } from "./work";

/** The own mark of a scored part. */
export function markOf(bid: DeskBid, criterion: string, sub: string): string | undefined {
  return bid.subs.find(([of, id]) => of === criterion && id === sub)?.[2];
}

/** What is given so far of a criterion of which a part is missing, as the program has it. */
export function soFarOf(bid: DeskBid, criterion: string): string | undefined {
  return bid.so_far.find(([of]) => of === criterion)?.[1];
}

/** The scored parts of a criterion that have no mark, or one that was refused. */
export function openParts(bid: DeskBid, criterion: CriterionView, unsaved: readonly Unsaved[]): SubView[] {
  const refused = (sub: string) =>
    unsavedOf(bid.no, `sub/${criterion.id}/${sub}`, unsaved)?.state === "failed";
  return criterion.subs.filter(({ id }) => markOf(bid, criterion.id, id) === undefined || refused(id));
}

/** Whether an edit is about the mark of a criterion or of a part of it. */
export function isMarkOf(what: string, criterion: string): boolean {
  return what === `mark/${criterion}` || what.startsWith(`sub/${criterion}/`);
}

/** The mark of a criterion, or of a part of it, that does not go into the vault by itself. */
export function stuckMark(bid: string, criterion: string, unsaved: readonly Unsaved[]): Unsaved | undefined {
  return unsaved.find((entry) => entry.bid === bid && isMarkOf(entry.what, criterion) && stuck(entry));
}

/** Criteria that have no mark yet, or one that does not go into the vault by itself. */
export function emptyOf({ bid, view, unsaved }: Work): CriterionView[] {
  const marked = new Set(bid.marks.map(([criterion]) => criterion));
  return view.criteria.filter(({ id }) => !marked.has(id) || stuckMark(bid.no, id, unsaved) !== undefined);
}

/** Whether the sheet was amended since the item was typed, so that its expert has to look through it and confirm it. */
export function toConfirm({ bid, view, frozen }: Work): boolean {
  return !frozen && view.bids.some(({ no, confirm }) => no === bid.no && confirm);
}
