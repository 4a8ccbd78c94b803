import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import type { Problem } from "../../backend";
import { clockStamp } from "../../clock";

/** A pack that was refused in this sitting. Nothing was changed, so the vault knows nothing of it. */
export interface Refusal {
  path: string;
  file: string;
  name: string | null;
  sequence: number | null;
  problems: Problem[];
  at: string;
  /** Whether somebody said that it was read. */
  seen: boolean;
}

export interface Refusals {
  all: readonly Refusal[];
  /** Adds what was refused just now; the same file refused for the same cause stays one. */
  add: (refused: readonly Omit<Refusal, "at" | "seen">[]) => void;
  see: (refusal: Refusal) => void;
}

const same = (a: Omit<Refusal, "at" | "seen">, b: Omit<Refusal, "at" | "seen">) =>
  a.path === b.path && a.problems[0]?.code === b.problems[0]?.code;

/** Refusals of this sitting. They outlive the page, and go when the vault is locked. */
export function useRefusals(no: string): Refusals {
  const queries = useQueryClient();
  const { data } = useQuery<Refusal[]>({
    queryKey: ["board-refusals", no],
    queryFn: () => [],
    initialData: [],
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const change = useCallback(
    (to: (was: Refusal[]) => Refusal[]) =>
      queries.setQueryData<Refusal[]>(["board-refusals", no], (was) => to(was ?? [])),
    [queries, no],
  );
  const add = useCallback<Refusals["add"]>(
    (refused) => {
      if (refused.length > 0) {
        const at = clockStamp();
        const fresh = refused.map(({ path, file, name, sequence, problems }) => ({
          path,
          file,
          name,
          sequence,
          problems,
          at,
          seen: false,
        }));
        change((was) => [...fresh, ...was.filter((old) => !fresh.some((one) => same(one, old)))]);
      }
    },
    [change],
  );
  const see = useCallback<Refusals["see"]>(
    (refusal) => change((was) => was.map((one) => (same(one, refusal) ? { ...one, seen: true } : one))),
    [change],
  );
  return { all: data, add, see };
}
