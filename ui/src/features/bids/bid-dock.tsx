import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { BidLine } from "../../backend";
import { Keys } from "../../components/kbd";
import { AttachForm } from "./attach-form";
import { grouped } from "../../components/amount";
import { Changes } from "../../components/may";
import { Side } from "../../components/side";
import { PaperList } from "./paper-list";

/** The chosen bid: its facts, who takes part, and its papers. */
export function BidDock({
  batch,
  bid,
  onOpen,
}: {
  batch: string;
  bid: BidLine;
  onOpen: ((no: string) => void) | undefined;
}) {
  const { t } = useTranslation();
  return (
    <Side className="dock bl-dock" label={t("bids.detail")}>
      <h2>{bid.title}</h2>
      {onOpen !== undefined && (
        <Button size="small" onClick={() => onOpen(bid.no)}>
          {t("books.tools.open")} <Keys of="Ctrl O" />
        </Button>
      )}
      <dl>
        <dt>{t("bids.no")}</dt>
        <dd>{bid.no}</dd>
        <dt>{t("bids.challenge")}</dt>
        <dd>{bid.challenge_no}</dd>
        <dt>{t("bids.field")}</dt>
        <dd>{bid.field}</dd>
        <dt>{t("bids.column.sponsor")}</dt>
        <dd>{bid.sponsor}</dd>
        <dt>{t("bids.column.solver")}</dt>
        <dd>{bid.solver}</dd>
        <dt>{t("bids.chief")}</dt>
        <dd>{bid.chief_engineer ?? <span className="dim">{t("bids.noChief")}</span>}</dd>
        <dt>{t("bids.term")}</dt>
        <dd>{t("bids.termOf", { start: bid.start, end: bid.end })}</dd>
        <dt>{t("bids.rdTotal")}</dt>
        <dd>{t("bids.amount", { amount: grouped(bid.rd_total) })}</dd>
        <dt>{t("bids.fiscalAsked")}</dt>
        <dd>
          <b>{t("bids.amount", { amount: grouped(bid.fiscal) })}</b>
        </dd>
        <dt>{t("bids.race")}</dt>
        <dd>
          {bid.race === null ? t("bids.raceUnsaid") : t(bid.race ? "bids.raceChosen" : "bids.raceNotChosen")}
        </dd>
      </dl>
      <h3>{t("bids.participants")}</h3>
      {bid.participants.length === 0 ? (
        <p className="sec">{t("bids.noParticipants")}</p>
      ) : (
        <ul>
          {bid.participants.map((unit) => (
            <li key={unit}>{unit}</li>
          ))}
        </ul>
      )}
      <h3>
        {t("bids.papersTitle")} <small>{t("bids.papersCount", { count: bid.papers.length })}</small>
      </h3>
      <PaperList batch={batch} bid={bid} />
      <Changes>
        <AttachForm batch={batch} bid={bid} />
      </Changes>
    </Side>
  );
}
