/** Letters of a column: 1 is `A`, 27 is `AA`. */
export function lettersOf(column: number): string {
  let rest = column;
  let letters = "";
  while (rest > 0) {
    const digit = (rest - 1) % 26;
    letters = String.fromCharCode(65 + digit) + letters;
    rest = (rest - 1 - digit) / 26;
  }
  return letters;
}

/** Number of a column: `A` is 1. */
export function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** A cell of a sheet, both from 1. */
export interface Spot {
  row: number;
  column: number;
}

/** `F7` of row 7, column 6. */
export function addressOf({ row, column }: Spot): string {
  return `${lettersOf(column)}${row}`;
}

/** Row and column of `F7`; nothing of what is no address. */
export function spotOf(address: string): Spot | null {
  const [, letters, row] = /^([A-Z]{1,3})([1-9][0-9]*)$/.exec(address) ?? [];
  return letters === undefined ? null : { row: Number(row), column: columnOf(letters) };
}
