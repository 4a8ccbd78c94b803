import { Segmented } from "antd";
import { useTranslation } from "react-i18next";

import { language, type Language } from "../i18n";

/** 中 / EN */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <Segmented<Language>
      aria-label={t("app.language")}
      size="small"
      value={language()}
      onChange={(next) => void i18n.changeLanguage(next)}
      options={[
        { value: "zh", label: "中" },
        { value: "en", label: "EN" },
      ]}
    />
  );
}
