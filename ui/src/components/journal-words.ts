import type { JournalLine } from "../backend";
import { language } from "../i18n";

/** The act of an entry in the window's language. */
export function actOf(line: JournalLine): string {
  return language() === "zh" ? line.act_zh : line.act_en;
}

/** What it was done to, with the names of the experts whose numbers stand in it. */
export function subjectOf(line: JournalLine): string {
  return [line.subject, line.experts.join("、")].filter((part) => part !== "").join(" ");
}
