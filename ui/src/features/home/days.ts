/** Year, month and day of an ISO date, as they are written: `2026-01-20` → 2026, 1, 20. */
export function parts(iso: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = iso.slice(0, 10).split("-").map(Number);
  return { year, month, day };
}

/** Day of the week of an ISO date, 0 for Sunday. */
export function weekday(iso: string): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  const { year, month, day } = parts(iso);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() as 0 | 1 | 2 | 3 | 4 | 5 | 6;
}
