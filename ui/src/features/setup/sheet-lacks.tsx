import { useTranslation } from "react-i18next";

import type { Problem } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemList } from "../../components/problem-list";
import { useSheetFound } from "./sheet-found";

/** What keeps a sheet from being used, and below it what somebody should only look at. */
export function SheetLacks({
  problems,
  title,
  amends = false,
}: {
  problems: readonly Problem[];
  /** What the errors keep from being done. */
  title: string;
  /** Whether it is the draft of an amendment. */
  amends?: boolean;
}) {
  const { t } = useTranslation();
  const found = useSheetFound();
  const errors = problems.filter(({ severity }) => severity === "error");
  const looks = problems.filter(({ severity }) => severity !== "error");
  return (
    <>
      {errors.length > 0 && (
        <section aria-label={title} className="se-lacks">
          <h3 className="say say-stop">
            <Mark kind="stop" /> {title}
          </h3>
          <ProblemList problems={found(errors, amends)} />
        </section>
      )}
      {looks.length > 0 && (
        <section aria-label={t("app.pleaseLook")} className="se-lacks">
          <h3 className="say say-warn">
            <Mark kind="warn" /> {t("app.pleaseLook")}
          </h3>
          <ProblemList problems={found(looks, amends)} />
        </section>
      )}
    </>
  );
}
