import { useMutation } from "@tanstack/react-query";

import { useBackend, type BoardView, type Gate, type GateForm, type GateName } from "../../backend";
import { useChanged } from "./dock";

/** Records one or several words at a gate, in their order, and reads the meeting anew. */
export function useGateAct(no: string) {
  const backend = useBackend();
  const changed = useChanged(no);
  return useMutation({
    mutationFn: async ({
      forms,
      skipping = null,
    }: {
      forms: readonly GateForm[];
      skipping?: string | null;
    }) => {
      for (const form of forms) {
        await backend.gateRecord(no, form, skipping);
      }
    },
    onSettled: changed,
  });
}

export type GateAct = ReturnType<typeof useGateAct>;

/** Gates that nobody recorded and that recording `gate` would leave out. */
export function skipped(gates: readonly Gate[], gate: GateName): Gate[] {
  const at = gates.findIndex((one) => one.gate === gate);
  return gates[at]?.state === "next"
    ? gates.slice(0, at).filter(({ state }) => state === "now" || state === "next")
    : [];
}

/** The gate that people record next: where the meeting stands, else the first that nobody recorded. */
export function openGate(gates: readonly Gate[]): GateName {
  const hand = gates.filter((one) => one.by_hand);
  const open =
    hand.find(({ state }) => state === "now") ??
    hand.find(({ state }) => state === "unrecorded") ??
    hand.find(({ state }) => state === "next");
  return (open ?? hand[hand.length - 1])?.gate ?? "sign_in";
}

/** Names of members by their numbers. */
export function nameOf(view: BoardView, expert: string): string {
  return view.experts.find(({ no }) => no === expert)?.name ?? expert;
}
