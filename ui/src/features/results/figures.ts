/** `-1458000.00` → `−1,458,000.00`: figures arrive as text and are shown as text. */
export function grouped(amount: string): string {
  const [whole = "", ...rest] = amount.split(".");
  const digits = whole.replace("-", "−").replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return [digits, ...rest].join(".");
}

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
