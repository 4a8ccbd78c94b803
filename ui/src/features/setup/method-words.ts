import type { MethodForm } from "../../backend";
import { i18n } from "../../i18n";

/** The method in a few words: the rule, what is ranked by, an earlier stage. */
export function methodWords({ aggregation, basis, weights, first }: MethodForm): string[] {
  const { t } = i18n;
  const words: string[] = [t(`method.rule.${aggregation}`)];
  if (basis === "weighted") {
    const parts = weights.map(
      ({ category, weight }) => `${t(`results.explain.category.${category}`)} ${weight}%`,
    );
    words.push(`${t("method.by.weighted")}：${parts.join("、")}`);
  } else if (basis !== "points") {
    words.push(t(`method.by.${basis}`));
  }
  if (first !== null) {
    words.push(t("method.firstShort", { share: first.share, source: first.source }));
  }
  return words;
}
