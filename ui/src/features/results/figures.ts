/** A signed percentage with its sign: `-36.71` → `−36.71`, `8.10` → `+8.10`. */
export function signed(percent: string): string {
  return percent.startsWith("-") ? percent.replace("-", "−") : `+${percent}`;
}

/** What somebody typed as an amount: half width, without separators. */
export function plain(typed: string): string {
  return typed.normalize("NFKC").replace(/[,\s]/g, "");
}

const AMOUNT = /^\d+(\.\d+)?$/;

export type Fault = "notNumber" | "negative" | "above";

/** Why a trial cannot use what was typed; nothing when it can. Blank is none, and usable. */
export function faultOf(typed: string, most?: string): Fault | null {
  const text = plain(typed);
  if (text === "") return null;
  if (!AMOUNT.test(text)) return AMOUNT.test(text.replace(/^[-−]/, "")) ? "negative" : "notNumber";
  return most !== undefined && Number(text) > Number(most) ? "above" : null;
}
