import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import type { Problem, RefusedPack } from "../../backend";
import { clockStamp } from "../../clock";

/** A pack that was refused. */
export interface Refusal {
  file: string;
  name: string | null;
  sequence: number | null;
  problems: Problem[];
  at: string;
  /** SHA-256 of the file, as the journal keeps it. */
  digest?: string;
}

export interface Refusals {
  /** What the journal keeps, and what was refused in this sitting without being a readable file. */
  all: readonly Refusal[];
  /** What was refused in this sitting and nobody said yet that it was read. */
  unseen: Refusal | undefined;
  /** Adds what was refused just now; the same file refused for the same cause stays one. */
  add: (refused: readonly Omit<Refusal, "at">[]) => void;
  see: (refusal: Refusal) => void;
}

interface InSitting extends Refusal {
  seen: boolean;
}

const same = (a: Omit<Refusal, "at">, b: Omit<Refusal, "at">) =>
  a.file === b.file && a.problems[0]?.code === b.problems[0]?.code;

/** Refusals as the journal keeps them. Which were read is known for this sitting, and goes when the vault is locked. */
export function useRefusals(no: string, kept: readonly RefusedPack[]): Refusals {
  const queries = useQueryClient();
  const { data } = useQuery<InSitting[]>({
    queryKey: ["board-refusals", no],
    queryFn: () => [],
    initialData: [],
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const change = useCallback(
    (to: (was: InSitting[]) => InSitting[]) =>
      queries.setQueryData<InSitting[]>(["board-refusals", no], (was) => to(was ?? [])),
    [queries, no],
  );
  const add = useCallback<Refusals["add"]>(
    (refused) => {
      if (refused.length > 0) {
        const at = clockStamp();
        const fresh = refused.map(({ file, name, sequence, problems }) => ({
          file,
          name,
          sequence,
          problems,
          at,
          seen: false,
        }));
        change((was) => [...fresh, ...was.filter((old) => !fresh.some((one) => same(one, old)))]);
        void queries.invalidateQueries({ queryKey: ["board", no] });
      }
    },
    [change, queries, no],
  );
  const see = useCallback<Refusals["see"]>(
    (refusal) => change((was) => was.map((one) => (same(one, refusal) ? { ...one, seen: true } : one))),
    [change],
  );
  const all = [...data.filter((one) => !kept.some((other) => same(one, other))), ...kept];
  return { all, unseen: data.find((one) => !one.seen), add, see };
}
