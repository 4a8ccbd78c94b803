import type { DocumentLine, PaperState, Phase } from "../../backend";
import type { MarkKind } from "../../components/marks";
import { documents } from "../../i18n/zh/documents";

export const PHASES: readonly Phase[] = ["before", "scoring", "conclusion"];

/** A state is a shape first. */
export const STATE_MARK: Readonly<Record<PaperState, MarkKind>> = {
  ready: "none",
  saved: "done",
  stale: "warn",
  blocked: "lock",
};

/** The form of a paper as a key of texts, when it has words: `minutes-bid`, `expert-score-sheet/Z1`. */
export function formOf({ id }: DocumentLine): keyof typeof documents.forms | null {
  const key = (id.split("/")[0] ?? id).replace(/-xlsx$/, "").replaceAll("-", "_");
  return Object.hasOwn(documents.forms, key) ? (key as keyof typeof documents.forms) : null;
}

/** In the order of the list: by phase, and in each as they came. */
export function inOrder(documents: readonly DocumentLine[]): DocumentLine[] {
  return PHASES.flatMap((phase) => documents.filter((line) => line.phase === phase));
}

/** Whether its pages can be shown and printed. */
export function hasPages(line: DocumentLine): boolean {
  return line.format === "pdf" && line.state !== "blocked";
}

/** What a preview is made of: other data are another paper. */
export function previewKey(no: string, line: DocumentLine): string[] {
  return ["documents", no, "preview", line.id, line.digest ?? ""];
}

/** A name for the file that is proposed: that of the saved one, or the title. */
export function fileName(line: DocumentLine): string {
  return line.file ?? `${line.title.replace(/[\\/:*?"<>|\s]+/g, "_")}.${line.format}`;
}

/** `9f3c 41e0 …`: sixteen groups, four in a row. */
export function digestRows(digest: string): string[] {
  const groups = digest.trim().split(/\s+/);
  const rows = Array.from({ length: Math.ceil(groups.length / 4) }, (_, row) =>
    groups.slice(row * 4, row * 4 + 4),
  );
  return rows.map((row) => row.join(" "));
}
