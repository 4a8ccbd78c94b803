import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DeskLine, type DeskView, type Problem } from "../../backend";
import { askWord } from "../../components/conclusions";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { language } from "../../i18n";
import { countsOf, openOf } from "./bid-list";
import { NotFilled, useNotFilled } from "./not-filled";
import { OwnScale } from "./own-scale";
import { Pane } from "./pane";
import type { SaveQueue } from "./save-queue";
import { answersOnly, spotOf } from "./work";

interface LockPaneProps {
  view: DeskView;
  queue: SaveQueue;
  /** Edits that are not in the vault. */
  unsaved: number;
  /** Scored, but the budget is still to be filled. */
  owed: ReadonlySet<string>;
  onJump: (bid: string, what: string) => void;
  onLocked: (view: DeskView) => void;
  onClose: () => void;
}

/** Before the lock: what is missing, or what will be signed; and that nothing can be changed afterwards. */
export function LockPane({ view, queue, unsaved, owed, onJump, onLocked, onClose }: LockPaneProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { done, due } = countsOf(openOf(view), owed);
  const { recused } = countsOf(view.bids, owed);
  const lock = useMutation({
    mutationFn: async () => ((await queue.retry()) ? backend.deskLock(view.meeting, seen) : null),
    onSuccess: (locked) => {
      if (locked !== null) {
        onLocked(locked);
      }
    },
  });
  const notFilled = useNotFilled(view);
  const [seen, setSeen] = useState(false);
  const whole = view.missing.length === 0 && unsaved === 0;
  // The own use of the scale is confirmed first, where there is any.
  const ready = whole && (seen || view.scale.items === 0);
  // What will stay empty is said before one signs.
  const run = () => {
    if (ready && !notFilled.pending && !lock.isPending) {
      lock.mutate();
    }
  };
  useKeys([{ keys: "Ctrl Enter", label: t("desk.lock"), run, inFields: true, when: ready, changes: true }]);
  return (
    <Pane title={t("desk.lock")} onClose={onClose}>
      <dl className="dk-counts">
        <div>
          <dt>{t("desk.count.due")}</dt>
          <dd>{due}</dd>
        </div>
        <div>
          <dt>{t("desk.count.done")}</dt>
          <dd>{done}</dd>
        </div>
        <div>
          <dt>{t("desk.count.recused")}</dt>
          <dd>{recused}</dd>
        </div>
        <div>
          <dt>{t("desk.count.missing")}</dt>
          <dd>{view.missing.length}</dd>
        </div>
      </dl>
      {view.missing.length > 0 && (
        <>
          <h3>{t("desk.cannotLock")}</h3>
          {missingByBid(view).map(({ bid, problems }, at) =>
            bid === null ? (
              <MissingList key="" view={view} problems={problems} onJump={onJump} />
            ) : (
              <details key={bid.no} className="dk-missing-bid" open={at === 0}>
                <summary>
                  <b>{bid.no}</b> {bid.title}{" "}
                  <span className="sec">{t("desk.missingHere", { count: problems.length })}</span>
                </summary>
                <MissingList view={view} problems={problems} onJump={onJump} />
              </details>
            ),
          )}
        </>
      )}
      {unsaved > 0 && (
        <p className="note note-stop">
          <Mark kind="stop" size={16} /> {t("desk.lockUnsaved", { count: unsaved })}
        </p>
      )}
      <NotFilled {...notFilled} answers={answersOnly(view)} ask={t(askWord(view.kind))} />
      {whole && <OwnScale view={view} seen={seen} onSeen={setSeen} />}
      {whole && (
        <p className="note note-warn">
          <Mark kind="warn" size={16} />{" "}
          {t(
            view.kind === "bid" || view.kind === "demand"
              ? "desk.lockFinal"
              : answersOnly(view)
                ? "unscored.lockFinal.unscored"
                : "unscored.lockFinal.advises",
          )}
        </p>
      )}
      <p className="sec">{t("desk.rulesDigest", { digest: view.rules_digest })}</p>
      {lock.isError && <ProblemBox error={lock.error} />}
      <div className="dk-acts">
        <Changes said>
          <Button
            type="primary"
            size="large"
            disabled={!ready || notFilled.pending || lock.isPending}
            onClick={run}
          >
            {t("desk.lock")} <Keys of="Ctrl Enter" />
          </Button>
        </Changes>
        <Button size="large" onClick={onClose}>
          {t("desk.back")} <Keys of="Esc" />
        </Button>
        <span className="sec" role="status">
          {lock.isPending && t("desk.working")}
          {!whole && t("desk.lockWaits")}
          {whole && !ready && t("desk.said.scaleNeeds")}
        </span>
      </div>
    </Pane>
  );
}

/** What is missing, bid by bid in their order; what is of no bid, such as the pledge, first. */
function missingByBid(view: DeskView): { bid: DeskLine | null; problems: Problem[] }[] {
  const of = (problem: Problem) => spotOf(problem)?.bid ?? null;
  const own = view.missing.filter((one) => !view.bids.some(({ no }) => no === of(one)));
  return [
    ...(own.length > 0 ? [{ bid: null, problems: own }] : []),
    ...view.bids
      .map((bid) => ({ bid, problems: view.missing.filter((one) => of(one) === bid.no) }))
      .filter(({ problems }) => problems.length > 0),
  ];
}

function MissingList({
  view,
  problems,
  onJump,
}: Pick<LockPaneProps, "view" | "onJump"> & { problems: readonly Problem[] }) {
  return (
    <ul className="dk-missing-list">
      {problems.map((problem, index) => (
        <MissingLine key={index} view={view} problem={problem} onJump={onJump} />
      ))}
    </ul>
  );
}

function MissingLine({
  view,
  problem,
  onJump,
}: {
  view: DeskView;
  problem: Problem;
  onJump: (bid: string, what: string) => void;
}) {
  const { t } = useTranslation();
  const spot = spotOf(problem);
  const criterion = spot && view.criteria.find(({ id }) => id === spot.what);
  const zh = language() === "zh";
  const words = () => {
    if (criterion) {
      return t("desk.missingMarks", { names: zh ? criterion.name_zh : criterion.name_en });
    }
    return problem.code === "budget.cut_without_reason" && spot
      ? t("desk.missingReason", { line: spot.what })
      : zh
        ? problem.zh
        : problem.en;
  };
  return (
    <li>
      <Mark kind="warn" />
      <span>{words()}</span>
      {spot && <Button onClick={() => onJump(spot.bid, spot.what)}>{t("desk.goThere")}</Button>}
    </li>
  );
}
