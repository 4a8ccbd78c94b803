import type { DrawForm, SessionKind } from "../../../backend";

/** What a kind of meeting usually draws: odd and five or more, with one alternate each (practice). */
export function usualPlan(kind: SessionKind): DrawForm {
  const row = (category: DrawForm["quotas"][number]["category"], count: number) => ({
    category,
    specialty: "",
    count,
    alternates: 1,
  });
  const quotas =
    kind === "demand"
      ? [row("technical", 3), row("management", 2)]
      : [row("technical", 3), row("management", 1), row("finance", 1)];
  return { quotas, conflicts: true, most_in_year: null, rest: null, by_hand: [] };
}

/** Whether a plan asks for anybody. */
export function wants(plan: DrawForm): boolean {
  return plan.quotas.some(({ count }) => count > 0);
}
