import { useTranslation } from "react-i18next";

import type { BandView, CriterionView, DeskBudgetLine } from "../../backend";
import { useGivingBack } from "../../components/shared-laptop";
import { language } from "../../i18n";

/** The name of a criterion in the current language. */
export function nameOf(criterion: CriterionView): string {
  return language() === "zh" ? criterion.name_zh : criterion.name_en;
}

/** What leaving the desk is called: at the shared laptop it is given back. */
export function useHomeWord(): string {
  const { t } = useTranslation();
  return t(useGivingBack() === null ? "desk.home" : "turn.give");
}

const BANDS = { 优: "best", 良: "good", 一般: "fair", 差: "poor" } as const;
const SUBJECTS = ["equipment", "business", "labour", "indirect"] as const;

/** Names that the sheet and the policy give in Chinese alone, in the language of the window. Others stay as they are. */
export function useNames() {
  const { t } = useTranslation();
  return {
    band: ({ name }: BandView) =>
      name in BANDS ? t(`desk.bandName.${BANDS[name as keyof typeof BANDS]}`) : name,
    line: ({ subject, zh }: DeskBudgetLine) => {
      const known = SUBJECTS.find((one) => one === subject);
      return known === undefined ? zh : t(`bid.subject.${known}`);
    },
  };
}
