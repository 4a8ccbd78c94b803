import { useState } from "react";
import { useTranslation } from "react-i18next";

import type {
  Aggregation,
  BasisName,
  ExplainColumn,
  ExplainRow,
  ExplainView,
  ResultRow,
} from "../../backend";
import { Mark } from "../../components/marks";
import { ExplainBasis } from "./explain-basis";
import { ExplainBudget } from "./explain-budget";
import { ExplainTable } from "./explain-table";
import { TieSaid } from "./tie-said";

/** A cell that was chosen: whose, and of which criterion. */
export interface Spot {
  expert: string;
  column: string;
}

/** The frozen rule, and from how many valid scores it trims. */
export interface TrimRule {
  aggregation: Aggregation;
  from: number;
}

/** Where every figure of a bid comes from. */
export function Explain({
  view,
  rule,
  basis,
  money,
  rows,
}: {
  view: ExplainView;
  /** The bids of the meeting, for their places. */
  rows: readonly ResultRow[];
  rule: TrimRule;
  /** What is ranked by. */
  basis: BasisName;
  /** Whether the kind of session reviews a budget. */
  money: boolean;
}) {
  const { t } = useTranslation();
  const [spot, setSpot] = useState<Spot | null>(null);
  const row = view.rows.find((one) => one.expert_no === spot?.expert);
  const at = view.columns.findIndex((one) => one.id === spot?.column);
  const column = view.columns[at];
  const valid = view.rows.filter((one) => one.cells.some((cell) => cell.mark !== null)).length;
  if (view.columns.length === 0) {
    return <Unscored view={view} />;
  }
  return (
    <>
      <ExplainTable view={view} spot={spot} onSpot={setSpot} />
      {row !== undefined && column !== undefined ? (
        <OriginBox row={row} column={column} at={at} />
      ) : (
        <p className="rs-pick dim">{t("results.explain.pick")}</p>
      )}
      <ol className="rs-trace">
        <li>
          {t("results.explain.valid", { valid, recused: view.recused })}
          <Trimmed view={view} rule={rule} />
        </li>
        {view.sum_line !== null && (
          <li>
            {t("results.explain.sum")}
            <span className="rs-eq">{view.sum_line}</span>
            {"　"}
            {t("results.explain.rounding")}
            <b>{view.points}</b>
            {view.exact !== null && view.basis_line === null && (
              <span className="dim rs-exact"> {t("results.explain.exact", { exact: view.exact })}</span>
            )}
          </li>
        )}
        <ExplainBasis view={view} basis={basis} />
        {view.breakers.length > 0 && (
          <li>
            {t("results.explain.breakers", {
              names: view.breakers
                .map(([name, value]) => t("results.explain.breaker", { name, value }))
                .join("、"),
            })}
          </li>
        )}
        {view.ties.map((tie) => (
          <li key={`${tie.order.join()}/${tie.reason}`}>
            {t("results.explain.tie")}
            <TieSaid tie={tie} rows={rows} members={view.rows} />
          </li>
        ))}
      </ol>
      {money && <ExplainBudget view={view} />}
    </>
  );
}

/** Questions alone: who leans to what. What they hint at stands beside the conclusion. */
function Unscored({ view }: { view: ExplainView }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="sec">{t("results.explain.unscored")}</p>
      <ul className="rs-notes">
        {view.opinions.map(({ name, vote }) => (
          <li key={name}>
            {name}　{vote === null ? t("results.explain.noVote") : t(`results.conclusion.${vote}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whether figures were struck, and why not where they were not. */
function Trimmed({ view, rule }: { view: ExplainView; rule: TrimRule }) {
  const { t, i18n } = useTranslation();
  const { from } = rule;
  if (rule.aggregation === "median") {
    return <>{t("method.medianSays")}</>;
  }
  if (rule.aggregation === "mean") {
    return <>{t("results.explain.plainMean")}</>;
  }
  const whole = view.columns.filter(
    (_, at) => !view.rows.some(({ cells }) => ["highest", "lowest"].includes(cells[at]?.kind ?? "")),
  );
  if (whole.length === view.columns.length) {
    return <>{t("results.explain.untrimmed", { from })}</>;
  }
  const names = whole.map((one) => (i18n.language === "en" ? one.name_en : one.name_zh)).join("、");
  return (
    <>
      {t("results.explain.struck")}
      {whole.length > 0 && ` ${t("results.explain.untrimmedSome", { names, from })}`}
    </>
  );
}

/** Where one figure comes from: the signature, the pack, the entry of the journal. */
function OriginBox({ row, column, at }: { row: ExplainRow; column: ExplainColumn; at: number }) {
  const { t, i18n } = useTranslation();
  const cell = row.cells[at];
  const { origin } = row;
  const criterion = i18n.language === "en" ? column.name_en : column.name_zh;
  const mark = cell?.mark ?? null;
  return (
    <div className="rs-origin" role="status">
      <b>
        {mark === null
          ? t("results.origin.noMark", { name: row.name, criterion })
          : t("results.origin.mark", { name: row.name, criterion, mark })}
      </b>{" "}
      {cell?.kind === "highest" && t("results.explain.highest")}
      {cell?.kind === "lowest" && t("results.explain.lowest")}
      {cell?.kind === "off_middle" && t("method.offMiddle")}
      {cell?.kind === "counted" && t("results.origin.kept")}
      {cell !== undefined && cell.subs.length > 0 && (
        <p>
          {cell.subs
            .map(([part, own, max]) => t("results.origin.part", { part, own, max }))
            .join(t("results.origin.partJoin"))}
        </p>
      )}
      {origin === null ? (
        <p>{t("results.origin.none")}</p>
      ) : (
        <>
          <p>
            {origin.paper === null
              ? t("results.origin.signed", { at: origin.signed_at, revision: origin.revision })
              : t("results.origin.typed", {
                  at: origin.signed_at,
                  revision: origin.revision,
                  ...origin.paper,
                })}
          </p>
          <p>
            {origin.paper !== null
              ? t("results.origin.original")
              : origin.pack === null
                ? t("results.origin.noPack")
                : origin.taken_at === null
                  ? t("results.origin.packOnly", { pack: origin.pack })
                  : t("results.origin.pack", { pack: origin.pack, at: origin.taken_at })}
            {origin.journal_seq !== null && ` · ${t("results.origin.journal", { seq: origin.journal_seq })}`}
          </p>
          <p>
            <Mark kind="info" size={12} />{" "}
            <code title={origin.event}>{t("results.origin.event", { hash: origin.event.slice(0, 16) })}</code>
          </p>
        </>
      )}
    </div>
  );
}
