import { useTranslation } from "react-i18next";

import type { Problem } from "../../backend";
import { i18n } from "../../i18n";

const LANGUAGES = ["zh", "en"] as const;
type Lng = (typeof LANGUAGES)[number];

/** Parts of a criterion or a question that a place names, and figures of the whole sheet. */
const OF = ["name", "max", "raters", "parts", "bands", "effect"] as const;
const WHOLE = ["name", "total", "step", "trim_min", "min_valid", "deviation"] as const;

/** The place of a finding in a sheet, such as `criterion/3/bands`, in words; any other stays as it is. */
function placeWords(place: string, lng: Lng): string {
  const { t } = i18n;
  const whole = WHOLE.find((one) => one === place);
  if (whole !== undefined) {
    return t(`sheet.${whole}`, { lng });
  }
  if (place.startsWith("limits/")) {
    return t("sheet.limits", { lng });
  }
  const [, of, n, part, i] = /^(criterion|question)\/(\d+)(?:\/([a-z]+))?(?:\/(\d+))?$/.exec(place) ?? [];
  if (n === undefined) {
    return place;
  }
  const item = t(of === "question" ? "sheet.placeQuestion" : "sheet.placeCriterion", { n, lng });
  if (i !== undefined && (part === "part" || part === "band")) {
    return t(part === "part" ? "sheet.placePart" : "sheet.placeBand", { n, i, lng });
  }
  const what = OF.find((one) => one === part);
  return what === undefined
    ? item
    : t("sheet.placeOf", { item, what: t(`sheet.placeWhat.${what}`, { lng }), lng });
}

/** What the points come to, without the words on criteria that lack them where none does. */
function pointsWords(problem: Problem, lng: Lng, amends: boolean): Partial<Problem> {
  const { t } = i18n;
  const { sum, total, blank = "—" } = Object.fromEntries(problem.params);
  if (problem.code !== "sheet.points_not_100" || sum === undefined || total === undefined) {
    return {};
  }
  const found = t("sheet.pointsFound", { sum, total, lng });
  const lacking = blank === "—" || blank === "" ? "" : t("sheet.pointsBlank", { blank, lng });
  return {
    [lng]: `${found}${lacking}${t("sheet.pointsEnd", { lng })}`,
    [`remedy_${lng}`]: t(amends ? "sheet.pointsAmend" : "sheet.pointsFreeze", { total, lng }),
  };
}

/** A finding of a sheet as its page says it. `amends`: the rules are frozen, and it is of the draft of an amendment. */
export function sheetFound(problem: Problem, amends = false): Problem {
  return LANGUAGES.reduce(
    (said, lng) => ({ ...said, ...pointsWords(problem, lng, amends) }),
    problem.place === null
      ? problem
      : { ...problem, place: placeWords(problem.place, i18n.language === "en" ? "en" : "zh") },
  );
}

/** The findings of a sheet, in the words of its page and the language of the window. */
export function useSheetFound(): (problems: readonly Problem[], amends?: boolean) => Problem[] {
  // The words follow the language.
  useTranslation();
  return (problems, amends = false) => problems.map((one) => sheetFound(one, amends));
}
