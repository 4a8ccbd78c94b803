import { useTranslation } from "react-i18next";

import type { Stage } from "../../backend";
import { Mark, type MarkKind } from "../../components/marks";

const marks: Record<Stage, MarkKind> = {
  preparing: "none",
  frozen: "lock",
  scoring: "part",
  tallied: "part",
  closed: "done",
};

/** Where a meeting stands: a mark and a word. */
export function StageWord({ of }: { of: Stage }) {
  const { t } = useTranslation();
  return (
    <span className={`say say-${marks[of]}`}>
      <Mark kind={marks[of]} /> {t(`meetings.stage.${of}`)}
    </span>
  );
}
