import type { BandView, CriterionView } from "../../backend";

// A mark comes as text, from the program or from a hand. It is only ever compared here, to find its place among the
// marks that the program gave; what is saved is always one of those or what was typed.
// Only plain figures have one: `1e1` is a slip of the finger, not ten.
const place = (mark: string) => (/^\d+(\.\d*)?$/.test(mark.trim()) ? Number(mark) : Number.NaN);

/** Marks of a criterion that keys walk over, lowest first. */
export function marksOf(criterion: CriterionView): string[] {
  return [...criterion.bands].reverse().flatMap((band) => band.marks);
}

/** The band a mark lies in. */
export function bandOf(criterion: CriterionView, mark: string): BandView | undefined {
  const at = place(mark);
  return criterion.bands.find((band) => place(band.from) <= at && at <= place(band.to));
}

export function sameMark(a: string, b: string): boolean {
  return place(a) === place(b);
}

/** The next mark up or down, across the edges of bands; nothing at either end. */
export function walk(criterion: CriterionView, mark: string, by: 1 | -1): string | undefined {
  const at = place(mark);
  const marks = marksOf(criterion);
  return by === 1
    ? marks.find((other) => place(other) > at)
    : marks.reverse().find((other) => place(other) < at);
}

/** Whether a figure is plainly one of a scored part: from nought to its maximum, on the step. */
export function isPlainPart(max: string, text: string, step: string): boolean {
  const steps = place(text) / place(step);
  return place(text) <= place(max) && Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** How far along its criterion a mark stands, from 0 to 100: only to draw it. */
export function along(max: string, mark: string): number {
  const whole = place(max);
  return whole > 0 && !Number.isNaN(place(mark))
    ? Math.min(100, Math.max(0, (place(mark) / whole) * 100))
    : 0;
}

/** Whether a figure is plainly one of those of the criterion, so that one need not wait for the program's word on it. */
export function isPlain(criterion: CriterionView, text: string, step: string): boolean {
  const steps = place(text) / place(step);
  return bandOf(criterion, text) !== undefined && Math.abs(steps - Math.round(steps)) < 1e-6;
}
