import { useTranslation } from "react-i18next";

import { Mark } from "./marks";

/** Whether the work is kept, always in the same place. `at`: the time of the last save, `10:42:07`. */
export function SavedAt({ state, at }: { state: "saved" | "saving" | "failed"; at?: string | null }) {
  const { t } = useTranslation();
  if (state === "saving") {
    return (
      <span className="saved saved-ing">
        <Mark kind="part" size={12} /> {t("app.saving")}
      </span>
    );
  }
  if (state === "failed") {
    return (
      <span className="saved saved-bad" role="alert">
        <Mark kind="stop" size={12} /> {t("app.notSaved")}
        {at != null && ` · ${t("app.safeUpTo", { at })}`}
      </span>
    );
  }
  return (
    <span className="saved">
      <Mark kind="done" size={12} /> {at == null ? t("app.savedAlready") : t("app.saved", { at })}
    </span>
  );
}
