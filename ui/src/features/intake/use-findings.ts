import { useMemo, useState } from "react";

import { filtered, grouped, type Filter, type Placed } from "./findings";
import type { Selection } from "./use-selection";

/** What is shown of the findings, what is opened, and the way from one to the next. */
export function useFindings(all: readonly Placed[], selection: Selection) {
  const [filter, setFilter] = useState<Filter>({ severity: null, code: null });
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const groups = useMemo(() => grouped(filtered(all, filter)), [all, filter]);
  const order = useMemo(() => groups.flatMap((group) => group.members), [groups]);
  const current = selection.finding;
  const holds = (members: readonly Placed[]) => members.some((one) => one.key === current?.key);
  const toggle = (key: string, open: boolean) => {
    const next = new Set(opened);
    if (open) {
      next.add(key);
    } else {
      next.delete(key);
      if (groups.some((group) => group.key === key && holds(group.members))) {
        selection.leaveFinding();
      }
    }
    setOpened(next);
  };
  return {
    groups,
    filter,
    setFilter,
    current,
    isOpen: (key: string, members: readonly Placed[]) => opened.has(key) || holds(members),
    toggle,
    /** The finding behind the chosen one; behind the last comes the first. */
    next: () => {
      const at = order.findIndex((one) => one.key === current?.key);
      const one = order[(at + 1) % order.length];
      if (one !== undefined) {
        selection.chooseFinding(one);
      }
    },
    count: order.length,
  };
}

export type Findings = ReturnType<typeof useFindings>;
