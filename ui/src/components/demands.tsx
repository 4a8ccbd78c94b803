import { useTranslation } from "react-i18next";

import type { DemandLine, DemandStatus, Statement } from "../backend";
import { Mark, type MarkKind } from "./marks";

/** In the order of the way. */
export const STATUSES: readonly DemandStatus[] = [
  "collected",
  "returned",
  "complete",
  "under_review",
  "proposed",
  "studied",
  "approved",
  "published",
  "not_selected",
];

/** The six statements, in the order of 四（一）. */
export const STATEMENTS: readonly Statement[] = [
  "background",
  "content",
  "indicators",
  "term",
  "investment",
  "requirements",
];

const MARKS: Record<DemandStatus, MarkKind> = {
  collected: "warn",
  returned: "wait",
  complete: "done",
  under_review: "part",
  proposed: "part",
  studied: "part",
  approved: "part",
  published: "done",
  not_selected: "none",
};

/** Where a demand stands: a shape, then the word. */
export function StatusWord({ status }: { status: DemandStatus }) {
  const { t } = useTranslation();
  const mark = MARKS[status];
  return (
    <span className={`say say-${mark}`}>
      <Mark kind={mark} size={12} /> {t(`needs.status.${status}`)}
    </span>
  );
}

/** The six statements at a glance: what is there is filled, what is missing is hollow and struck; in words to be heard. */
export function Completeness({ line }: { line: Pick<DemandLine, "missing"> }) {
  const { t } = useTranslation();
  const missing = line.missing.map((one) => t(`needs.statement.${one}`));
  const words =
    missing.length === 0 ? t("needs.whole") : t("needs.lacks", { what: missing.join(t("needs.comma")) });
  return (
    <span className="six" role="img" aria-label={words} title={words}>
      {STATEMENTS.map((one) => (
        <i key={one} data-missing={line.missing.includes(one)} aria-hidden>
          {t(`needs.short.${one}`)}
        </i>
      ))}
    </span>
  );
}
