import type { CriterionView, DeskBid } from "../../backend";
import { stuck, type Unsaved } from "./save-queue";

/** The own mark of a scored part. */
export function markOf(bid: DeskBid, criterion: string, sub: string): string | undefined {
  return bid.subs.find(([of, id]) => of === criterion && id === sub)?.[2];
}

/** What is given so far of a criterion of which a part is missing, as the program has it. */
export function soFarOf(bid: DeskBid, criterion: string): string | undefined {
  return bid.so_far.find(([of]) => of === criterion)?.[1];
}

/** How many scored parts of a criterion are open, where some are given. */
export function openParts(bid: DeskBid, criterion: CriterionView): number {
  const given = bid.subs.filter(([of]) => of === criterion.id).length;
  return given === 0 ? 0 : criterion.subs.length - given;
}

/** Whether an edit is about the mark of a criterion or of a part of it. */
export function isMarkOf(what: string, criterion: string): boolean {
  return what === `mark/${criterion}` || what.startsWith(`sub/${criterion}/`);
}

/** The mark of a criterion, or of a part of it, that does not go into the vault by itself. */
export function stuckMark(bid: string, criterion: string, unsaved: readonly Unsaved[]): Unsaved | undefined {
  return unsaved.find((entry) => entry.bid === bid && isMarkOf(entry.what, criterion) && stuck(entry));
}
