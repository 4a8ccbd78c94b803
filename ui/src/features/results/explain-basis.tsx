import { useTranslation } from "react-i18next";

import type { BasisName, ExplainView } from "../../backend";

/** What is ranked by where it is not the meeting's points; kinds that weigh differently; the votes. */
export function ExplainBasis({ view, basis }: { view: ExplainView; basis: BasisName }) {
  const { t, i18n } = useTranslation();
  const weighted = view.columns.filter(({ parts }) => parts.length > 0);
  return (
    <>
      {weighted.map((column) => (
        <li key={column.id}>
          {t("method.weightedParts", { criterion: i18n.language === "en" ? column.name_en : column.name_zh })}
          {column.parts
            .map(({ category, weight, n, mean }) => {
              const kind = t(`results.explain.category.${category}`);
              return mean === null
                ? t("method.partNone", { kind })
                : t("method.part", { kind, weight, mean, n });
            })
            .join("、")}
        </li>
      ))}
      {view.basis_line !== null && (
        <li>
          {t("method.ranked")}
          {t(`method.score.${basis}`)} <span className="rs-eq">{view.basis_line}</span>
          {view.exact !== null && (
            <span className="dim rs-exact"> {t("results.explain.exact", { exact: view.exact })}</span>
          )}
        </li>
      )}
      <Votes view={view} />
    </>
  );
}

/** Which conclusion the experts lean to, and the grades of their own totals. Nothing where nobody said. */
function Votes({ view: { votes } }: { view: ExplainView }) {
  const { t } = useTranslation();
  const { agree, revise, reject, silent, grades } = votes;
  return (
    <>
      {agree + revise + reject > 0 && (
        <li>
          {t("method.votes", { agree, revise, reject, silent })}{" "}
          <span className="dim">{t(votes.two_thirds ? "method.twoThirds" : "method.underTwoThirds")}</span>
        </li>
      )}
      {grades !== null && grades.some((count) => count > 0) && (
        <li>{t("method.grades", { first: grades[0], second: grades[1], third: grades[2] })}</li>
      )}
    </>
  );
}
