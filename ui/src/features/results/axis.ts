import type { ResultsView } from "../../backend";

/** The axis that all strips share. Places are thousandths of the sheet's total: for drawing only. */
export interface Axis {
  /** Where a place stands, percent of the width. */
  at: (permille: number) => number;
  ticks: readonly { permille: number; label: string }[];
  /** Where the cut-off stands; nothing without one. */
  cut: number | null;
}

const STEPS = [50, 100, 150, 200, 250];

/** An axis that holds every dot, score and the cut-off. */
export function axisOf(view: ResultsView, cutoff: string | null): Axis {
  const total = Number(view.total);
  const cut = cutoff === null || !(total > 0) ? null : (Number(cutoff) / total) * 1000;
  const places = view.rows.flatMap((row) => [
    ...row.dots.map((dot) => dot.permille),
    ...(row.permille === null ? [] : [row.permille]),
  ]);
  const least = Math.min(950, ...places, ...(cut === null ? [] : [cut]));
  const low = Math.max(0, Math.floor((least - 15) / 50) * 50);
  const step = STEPS.find((one) => (1000 - low) / one <= 5) ?? 250;
  const count = Math.floor((1000 - low) / step) + 1;
  const ticks = Array.from({ length: count }, (_, index) => {
    const permille = low + index * step;
    return { permille, label: String((total * permille) / 1000) };
  });
  return { at: (permille) => ((permille - low) / (1000 - low)) * 100, ticks, cut };
}
