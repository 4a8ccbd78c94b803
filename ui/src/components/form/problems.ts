import { useMemo } from "react";

import { problemsOf, Refused, type Problem } from "../../backend";

/** What was refused, parted: what a field is named for, and the rest. */
export interface Placed {
  at: (field: string) => readonly Problem[];
  rest: Refused | null;
}

/** A named parameter of a finding; empty where it has none. */
export function param(problem: Problem, name: string): string {
  return problem.params.find(([key]) => key === name)?.[1] ?? "";
}

/** Says which field of a form a finding is about; nothing where it names none. */
export type PlaceOf = (problem: Problem) => string | null;

const VALUES = new Set(["missing_value", "value_unreadable", "amount_unparsable"]);

/**
 * Finds the field by the catalogue's names: `fields` by the name of a value, `days` by the step whose day lies too early,
 * `reasons` by what needs its reason.
 */
export function placeBy(names: {
  fields?: Readonly<Record<string, string>>;
  days?: Readonly<Record<string, string>>;
  reasons?: Readonly<Record<string, string>>;
}): PlaceOf {
  return (problem) => {
    if (VALUES.has(problem.code)) {
      return names.fields?.[param(problem, "field")] ?? null;
    }
    if (problem.code === "list.date_order") {
      return names.days?.[param(problem, "step")] ?? null;
    }
    return problem.code === "reason.missing" ? (names.reasons?.[param(problem, "what")] ?? null) : null;
  };
}

/** Parts what was refused by the fields of a form. `placeOf` stays the same from one render to the next. */
export function usePlaced(error: unknown, placeOf: PlaceOf): Placed {
  return useMemo(() => {
    const all = error == null ? [] : problemsOf(error);
    const parted = all.map((problem) => [placeOf(problem), problem] as const);
    const rest = parted.filter(([field]) => field === null).map(([, problem]) => problem);
    return {
      at: (field) => parted.filter(([at]) => at === field).map(([, problem]) => problem),
      rest: rest.length === 0 ? null : new Refused(rest),
    };
  }, [error, placeOf]);
}
