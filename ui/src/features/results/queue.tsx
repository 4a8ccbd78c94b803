import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { FarScore, ResultsView, TieView } from "../../backend";
import { ofProjects } from "../../components/conclusions";
import { Mark } from "../../components/marks";
import { AskDeviations } from "./ask-deviations";
import { signed } from "./figures";

/** What waits for people: deviations, ties, bids without the panel's word. Folded in a low window. */
export function Queue({
  view,
  criterion,
  onSee,
  onDecide,
  onTie,
  onAll,
}: {
  view: ResultsView;
  /** The name of a criterion. */
  criterion: (id: string) => string;
  onSee: (bid: string) => void;
  onDecide: (bid: string) => void;
  onTie: (tie: TieView) => void;
  onAll: () => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(() => !window.matchMedia("(max-height: 700px)").matches);
  const position = (bid: string) => view.rows.find((row) => row.no === bid)?.position ?? bid;
  const places = (bids: readonly string[]) => bids.map(position).join("、");
  const next = view.rows.find((row) => row.decision === null);
  const count = view.far.length + view.ties.length + (view.undecided > 0 ? 1 : 0);
  return (
    <section className="rs-queue" aria-label={t("results.queue.title")}>
      <div className="rs-qh">
        <h2>
          {t("results.queue.title")} <span className="rs-count">{count}</span>
        </h2>
        <small className="dim">{count === 0 ? t("results.queue.none") : t("results.queue.hint")}</small>
        <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t("results.queue.fold") : t("results.queue.unfold")}
        </Button>
      </div>
      {open && (
        <ul tabIndex={0} aria-label={t("results.queue.title")}>
          {view.undecided > 0 && (
            <li>
              <Mark kind="wait" />
              <span>
                <b>{t("results.queue.decide")}</b>
                {t("results.queue.decideWords", { count: view.undecided })}
              </span>
              <span className="rs-qb">
                {next !== undefined && (
                  <Button size="small" onClick={() => onDecide(next.no)}>
                    {t("results.queue.next")}
                  </Button>
                )}
                {!ofProjects(view.session.kind) && (
                  <Button size="small" onClick={onAll}>
                    {t("results.queue.all")}
                  </Button>
                )}
              </span>
            </li>
          )}
          {view.ties.map((tie) => (
            <li key={tie.bids.join()}>
              <Mark kind="tie" />
              <span>
                <b>{t("results.queue.tie")}</b>
                {t("results.queue.tieWords", { bids: places(tie.bids), rank: tie.rank })}；
                {tie.matters ? (
                  <b className="rs-matters">{t("results.queue.tieMatters")}</b>
                ) : (
                  t("results.queue.tieOnly")
                )}
              </span>
              <Button size="small" onClick={() => onTie(tie)}>
                {t("results.queue.settle")}
              </Button>
            </li>
          ))}
          {view.far.map((far) => (
            <li key={`${far.bid_no}/${far.expert_no}/${far.criterion ?? ""}`}>
              <Mark kind="warn" />
              <span>
                <b>{t("results.queue.far")}</b>
                <FarWords far={far} view={view} position={position(far.bid_no)} criterion={criterion} />
              </span>
              <Button size="small" onClick={() => onSee(far.bid_no)}>
                {t("results.queue.see")}
              </Button>
            </li>
          ))}
          {view.far.length > 0 && (
            <li>
              <Mark kind="info" />
              <span className="sec">{t("results.queue.farDo")}</span>
              <AskDeviations view={view} />
            </li>
          )}
          {view.settled.map((tie) => (
            <li key={tie.order.join()}>
              <Mark kind="done" />
              <span>
                <b>{t("results.queue.settled")}</b>
                {t("results.queue.settledWords", { ...tie, order: places(tie.order) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function FarWords({
  far,
  view,
  position,
  criterion,
}: {
  far: FarScore;
  view: ResultsView;
  position: string | number;
  criterion: (id: string) => string;
}) {
  const { t } = useTranslation();
  const { name, own } = far;
  const words = { name, own, position, percent: signed(far.percent), limit: view.far_limit };
  return (
    <>
      {far.criterion === null
        ? t("results.queue.farTotal", words)
        : t("results.queue.farOne", { ...words, criterion: criterion(far.criterion) })}
    </>
  );
}
