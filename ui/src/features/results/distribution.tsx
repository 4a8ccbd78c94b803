import { useTranslation } from "react-i18next";

import type { ResultsView } from "../../backend";
import { Mark } from "../../components/marks";
import type { Axis } from "./axis";
import { AxisHead, Strip } from "./strip";

/** Every bid's own totals on one axis. */
export function Distribution({
  view,
  axis,
  cutoff,
}: {
  view: ResultsView;
  axis: Axis;
  cutoff: string | null;
}) {
  const { t } = useTranslation();
  return (
    <>
      <div className="legend rs-legend">
        <span>
          <svg width="10" height="10" aria-hidden>
            <circle cx="5" cy="5" r="3.6" fill="none" stroke="var(--ink2)" strokeWidth="1.4" />
          </svg>
          {t("results.legend.dot")}
        </span>
        <span>
          <svg width="4" height="14" aria-hidden>
            <path d="M2 0v14" stroke="var(--ink1)" strokeWidth="3" />
          </svg>
          {t("results.legend.score")}
        </span>
        <span>
          <Mark kind="warn" /> {t("results.legend.far", { limit: view.far_limit })}
        </span>
        {cutoff !== null && (
          <span>
            <svg width="4" height="14" aria-hidden>
              <path d="M2 0v14" stroke="var(--ink1)" strokeDasharray="2 2" />
            </svg>
            {t("results.legend.cutoff", { cutoff })}
          </span>
        )}
        <span className="dim">{t("results.legend.only")}</span>
      </div>
      <div className="rs-scroll" role="region" aria-label={t("results.view.dots")} tabIndex={0}>
        <table className="rs-table rs-wide">
          <colgroup>
            <col className="rs-c-rank" />
            <col className="rs-c-title" />
            <col />
            <col className="rs-c-score" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className="num">
                {t("results.col.rank")}
              </th>
              <th scope="col">{t("results.col.bid")}</th>
              <th scope="col">
                <span className="aside">{t("results.legend.dot")}</span>
                <AxisHead axis={axis} />
              </th>
              <th scope="col" className="num">
                {t(`method.score.${view.basis}`)}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row) => (
              <tr key={row.no}>
                <td className="num rs-rank">
                  {row.tied && <Mark kind="tie" size={10} />} {row.rank ?? "—"}
                </td>
                <td className="rs-bid">{row.title}</td>
                <td className="rs-dots">
                  <Strip row={row} axis={axis} />
                </td>
                <td className="num rs-score">{row.score ?? <small>{t("results.notScored")}</small>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
