import type * as T from "./types";

/** The expert's desk. */
export interface DeskCalls {
  deskHome(): Promise<T.DeskHome>;
  cardRead(path: string): Promise<T.CardRead>;
  /** Pins the secretariat once the digits that the secretary reads were typed; gives the meeting's id. */
  cardPin(path: string, typed: string): Promise<string>;
  requestWrite(meeting: string, path: string): Promise<void>;
  taskTake(path: string): Promise<T.TaskTaken>;
  desk(meeting: string): Promise<T.DeskView>;
  /** Signs in at this laptop and writes the pack that says so. */
  deskSignIn(meeting: string, path: string): Promise<T.DeskHome>;
  pledge(meeting: string): Promise<T.DeskView>;
  deskBid(meeting: string, bid: string): Promise<T.DeskBid>;
  deskEdit(meeting: string, bid: string, edit: T.DeskEdit): Promise<T.DeskSaved>;
  deskRecuse(meeting: string, bid: string, ground: T.Ground, evidence: string): Promise<T.DeskView>;
  /** `seen`: the own use of the scale was seen and confirmed, which is signed as well. */
  deskLock(meeting: string, seen: boolean): Promise<T.DeskView>;
  /** Stands by a deviating score about which the office asked. */
  deskUphold(meeting: string, bid: string, criterion: string | null, reason: string): Promise<T.DeskView>;
  /** Opens the sheet of an item about which the office asked. */
  deskReconsider(meeting: string, bid: string): Promise<T.DeskView>;
  /** The own signed versions of a sheet. */
  deskVersions(meeting: string, bid: string): Promise<T.SheetVersions>;
  scoresWrite(meeting: string, path: string): Promise<string>;
  /** This laptop's request as a QR code: an SVG. */
  requestCode(meeting: string): Promise<string>;
  /** Forgets an archived meeting and writes the receipt. */
  deskClear(meeting: string, path: string): Promise<T.DeskHome>;
  /** Writes the signed receipt of a laptop that was cleared out once more. */
  deskReceipt(meeting: string, path: string): Promise<void>;
}
