import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { DemandStated, DeskBid } from "../../backend";
import { grouped } from "../../components/amount";

/** What a demand states, in the order of the article, as its expert reads it; its papers are one step away. */
export function Stated({
  bid,
  demand,
  children,
}: {
  bid: DeskBid;
  demand: DemandStated;
  /** The buttons of its papers. */
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const days = [demand.start, demand.end].filter((day) => day !== null).join(" — ");
  const months = demand.term_months === null ? "" : t("desk.stated.months", { count: demand.term_months });
  const rows: [string, string][] = [
    [t("desk.stated.background"), demand.background],
    [t("desk.stated.content"), demand.content],
    [t("desk.stated.indicators"), demand.indicators],
    [t("desk.stated.term"), [months, days].filter((part) => part !== "").join("，")],
    [
      t("desk.stated.investment"),
      demand.total_investment === null ? "" : `${grouped(demand.total_investment)} ${t("desk.wan")}`,
    ],
    [t("desk.stated.requirements"), demand.requirements],
    ...(demand.scene === "" ? [] : [[t("desk.stated.scene"), demand.scene] as [string, string]]),
    ...(demand.field_reason === ""
      ? []
      : [[t("desk.stated.fieldReason"), demand.field_reason] as [string, string]]),
  ];
  return (
    <div className="dk-stated" tabIndex={0} role="region" aria-label={t("desk.stated.title")}>
      {bid.papers.length > 0 && (
        <div className="dk-papers" role="group" aria-label={t("desk.papers")}>
          <b>{t("desk.stated.title")}</b> {children}
        </div>
      )}
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value === "" ? t("desk.stated.none") : value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
