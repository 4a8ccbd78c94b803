import type { MoneyLineView } from "../../backend";
import { fenOf } from "../../components/amount";

/** An amount of the view in fen; nothing of what is blank or below nought, which no bar can show. */
export function fen(amount: string): bigint {
  return fenOf(amount) ?? 0n;
}

/** What was approved and is neither paid nor to be paid: of projects that ended, or whose payments nobody recorded. */
export function restOf({ approved, paid, left }: MoneyLineView): bigint {
  return fen(approved) - fen(paid) - fen(left);
}

/** The largest of amounts, or nought. */
export function most(amounts: readonly bigint[]): bigint {
  return amounts.reduce((max, one) => (one > max ? one : max), 0n);
}

/** How long `part` of `whole` is drawn, in tenths of a unit of `room`; what is there at all is seen. */
export function lengthOf(part: bigint, whole: bigint, room: number): number {
  if (part <= 0n || whole <= 0n) {
    return 0;
  }
  const tenths = (part * BigInt(Math.round(room * 10))) / whole;
  return Math.max(Number(tenths) / 10, 1);
}

/** About how wide a text of 12 units is drawn: Chinese characters are square, others half as wide. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, one) => sum + ((one.codePointAt(0) ?? 0) > 0x2e7f ? 12 : 6.9), 0);
}

/** A text in lines that are no wider than `room`; nothing of it is cut off. */
export function linesOf(text: string, room: number): string[] {
  const lines = [""];
  // Latin words stay whole, Chinese breaks anywhere.
  for (const piece of text.match(/[\u2e80-\uffff]|[^\u2e80-\uffff\s]+|\s+/g) ?? []) {
    const at = lines.length - 1;
    const line = lines[at] ?? "";
    if (line !== "" && widthOf(line + piece) > room) {
      lines.push(piece.trimStart());
    } else {
      lines[at] = line + piece;
    }
  }
  return lines;
}
