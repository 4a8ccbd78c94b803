import { useTranslation } from "react-i18next";

import { parts, weekday } from "./days";

/** ISO dates in the words of the current language. */
export function useDay() {
  const { t } = useTranslation();
  const day = (iso: string) => t("home.day", parts(iso));
  return { day, longDay: (iso: string) => `${day(iso)} ${t(`home.weekday.d${weekday(iso)}`)}` };
}
