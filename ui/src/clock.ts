/** The office's civil time, wherever the machine thinks it is. */
const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "Asia/Shanghai" });

/** `10:42:07` */
export function clockTime(at: Date = new Date()): string {
  return TIME.format(at);
}

const STAMP = new Intl.DateTimeFormat("sv-SE", {
  dateStyle: "short",
  timeStyle: "medium",
  timeZone: "Asia/Shanghai",
});

/** `2026-01-20 10:42:07`, as the program writes it. */
export function clockStamp(at: Date = new Date()): string {
  return STAMP.format(at);
}
