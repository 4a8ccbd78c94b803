/** A signed percentage with its sign: `-36.71` → `−36.71`, `8.10` → `+8.10`. */
export function signed(percent: string): string {
  return percent.startsWith("-") ? percent.replace("-", "−") : `+${percent}`;
}

/** What somebody typed as an amount: half width, without separators. */
export function plain(typed: string): string {
  return typed.normalize("NFKC").replace(/[,\s]/g, "");
}

/** Whether it is an amount at all; whether it may stand is for the program to say. */
export function isAmount(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text);
}
