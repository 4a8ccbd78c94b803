import { useTranslation } from "react-i18next";

import type { Problem } from "../../backend";
import { askWord } from "../../components/conclusions";
import { Mark } from "../../components/marks";
import { language } from "../../i18n";
import { owedOf } from "./bid-list";
import { nameOf } from "./names";
import { stuck } from "./save-queue";
import { answersOnly, spotOf, type Work } from "./work";

/** So many missing criteria are named; of more only the number is told. */
const NAMED = 3;

/** The running total as the program has it, and what is missing in words. */
export function Sum({ work, onJump }: { work: Work; onJump: (what: string) => void }) {
  const { t } = useTranslation();
  const { view, bid, unsaved } = work;
  const abstains = bid.abstain !== null;
  const stays = unsaved.filter((entry) => entry.bid === bid.no && stuck(entry)).length;
  const notCounted = unsaved.some(
    (entry) =>
      entry.bid === bid.no &&
      (entry.edit.edit === "mark" || entry.edit.edit === "sub") &&
      entry.state === "failed",
  );
  return (
    <div>
      <div className="dk-running">
        {abstains ? t("desk.said.abstainedShort") : view.criteria.length > 0 && bid.total}
        {!abstains && (
          <small>
            {" "}
            {view.criteria.length === 0 ? t("desk.notScored") : t("desk.ofMax", { max: view.own_max })}
            {view.category === "finance" && t("desk.financeOnly")}
          </small>
        )}
      </div>
      <p className="dk-missing" role="status">
        {notCounted && !abstains ? (
          <span className="say-stop">
            <Mark kind="stop" size={13} /> {t("desk.totalWithout")}
          </span>
        ) : stays > 0 ? (
          <span className="say-stop">
            <Mark kind="stop" size={13} /> {t("desk.unsavedCount", { count: stays })}
          </span>
        ) : (
          <Missing work={work} onJump={onJump} />
        )}
      </p>
    </div>
  );
}

function Missing({ work: { view, bid }, onJump }: { work: Work; onJump: (what: string) => void }) {
  const { t } = useTranslation();
  if (view.locked_at !== null) {
    return <>{t("desk.lockedShort")}</>;
  }
  if (bid.missing.length === 0 && owedOf(view.bids).has(bid.no)) {
    return (
      <span className="say-warn">
        <Mark kind="part" size={13} /> {t("desk.onlyBudgetMissing")}
      </span>
    );
  }
  if (bid.missing.length === 0) {
    return (
      <span className="sec">
        <Mark kind="done" size={13} />{" "}
        {t(
          bid.abstain !== null
            ? "desk.said.abstainedWhole"
            : answersOnly(view)
              ? "unscored.nothingMissing"
              : "desk.nothingMissing",
        )}
      </span>
    );
  }
  const criterionOf = (problem: Problem) => view.criteria.find(({ id }) => id === spotOf(problem)?.what);
  const criteria = bid.missing.map(criterionOf).filter((criterion) => criterion !== undefined);
  const gateOf = (problem: Problem) => bid.gates.find(({ id }) => id === spotOf(problem)?.what);
  const gates = bid.missing.filter((problem) => gateOf(problem) !== undefined);
  const rest = bid.missing.filter((problem) => !gates.includes(problem) && !criterionOf(problem));
  const words = [
    criteria.length > NAMED
      ? t("desk.missingCount", { count: criteria.length })
      : criteria.length > 0 &&
        t("desk.missingMarks", { names: criteria.map(nameOf).join(t("desk.listJoin")) }),
    ...rest.map((problem) => {
      const line = spotOf(problem)?.what;
      if (problem.code === "budget.cut_without_reason" && line !== undefined) {
        return t("desk.missingReason", { line });
      }
      return language() === "zh" ? problem.zh : problem.en;
    }),
  ];
  return (
    <span className="say-warn">
      <Mark kind="warn" size={13} />{" "}
      <GatesMissing missing={gates} ask={t(askWord(view.kind))} onJump={onJump} />
      {words.filter((word) => word !== false).join(t("desk.clauseJoin"))}
    </span>
  );
}

/** The veto questions stand below the criteria, out of sight on a long sheet: said first, and the way there. */
function GatesMissing({
  missing,
  ask,
  onJump,
}: {
  missing: readonly Problem[];
  /** What the questions are called. */
  ask: string;
  onJump: (what: string) => void;
}) {
  const { t } = useTranslation();
  const first = missing[0] && spotOf(missing[0])?.what;
  if (first === undefined) {
    return null;
  }
  const open = missing.filter(({ code }) => code !== "gate.reason").length;
  const word =
    open > 0 ? t("desk.said.gatesOpen", { ask, count: open }) : t("desk.said.gatesGround", { ask });
  return (
    <button type="button" className="dk-goto" onClick={() => onJump(first)}>
      {word} {t("desk.said.goAnswer")}
    </button>
  );
}
