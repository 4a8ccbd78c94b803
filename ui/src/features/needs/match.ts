import type { DemandLine, DemandStatus } from "../../backend";

/** The rows of the board: the seven fields, then what is outside them and what names none. */
export const OTHER = "\u0000other";
export const NONE = "\u0000none";

/** The row of the board that a demand stands in. */
export function rowOf(line: DemandLine): string {
  if (line.field.trim() === "") {
    return NONE;
  }
  return line.priority ? line.field : OTHER;
}

export interface Filter {
  text: string;
  field: string | null;
  status: DemandStatus | null;
}

export const NO_FILTER: Filter = { text: "", field: null, status: null };

/** The demands that hold every word and pass the filter. */
export function found(all: readonly DemandLine[], { text, field, status }: Filter): DemandLine[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return all.filter((line) => {
    const searched = [line.no, line.title, line.field, line.sponsor, line.collected?.from ?? ""]
      .join("\n")
      .toLowerCase();
    return (
      (field === null || rowOf(line) === field) &&
      (status === null || line.status === status) &&
      words.every((word) => searched.includes(word))
    );
  });
}
