import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { FarScore, ResultsView, TieView } from "../../backend";
import { askWord, ofProjects } from "../../components/conclusions";
import { Mark } from "../../components/marks";
import { Blanks, useBlanks } from "./blanks";
import { FarScores } from "./far-scores";
import { becameOf, TieSaid } from "./tie-said";

/** How many words must be changed before documents are made. */
const wrongOf = (view: ResultsView) => view.findings.filter(({ severity }) => severity === "error").length;

/** How many things wait before documents are made; what must be changed waits too. */
export function waitingOf(view: ResultsView): number {
  const undecided = view.undecided > 0 ? 1 : 0;
  const far = view.far.filter(({ stands }) => stands === null).length;
  return far + view.ties.length + view.vetoes.length + wrongOf(view) + undecided;
}

/** What waits for people: vetoes, deviations, ties, bids without the panel's word. Folded in a low window. */
export function Queue({
  no,
  view,
  criterion,
  onSee,
  onDecide,
  onTie,
  onSaid,
  onAll,
  onRecord,
}: {
  no: string;
  view: ResultsView;
  /** The name of a criterion. */
  criterion: (id: string) => string;
  onSee: (bid: string) => void;
  onDecide: (bid: string) => void;
  onTie: (tie: TieView) => void;
  onSaid: (far: FarScore) => void;
  onAll: () => void;
  /** To the board, where gates are recorded. */
  onRecord: () => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(() => !window.matchMedia("(max-height: 700px)").matches);
  const position = (bid: string) => view.rows.find((row) => row.no === bid)?.position ?? bid;
  const places = (bids: readonly string[]) => bids.map(position).join("、");
  const next = view.rows.find((row) => row.decision === null);
  const blanks = useBlanks(no);
  // The papers do not wait for a blank; the people who could fill it do.
  const count = waitingOf(view) + blanks.length;
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
          {wrongOf(view) > 0 && (
            <li>
              <Mark kind="stop" />
              <span>
                <b>{t("app.mustChange")}</b>
                {t("results.queue.wrongWords", { count: wrongOf(view) })}
              </span>
            </li>
          )}
          {view.vetoes.map((veto) => (
            <li key={`${veto.bid_no}/${veto.gate}`}>
              <Mark kind="stop" />
              <span>
                <b>{t(askWord(view.session.kind))}</b>
                {t("results.queue.vetoWords", {
                  position: position(veto.bid_no),
                  question: veto.question,
                  answer: veto.answer,
                  count: veto.experts,
                })}
              </span>
              <Button size="small" onClick={() => onSee(veto.bid_no)}>
                {t("results.queue.vetoDo")}
              </Button>
            </li>
          ))}
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
          <Blanks of={blanks} onRecord={onRecord} />
          <FarScores view={view} criterion={criterion} onSee={onSee} onSaid={onSaid} />
          {view.settled.map((tie) => (
            <li key={`${tie.order.join()}/${tie.reason}`}>
              <Mark kind={becameOf(tie) === "settled" ? "done" : "info"} />
              <span>
                <b>{t(`results.queue.${becameOf(tie)}`)}</b>
                <TieSaid tie={tie} rows={view.rows} members={view.panel.members} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
