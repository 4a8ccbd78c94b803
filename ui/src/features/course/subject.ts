import type { TFunction } from "i18next";

import { SUBJECTS } from "./specs-work";

/** The name of a category of the budget. */
export function subjectName(t: TFunction, subject: string): string {
  const known = SUBJECTS.find((one) => one === subject);
  return known === undefined ? subject : t(`projects.form.subject.${known}`);
}
