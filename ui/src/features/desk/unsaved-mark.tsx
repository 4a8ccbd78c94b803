import { useTranslation } from "react-i18next";

import { problemsOf } from "../../backend";
import { Mark } from "../../components/marks";
import { language } from "../../i18n";
import { refusesValue, stuck, type Unsaved } from "./save-queue";

/** `未存` at the figure itself; nothing while it is on its way. */
export function UnsavedMark({ of }: { of: Unsaved | undefined }) {
  const { t } = useTranslation();
  if (of === undefined || !stuck(of)) {
    return null;
  }
  return (
    <span className="say say-stop dk-unsaved">
      <Mark kind="stop" size={15} /> {t("desk.unsaved")}
    </span>
  );
}

/** Why what was typed does not stand, in the program's words. */
export function UnsavedWords({ of }: { of: Unsaved | undefined }) {
  if (of?.state !== "failed" || !refusesValue(of.error)) {
    return null;
  }
  const zh = language() === "zh";
  return (
    <p className="dk-words" role="alert">
      {problemsOf(of.error).map((problem) => (
        <span key={problem.code}>
          {zh ? `${problem.zh} ${problem.remedy_zh}` : `${problem.en} ${problem.remedy_en}`}
        </span>
      ))}
    </p>
  );
}
