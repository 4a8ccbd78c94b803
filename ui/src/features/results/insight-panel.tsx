import { useTranslation } from "react-i18next";

import type { InsightView, LevelView, SaidView } from "../../backend";

/** Docked at the right: how far the experts agree, how strict each is, what changes without one, what is not said and why. */
export function InsightPanel({ view }: { view: InsightView }) {
  const { t, i18n } = useTranslation();
  const zh = i18n.language !== "en";
  // What helps is said once where it is the same for the figure before.
  const say = (said: SaidView, at: number, all: readonly SaidView[]) => (
    <li key={said.figure}>
      {zh ? said.zh : said.en}
      {all[at + 1]?.remedy_zh !== said.remedy_zh && <small>{zh ? said.remedy_zh : said.remedy_en}</small>}
    </li>
  );
  const moves = view.without.filter((one) => one.entering.length + one.leaving.length > 0);
  return (
    <aside className="rs-dock an-dock" tabIndex={0} aria-label={t("insight.panel")}>
      <h3>{t("insight.reliability")}</h3>
      {view.reliability.length === 0 ? (
        <p className="dim">{t("insight.noReliability")}</p>
      ) : (
        <table className="an-figures">
          <tbody>
            {view.reliability.map((one) => (
              <tr key={one.figure}>
                <th scope="row">{t(`insight.figure.${one.figure}`)}</th>
                <td className="num">{one.value.toFixed(3)}</td>
                <td className="dim">
                  {one.low !== null && one.high !== null
                    ? t("insight.bounds", { low: one.low.toFixed(3), high: one.high.toFixed(3) })
                    : t("insight.noBounds")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ul className="an-said">{view.readings.map(say)}</ul>
      <h3>{t("insight.levels")}</h3>
      {view.levels.length === 0 ? (
        <p className="dim">{t("insight.noLevels")}</p>
      ) : (
        <Levels levels={view.levels} />
      )}
      <h3>{t("insight.without")}</h3>
      {moves.length === 0 ? (
        <p className="dim">{t(view.without.length === 0 ? "insight.noWithout" : "insight.nothingMoves")}</p>
      ) : (
        <ul className="an-said">
          {moves.map((one) => (
            <li key={one.name}>
              {t("insight.leftOut", { name: one.name })}
              {one.entering.length > 0 && t("insight.entering", { items: one.entering.join("、") })}
              {one.leaving.length > 0 && t("insight.leaving", { items: one.leaving.join("、") })}
            </li>
          ))}
        </ul>
      )}
      {view.silent.length > 0 && (
        <>
          <h3>{t("insight.silent")}</h3>
          <ul className="an-said">{view.silent.map(say)}</ul>
        </>
      )}
    </aside>
  );
}

/** Half of the widest bound on either side, so that all experts share one axis around nought. */
function Levels({ levels }: { levels: readonly LevelView[] }) {
  const { t } = useTranslation();
  const reach = Math.max(1, ...levels.flatMap((one) => [Math.abs(one.low), Math.abs(one.high)]));
  const at = (value: number) => `${50 + (value / reach) * 50}%`;
  const signed = (value: number) => (value > 0 ? `+${value.toFixed(2)}` : value.toFixed(2));
  return (
    <table className="an-figures">
      <thead>
        <tr>
          <th scope="col">{t("insight.expert")}</th>
          <th scope="col">{t("insight.axis")}</th>
          <th scope="col" className="num">
            {t("insight.points")}
          </th>
        </tr>
      </thead>
      <tbody>
        {levels.map((one) => (
          <tr key={one.name}>
            <th scope="row">
              {one.name}
              <small>{t("insight.n", { count: one.n })}</small>
            </th>
            <td>
              <span className={`an-level an-${one.level}`} aria-hidden>
                <i
                  className="an-span"
                  style={{ left: at(one.low), width: `${((one.high - one.low) / reach) * 50}%` }}
                />
                <i className="an-dot" style={{ left: at(one.effect) }} />
              </span>
            </td>
            <td className="num">
              {signed(one.effect)}
              <small>{t(`insight.level.${one.level}`)}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
