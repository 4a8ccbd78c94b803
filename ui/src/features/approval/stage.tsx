import { useTranslation } from "react-i18next";

import type { ApprovalStep } from "../../backend";
import { Mark, type MarkKind } from "../../components/marks";

const MARKS: Record<ApprovalStep, MarkKind> = {
  to_decide: "none",
  to_post: "part",
  posted: "wait",
  objected: "warn",
  to_announce: "part",
  announced: "done",
};

/** Where a decision stands: a shape, then the word. */
export function StageWord({ step }: { step: ApprovalStep }) {
  const { t } = useTranslation();
  return (
    <span className={`say say-${MARKS[step]}`}>
      <Mark kind={MARKS[step]} size={12} /> {t(`approval.step.${step}`)}
    </span>
  );
}
