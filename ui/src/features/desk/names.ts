import { useTranslation } from "react-i18next";

import type { BandView, CriterionView, DeskBudgetLine, DeskLine } from "../../backend";
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

/** A bid in a sentence: its number and title, which the room knows. Its place in this list is another one than on the board. */
export function useBidNames(bids: readonly DeskLine[]): (nos: readonly string[]) => string {
  const { t } = useTranslation();
  const name = (no: string) => {
    const title = bids.find((bid) => bid.no === no)?.title ?? null;
    return title === null ? no : t("desk.bidName", { no, title });
  };
  return (nos) => nos.map(name).join(t("desk.listJoin"));
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
