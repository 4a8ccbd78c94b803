import { useState } from "react";

import type { IntakeSheet, IntakeTable, IntakeView } from "../../backend";
import { addressOf, type Spot } from "./address";
import type { Placed } from "./findings";

/** What is being done at the chosen cell: looked at, typed anew, its row being left out. */
export type Mode = { act: "look" } | { act: "edit"; cell: string } | { act: "drop"; row: number };

interface Chosen {
  sheet: string;
  spot: Spot;
  /** Name of the chosen finding; nothing when the cell was chosen, `NONE` when its finding was put away. */
  finding: string | null;
  mode: Mode;
}

const NONE = "";
const LOOK: Mode = { act: "look" };

/** The table of a sheet in which a row lies: the last one that begins above it, or the first. */
export function tableAt(sheet: IntakeSheet, row: number): IntakeTable | null {
  const begins = (table: IntakeTable) => Math.min(...table.header_rows);
  return sheet.tables.filter((table) => begins(table) <= row).at(-1) ?? sheet.tables[0] ?? null;
}

function firstOf(view: IntakeView, findings: readonly Placed[]): Chosen {
  const first = findings.find((one) => one.severity === "error") ?? findings[0];
  const sheet = view.sheets.find((one) => one.tables.length > 0) ?? view.sheets[0];
  const spot = { row: sheet?.tables[0]?.header_rows[0] ?? 1, column: 1 };
  return first?.row == null
    ? { sheet: sheet?.name ?? "", spot, finding: first?.key ?? null, mode: LOOK }
    : {
        sheet: first.sheet ?? sheet?.name ?? "",
        spot: { row: first.row, column: first.column ?? 1 },
        finding: first.key,
        mode: LOOK,
      };
}

/** One selection for the sheet and the findings: choosing in one chooses in the other. */
export function useSelection(view: IntakeView, findings: readonly Placed[]) {
  const [chosen, setChosen] = useState(() => firstOf(view, findings));
  // Grows with each choice: the same cell chosen again comes into sight again.
  const [nonce, setNonce] = useState(0);
  const put = (next: Partial<Chosen>) => {
    setChosen((now) => ({ ...now, mode: LOOK, ...next }));
    setNonce((n) => n + 1);
  };
  const { sheet, spot, mode } = chosen;
  const here = findings.filter((one) => one.sheet === sheet && one.cell === addressOf(spot));
  const named = findings.find((one) => one.key === chosen.finding) ?? null;
  return {
    sheet,
    spot,
    mode,
    nonce,
    /** The chosen finding: the one that was named, or the first of the chosen cell. */
    finding: named ?? (chosen.finding === NONE ? null : (here[0] ?? null)),
    here,
    choose: (at: Spot) => put({ spot: at, finding: null }),
    chooseSheet: (name: string) => {
      const first = findings.find((one) => one.sheet === name && one.row !== null);
      const table = view.sheets.find((one) => one.name === name)?.tables[0];
      put({
        sheet: name,
        spot: { row: first?.row ?? table?.header_rows[0] ?? 1, column: first?.column ?? 1 },
        finding: first?.key ?? null,
      });
    },
    choosePlace: (name: string, at: Spot) => put({ sheet: name, spot: at, finding: null }),
    chooseFinding: (one: Placed) =>
      put({
        sheet: one.sheet ?? sheet,
        finding: one.key,
        ...(one.row === null ? {} : { spot: { row: one.row, column: one.column ?? 1 } }),
      }),
    leaveFinding: () => put({ finding: NONE }),
    act: (next: Mode) => {
      setChosen((now) => ({ ...now, mode: next }));
      if (next.act === "drop") {
        // The reason opens above the sheet and takes room: the row stays in sight.
        setNonce((n) => n + 1);
      }
    },
    /** Ends what was begun; what was begun since goes on. */
    end: (was: Mode) =>
      setChosen((now) =>
        now.mode.act === was.act && JSON.stringify(now.mode) === JSON.stringify(was)
          ? { ...now, mode: LOOK }
          : now,
      ),
  };
}

export type Selection = ReturnType<typeof useSelection>;
