import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useBackend, type InsightRow, type InsightView } from "../../backend";
import { Mark } from "../../components/marks";
import { QueryStates } from "../../components/states";
import "./insight.css";
import { InsightPanel } from "./insight-panel";

/** What the scores say about the panel. Informational: nothing is decided from it, and the page says so first. */
export function Insight({ no, cutoff }: { no: string; cutoff: string | null }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const insight = useQuery({
    queryKey: ["insight", no, cutoff],
    queryFn: () => backend.insight(no, cutoff),
    retry: false,
  });
  return (
    <QueryStates query={insight} what={t("insight.what")}>
      {(view) => (
        <div className="rs-body an-body">
          <div className="rs-left">
            <p className="an-only" role="note">
              <Mark kind="info" /> {t("insight.only", { experts: view.experts.length })}
              {view.partial.length > 0 && ` ${t("insight.partial", { names: view.partial.join("、") })}`}
              {view.unheard.length > 0 && ` ${t("insight.unheard", { names: view.unheard.join("、") })}`}
            </p>
            <Items view={view} />
          </div>
          <InsightPanel view={view} />
        </div>
      )}
    </QueryStates>
  );
}

/** Ranks by several methods side by side, and how sure the cut is. */
function Items({ view }: { view: InsightView }) {
  const { t } = useTranslation();
  return (
    <div className="rs-scroll" role="region" aria-label={t("insight.items")} tabIndex={0}>
      <table className="rs-table an-items">
        <colgroup>
          <col className="rs-c-rank" />
          <col />
          <col className="an-c" span={8} />
          <col className="an-c-share" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className="num">
              {t("results.col.rank")}
            </th>
            <th scope="col">{t("results.col.bid")}</th>
            {(["mean", "sd", "by_mean", "by_median", "by_trimmed", "by_calibrated"] as const).map((col) => (
              <th
                key={col}
                scope="col"
                className="num"
                title={t(`insight.hint.${col}`, { from: view.trim_from })}
              >
                {t(`insight.col.${col}`)}
              </th>
            ))}
            <th scope="col" className="num" title={t("insight.hint.without_one")}>
              {t("insight.col.without_one")}
            </th>
            <th scope="col" className="num" title={t("insight.hint.drawn")}>
              {t("insight.col.drawn")}
            </th>
            <th
              scope="col"
              title={t("insight.hint.share", { cut: t(`insight.cut.${view.cut.by}`, { ...view.cut }) })}
            >
              {t("insight.col.share")}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <Row key={row.no} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: InsightRow }) {
  const { t } = useTranslation();
  const places = (range: [number, number] | null) =>
    range === null ? "—" : range[0] === range[1] ? `${range[0]}` : `${range[0]}–${range[1]}`;
  return (
    <tr>
      <td className="num rs-rank">{row.rank ?? "—"}</td>
      <td className="rs-bid">
        {row.title} <small>{row.no}</small>
      </td>
      <td className="num">{row.mean ?? "—"}</td>
      <td className="num">{row.sd ?? "—"}</td>
      {(["by_mean", "by_median", "by_trimmed", "by_calibrated"] as const).map((method) => (
        <td key={method} className={row[method] === row.rank ? "num dim" : "num an-moved"}>
          {row[method] ?? "—"}
          {row[method] !== null && row[method] !== row.rank && (
            <span className="aside">{t("insight.moved")}</span>
          )}
        </td>
      ))}
      <td className="num">{places(row.without_one)}</td>
      <td className="num">{places(row.drawn)}</td>
      <td>
        <Share row={row} />
      </td>
    </tr>
  );
}

/** In how many of the panels drawn anew an item is inside; the words beside the bar say the same. */
function Share({ row }: { row: InsightRow }) {
  const { t } = useTranslation();
  if (row.inside === null) {
    return <span className="dim">—</span>;
  }
  const stands = t(row.inside ? "insight.inside" : "insight.outside");
  if (row.share === null) {
    return <>{stands}</>;
  }
  const sure = row.share >= 0.95 || row.share < 0.05;
  return (
    <span className={sure ? "an-share" : "an-share an-unsure"}>
      <span className="an-bar" aria-hidden>
        <i style={{ width: `${Math.round(row.share * 100)}%` }} />
      </span>
      <span>
        {!sure && <Mark kind="warn" size={10} />}{" "}
        {t("insight.share", { stands, percent: Math.round(row.share * 100) })}
      </span>
    </span>
  );
}
