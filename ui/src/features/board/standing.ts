import { useQuery } from "@tanstack/react-query";

import { useBackend, type BoardView, type Gate, type GateName } from "../../backend";

/** The gates of scoring that a sheet on its way back to its expert keeps open. */
const OPENED: readonly GateName[] = ["scoring", "lock", "tally"];

/**
 * The gates as they are shown: one of them is current, the first that was not passed. While a signed sheet is returned and the
 * new one is waited for, scoring is not passed.
 */
export function standing({ gates, returns }: Pick<BoardView, "gates" | "returns">): Gate[] {
  const waits = returns.some((one) => one.waits);
  const open = (gate: Gate): Gate =>
    waits && OPENED.includes(gate.gate) && (gate.state === "past" || gate.state === "now")
      ? { ...gate, state: gate.gate === "scoring" ? "now" : "next" }
      : gate;
  const shown = gates.map(open);
  const now = shown.findIndex(({ state }) => state === "now");
  return shown.map((gate, at) => (gate.state === "now" && at > now ? { ...gate, state: "next" } : gate));
}

/** The gate at which a meeting stands, as the board on screen has it; nothing while no board is read, or all gates are passed. */
export function useGateNow(no: string | null): GateName | null {
  const backend = useBackend();
  const board = useQuery({
    queryKey: ["board", no],
    queryFn: () => backend.board(no ?? ""),
    // The board itself reads it.
    enabled: false,
  });
  const gates = board.data === undefined ? [] : standing(board.data);
  return gates.find(({ state }) => state === "now")?.gate ?? null;
}
