import type { PersonRole, ProjectForm, ReportName } from "../../backend";

const SUBJECTS = ["equipment", "business", "labour", "indirect"] as const;
export type SubjectName = (typeof SUBJECTS)[number];
export const REPORTS: readonly ReportName[] = ["progress", "evidence", "audit", "ledger"];

/** A project of which nothing is known yet. */
export const BLANK: ProjectForm = {
  no: "",
  title: "",
  field: "",
  challenge_no: "",
  contract_no: "",
  grant_no: "",
  approval_no: "",
  sponsor: "",
  solver: "",
  participants: [],
  people: [],
  start: "",
  end: "",
  rd_total: "",
  approved: "",
  paid: "",
  spent: "",
  spent_by: SUBJECTS.map((subject) => ({ subject, spent: { fiscal: "", self_raised: "" } })),
  milestones: [],
  reports: [],
  end_by: "",
  end_on: "",
  end_reason: "",
};

/** The fields without which a project is not kept. */
export const NEEDED = ["no", "title", "sponsor", "solver", "start", "end", "approved"] as const;

const ROLES: readonly [string, PersonRole][] = [
  ["技术总师", "chief_engineer"],
  ["课题负责人", "task_leader"],
  ["骨干", "key_member"],
];

/** People, one a line: role, name, unit. */
export function peopleText(people: ProjectForm["people"]): string {
  const word = (role: PersonRole) => ROLES.find(([, of]) => of === role)?.[0] ?? "";
  return people.map(({ role, name, unit }) => [word(role), name, unit].join(" ").trim()).join("\n");
}

/** What was typed of people; without a role somebody is a key member. */
export function peopleOf(text: string): ProjectForm["people"] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [first = "", ...rest] = line.split(/[\s　]+/);
      const role = ROLES.find(([word]) => word === first)?.[1];
      const [name = "", ...unit] = role === undefined ? [first, ...rest] : rest;
      return { role: role ?? "key_member", name, unit: unit.join(" "), birth_year: "" };
    });
}

/** The first line that begins with a word which is no role, though it says more than name and unit. */
export function roleUnknown(text: string): string | undefined {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.find((line) => {
    const words = line.split(/[\s　]+/).filter(Boolean);
    return words.length > 2 && !ROLES.some(([word]) => word === words[0]);
  });
}

/** The lines of a text that are not empty. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
