/** Groups the thousands of an amount that is a text: `-1458.00` → `−1,458.00`. What is no amount stays as it is. */
export function grouped(amount: string): string {
  const found = /^([-−]?)(\d+)(\.\d+)?$/.exec(amount);
  if (found === null) {
    return amount;
  }
  const [, sign = "", whole = "", rest = ""] = found;
  return `${sign === "" ? "" : "−"}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest}`;
}
