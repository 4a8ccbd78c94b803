import { halfWidth } from "./half-width";

/** Groups the thousands of an amount that is a text: `-1458.00` → `−1,458.00`. What is no amount stays as it is. */
export function grouped(amount: string): string {
  const found = /^([-−]?)(\d+)(\.\d+)?$/.exec(amount);
  if (found === null) {
    return amount;
  }
  const [, sign = "", whole = "", rest = ""] = found;
  return `${sign === "" ? "" : "−"}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest}`;
}

/** Fen in 万元. */
const WAN = 1_000_000n;

/** An amount in 万元 as it is typed, without grouping and in half-width digits. */
export function plain(text: string): string {
  return halfWidth(text.trim())
    .replace(/[,，\s]/g, "")
    .replace(/万元?$/, "")
    .replace("．", ".");
}

/** An amount in 万元 in fen, exactly; nothing for what is no amount. */
export function fenOf(text: string): bigint | null {
  const found = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(plain(text));
  return found === null ? null : BigInt(found[1] ?? "0") * WAN + BigInt((found[2] ?? "").padEnd(6, "0"));
}

/** Fen in 万元, with two decimals or as many as it needs. */
export function wanOf(fen: bigint): string {
  const rest = (fen % WAN)
    .toString()
    .padStart(6, "0")
    .replace(/0{1,4}$/, "");
  return `${fen / WAN}.${rest}`;
}
