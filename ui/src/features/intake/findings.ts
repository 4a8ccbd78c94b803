import type { IntakeFinding, Problem } from "../../backend";
import { spotOf } from "./address";

const ORDER = ["error", "warning", "info"] as const;
export type Severity = (typeof ORDER)[number];

/** A finding with a name that outlives a new check, and its place taken apart. */
export interface Placed {
  key: string;
  severity: Severity;
  problem: Problem;
  sheet: string | null;
  /** Its cell; for a finding on a row only the row. */
  row: number | null;
  column: number | null;
  /** `F7`, or nothing. */
  cell: string | null;
}

/** Same findings: they are shown as one until opened. */
export interface Group {
  key: string;
  severity: Severity;
  members: Placed[];
}

const severityOf = (word: string): Severity => ORDER.find((one) => one === word) ?? "error";

/** Findings with names. Two of the same code at the same place are told apart by their order. */
export function placed(findings: readonly IntakeFinding[]): Placed[] {
  const seen = new Map<string, number>();
  return findings.map(({ problem, sheet, row, cell }) => {
    const name = `${problem.code}|${sheet ?? ""}|${cell ?? row ?? ""}`;
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const spot = cell === null ? null : spotOf(cell);
    return {
      key: `${name}|${nth}`,
      severity: severityOf(problem.severity),
      problem,
      sheet,
      row: spot?.row ?? row,
      column: spot?.column ?? null,
      cell,
    };
  });
}

export function paramOf(problem: Problem, name: string): string | null {
  return problem.params.find(([key]) => key === name)?.[1] ?? null;
}

/** What the machine would write into the cell, when it has a proposal. */
export function proposalOf(finding: Placed | null): string | null {
  return finding === null || finding.cell === null ? null : paramOf(finding.problem, "proposal");
}

/** Whether a whole column of amounts has no unit: it is said once, for all of them. */
export function lacksUnit(problem: Problem): boolean {
  return problem.code === "amount_unparsable" && paramOf(problem, "reason") === "no_unit_in_column";
}

/** Errors first; same code, sheet and field together, in the order of their first place. */
export function grouped(findings: readonly Placed[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of findings) {
    const field = paramOf(one.problem, "field") ?? "";
    const key = `${one.severity}|${one.problem.code}|${one.sheet ?? ""}|${field}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { key, severity: one.severity, members: [one] });
    } else {
      group.members.push(one);
    }
  }
  return [...groups.values()].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

/** What is shown of the findings. */
export interface Filter {
  severity: Severity | null;
  code: string | null;
}

export function filtered(findings: readonly Placed[], { severity, code }: Filter): Placed[] {
  return findings.filter(
    (one) => (severity === null || one.severity === severity) && (code === null || one.problem.code === code),
  );
}

/** Codes with how many, and the words of the first of each. */
export function kindsOf(findings: readonly Placed[]): { code: string; first: Problem; count: number }[] {
  const kinds = new Map<string, { code: string; first: Problem; count: number }>();
  for (const { problem } of findings) {
    const kind = kinds.get(problem.code);
    if (kind === undefined) {
      kinds.set(problem.code, { code: problem.code, first: problem, count: 1 });
    } else {
      kind.count += 1;
    }
  }
  return [...kinds.values()];
}

/** The graver mark of each cell of a sheet, by address. */
export function marksOf(findings: readonly Placed[], sheet: string): Map<string, "error" | "warning"> {
  const marks = new Map<string, "error" | "warning">();
  for (const { cell, severity, sheet: on } of findings) {
    if (cell !== null && on === sheet && severity !== "info" && marks.get(cell) !== "error") {
      marks.set(cell, severity);
    }
  }
  return marks;
}
