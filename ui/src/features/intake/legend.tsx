import { useTranslation } from "react-i18next";

import { Mark } from "../../components/marks";

/** What the looks of cells and rows mean. */
export function Legend() {
  const { t } = useTranslation();
  return (
    <div className="legend in-legend">
      <span>
        <i className="sw in-sw-header" /> {t("intake.sheet.legendHeader")}
      </span>
      <span>
        <i className="sw in-sw-other" /> {t("intake.sheet.legendOther")}
      </span>
      <span>
        <Mark kind="stop" size={12} /> {t("intake.sheet.error")}
      </span>
      <span>
        <Mark kind="warn" size={12} /> {t("intake.sheet.warning")}
      </span>
      <span>
        <span className="in-tag">{t("intake.sheet.corrected")}</span>
      </span>
      <span>
        <s>12</s> {t("intake.sheet.out")}
      </span>
    </div>
  );
}
