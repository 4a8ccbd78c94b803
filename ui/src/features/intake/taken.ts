import type { IntakeView, TableKind } from "../../backend";

/** What is imported; other tables are named and left alone. */
export const isTaken = (kind: TableKind) => kind !== "unknown";

/** Whether a file holds tables, and none that can be imported. */
export function strange(view: IntakeView): boolean {
  const kinds = view.sheets.flatMap((sheet) => sheet.tables.map((table) => table.kind));
  return kinds.length > 0 && !kinds.some(isTaken) && !view.sheets.some((sheet) => sheet.own);
}
