import { useTranslation } from "react-i18next";

import type { SheetView } from "../../backend";
import { Article } from "../../components/article";
import { language } from "../../i18n";
import { articleOf } from "./practice";

/** The sheet: criteria, their most points, their bands, and who scores them; the questions, and what follows from them. */
export function SheetTable({ sheet, ranks }: { sheet: SheetView; ranks: boolean }) {
  const { t } = useTranslation();
  const zh = language() === "zh";
  const name = zh ? sheet.name_zh : sheet.name_en;
  return (
    <>
      <div className="sec-h">
        <h2>
          {t("setup.sheet")}{" "}
          <small>
            {sheet.scored ? t("setup.sheetName", { name, total: sheet.total, step: sheet.step }) : name}
          </small>
        </h2>
        <span>
          <span className="dim">{t("setup.sheetNo", { id: sheet.id })}</span>{" "}
          <Article of={articleOf(sheet.article)} />
        </span>
      </div>
      {sheet.scored && <Criteria sheet={sheet} />}
      <Questions sheet={sheet} ranks={ranks} />
      <dl className="su-facts">
        <dt>{t("setup.sheetBasis")}</dt>
        <dd>{sheet.basis}</dd>
        {ranks && (
          <>
            <dt>{t("setup.ties")}</dt>
            <dd>
              {sheet.tie_breakers.length === 0
                ? t("setup.tiesNone")
                : t("setup.tiesMeans", { order: sheet.tie_breakers.join(" → ") })}{" "}
              {t("setup.exact")}
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function Criteria({ sheet }: { sheet: SheetView }) {
  const { t } = useTranslation();
  const zh = language() === "zh";
  return (
    <table className="grid su-criteria">
      <thead>
        <tr>
          <th scope="col">{t("setup.criterion")}</th>
          <th scope="col" className="num">
            {t("setup.max")}
          </th>
          <th scope="col">{t("setup.bands")}</th>
          <th scope="col">{t("setup.raters")}</th>
        </tr>
      </thead>
      <tbody>
        {sheet.criteria.map((criterion) => (
          <tr key={criterion.id}>
            <th scope="row">
              <b>{zh ? criterion.name_zh : criterion.name_en}</b>
              <div className="dim">
                {criterion.subs.length > 0 && `${t("setup.partsScored")} `}
                {criterion.parts.map(([part, max]) => t("setup.parts", { name: part, max })).join(" · ")}
              </div>
            </th>
            <td className="num">{criterion.max}</td>
            <td>
              <ul>
                {criterion.bands.map((band) => (
                  <li key={band.name}>
                    <b className="su-nowrap">{t("setup.band", { ...band })}</b>{" "}
                    <span className="sec">{band.text}</span>
                  </li>
                ))}
              </ul>
            </td>
            <td>{criterion.raters.map((rater) => t(`setup.category.${rater}`)).join("、")}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("setup.total")}</th>
          <td className="num">
            <b>{sheet.total}</b>
          </td>
          <td colSpan={2} />
        </tr>
      </tfoot>
    </table>
  );
}

/** 否决事项, of a project 核查事项: each question, the answer that triggers, what follows then, and who is asked. */
function Questions({ sheet, ranks }: { sheet: SheetView; ranks: boolean }) {
  const { t } = useTranslation();
  const ask = t(ranks ? "unscored.ask.veto" : "unscored.ask.check");
  if (sheet.questions.length === 0) {
    return null;
  }
  return (
    <table className="grid su-criteria" aria-label={ask}>
      <thead>
        <tr>
          <th scope="col">{ask}</th>
          <th scope="col">{t("sheet.asks.triggers")}</th>
          <th scope="col">{t("sheet.asks.effect")}</th>
          <th scope="col">{t("sheet.asks.who")}</th>
        </tr>
      </thead>
      <tbody>
        {sheet.questions.map((one, index) => (
          <tr key={index}>
            <th scope="row">{one.question}</th>
            <td className="su-nowrap">{one.triggers}</td>
            <td>{one.effect}</td>
            <td>{one.raters.map((rater) => t(`setup.category.${rater}`)).join("、")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
