import type { ApprovalBid, ApprovalView, DecidedForm, Departs, RulingForm, Standing } from "../../backend";
import { fenOf, plain } from "../../components/amount";

/** One bid as it is being decided. */
export interface Row {
  bid: ApprovalBid;
  standing: Standing;
  award: string;
  reason: string;
}

/** The rows of a ruling: as the one in force has them, before the first as the panels left them. */
export function rowsOf(view: ApprovalView): Row[] {
  return view.bids.map((bid) => {
    const said = bid.decided !== null;
    return {
      bid,
      standing: bid.decided ?? bid.panel,
      award: (said ? bid.award : bid.panel_award) ?? "",
      reason: bid.reason,
    };
  });
}

/** How a row departs from the panel. */
export function departs({ bid, standing, award }: Row): Departs | null {
  if (bid.panel === "none") {
    return standing === "none" ? null : "added";
  }
  if (standing === "none") {
    return "left_out";
  }
  if (standing !== bid.panel) {
    return "other_standing";
  }
  const typed = fenOf(award);
  const other = typed !== null && typed !== fenOf(bid.panel_award ?? "");
  return standing === "recommended" && other ? "other_amount" : null;
}

/**
 * Whether bids of one panel that stay on the list stand in another order than `before`. Lists of different panels are not
 * compared: their points are not alike.
 */
export function reorders(before: readonly Row[], now: readonly Row[]): boolean {
  const kept = new Set(
    now.filter((row) => row.bid.panel !== "none" && row.standing !== "none").map((row) => row.bid.bid_no),
  );
  const order = (rows: readonly Row[], session: string) =>
    rows.filter(({ bid }) => bid.session_no === session && kept.has(bid.bid_no)).map(({ bid }) => bid.bid_no);
  const sessions = new Set(now.map((row) => row.bid.session_no));
  return [...sessions].some((one) => order(before, one).join("\n") !== order(now, one).join("\n"));
}

/** The sum of the awards, fen; what is no amount counts as none. */
export function sumOf(rows: readonly Row[]): bigint {
  return rows
    .filter((row) => row.standing === "recommended")
    .reduce((sum, row) => sum + (fenOf(row.award) ?? 0n), 0n);
}

/** What a row lacks. */
export function lacks(row: Row): ("award" | "reason")[] {
  return [
    ...(row.standing === "recommended" && fenOf(row.award) === null ? (["award"] as const) : []),
    ...(departs(row) !== null && row.reason.trim() === "" ? (["reason"] as const) : []),
  ];
}

/** A row as it is sent: a reason stays only where it departs. */
export function sent(row: Row): DecidedForm {
  return {
    bid_no: row.bid.bid_no,
    standing: row.standing,
    award: row.standing === "recommended" ? plain(row.award) : "",
    reason: departs(row) === null ? "" : row.reason.trim(),
  };
}

/** Moves a row up or down by one. */
export function moved(rows: readonly Row[], at: number, by: number): Row[] {
  const next = [...rows];
  const row = next[at];
  const other = next[at + by];
  if (row !== undefined && other !== undefined) {
    next[at] = other;
    next[at + by] = row;
  }
  return next;
}

/** What is said of the meeting itself. */
export type Meeting = Omit<RulingForm, "items">;

/** What a further ruling begins with: the order's reason of the one in force, for its order stays. */
export function meetingOf(view: ApprovalView): Meeting {
  const last = view.rulings.at(-1);
  return {
    on: view.today,
    meeting: last?.meeting ?? "",
    minutes_no: "",
    attendance: "",
    by: last?.by ?? "meeting",
    order_reason: last?.order_reason ?? "",
    because: "",
    objections: view.objections.filter((one) => one.state === "answered").map((one) => one.no),
  };
}
