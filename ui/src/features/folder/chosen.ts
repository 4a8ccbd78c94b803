import type { FolderPaper, PaperChoice, PaperKind } from "../../backend";

/** What a human has chosen for a file. */
export interface Chosen {
  take: boolean;
  bid: string | null;
  kind: PaperKind | null;
}

/** What is proposed: a file that fits one bid and says what it is; never one that is attached already. */
export function chosenAtFirst(file: FolderPaper): Chosen {
  const bid = file.bids.length === 1 ? (file.bids[0] ?? null) : null;
  return { bid, kind: file.kind, take: bid !== null && file.kind !== null && !file.attached };
}

/** The files that are taken and whose bid and kind are known. */
export function confirmed(files: readonly FolderPaper[], chosen: readonly Chosen[]): PaperChoice[] {
  return files.flatMap((file, at) => {
    const one = chosen[at];
    return one !== undefined && one.take && one.bid !== null && one.kind !== null
      ? [{ path: file.path, bid_no: one.bid, kind: one.kind }]
      : [];
  });
}
