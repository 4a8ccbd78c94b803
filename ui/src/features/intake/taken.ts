import type { IntakeView, TableKind } from "../../backend";

/** What this version imports; other tables are named and left alone. */
export const isTaken = (kind: TableKind) => kind !== "unknown" && kind !== "demand";

/** What a file is in which nothing can be imported; nothing when something can, or when it holds no table. */
export function strange(view: IntakeView): "demand" | "unknown" | null {
  const kinds = view.sheets.flatMap((sheet) => sheet.tables.map((table) => table.kind));
  if (kinds.length === 0 || kinds.some(isTaken)) {
    return null;
  }
  return kinds.includes("demand") ? "demand" : "unknown";
}
