import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useBackend, type DeskBid, type DeskView, type GateView } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { openOf } from "./bid-list";
import { bidKey } from "./use-desk";

/** Whether an answer vetoes. */
const isVeto = ({ yes, veto_on_yes }: GateView) => yes !== null && yes === veto_on_yes;

const KINDS = ["budget", "conclusion", "opinion"] as const;

const LACKS: Record<(typeof KINDS)[number], (bid: DeskBid) => boolean> = {
  budget: ({ lines }) => lines.some(({ recommended }) => recommended === null),
  conclusion: ({ vote }) => vote === null,
  opinion: ({ merits, problems, advice }) => (merits + problems + advice).trim() === "",
};

/** What of the bids that are open is not filled though the lock does not ask for it, and what is said in the place of a score. */
export function useNotFilled(view: DeskView) {
  const backend = useBackend();
  return useQueries({
    queries: openOf(view)
      .filter(({ state }) => state !== "recused")
      .map(({ no }) => ({
        queryKey: bidKey(view.meeting, no),
        queryFn: () => backend.deskBid(view.meeting, no),
      })),
    combine: (found) => ({
      pending: found.some(({ isPending }) => isPending),
      error: found.find(({ data, isError }) => isError && data === undefined)?.error ?? null,
      lacks: KINDS.map((kind) => ({
        kind,
        bids: found.flatMap(({ data }) =>
          data !== undefined && data.abstain === null && LACKS[kind](data) ? [data] : [],
        ),
      })).filter(({ bids }) => bids.length > 0),
      abstained: found.flatMap(({ data }) => (data !== undefined && data.abstain !== null ? [data] : [])),
      vetoed: found.flatMap(({ data }) =>
        data !== undefined && data.abstain === null && data.gates.some(isVeto) ? [data] : [],
      ),
    }),
  });
}

/** Said before the lock: afterwards it cannot be filled any more. */
export function NotFilled({
  pending,
  error,
  lacks,
  abstained,
  vetoed,
  answers,
  ask,
}: ReturnType<typeof useNotFilled> & {
  /** Experts answer, and nothing is scored. */
  answers: boolean;
  /** What the questions of the sheet are called. */
  ask: string;
}) {
  const { t } = useTranslation();
  const out = t(answers ? "unscored.lockAbstained" : "desk.said.lockAbstained", { count: abstained.length });
  const waits = t("desk.said.lockVetoed", { ask, count: vetoed.length });
  if (pending) {
    return (
      <p className="sec" role="status">
        {t("desk.notFilledLooking")}
      </p>
    );
  }
  return (
    <>
      {error !== null && <ProblemBox error={error} />}
      {abstained.length > 0 && (
        <section className="dk-lock-said" aria-label={out}>
          <h3>
            <Mark kind="info" /> {out}
          </h3>
          <ul>
            {abstained.map(({ no, title, abstain }) => (
              <li key={no}>
                <b>{no}</b> {title} <span className="sec">{abstain}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {vetoed.length > 0 && (
        <section className="dk-lock-said" aria-label={waits}>
          <h3>
            <Mark kind="warn" /> {waits}
          </h3>
          <ul>
            {vetoed.map(({ no, title, gates }) => (
              <li key={no}>
                <b>{no}</b> {title}
                {gates.filter(isVeto).map(({ id, question, yes, reason }) => (
                  <div key={id} className="sec">
                    {question} <b>{t(yes === true ? "desk.said.yes" : "desk.said.no")}</b> {reason}
                  </div>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {lacks.length > 0 && (
        <div className="note note-warn">
          <Mark kind="warn" size={16} />
          <div>
            {t("desk.notFilled", {
              what: lacks
                .map(({ kind, bids }) => t(`desk.notFilledKind.${kind}`, { count: bids.length }))
                .join(t("desk.listJoin")),
            })}
            {lacks.map(({ kind, bids }) => (
              <details key={kind}>
                <summary>{t(`desk.notFilledKind.${kind}`, { count: bids.length })}</summary>
                <ul>
                  {bids.map(({ no, title }) => (
                    <li key={no}>
                      <b>{no}</b> {title}
                    </li>
                  ))}
                </ul>
              </details>
            ))}
          </div>
        </div>
      )}
    </>
  );
}
