import { useTranslation } from "react-i18next";

import type { BoardExpert, BoardView } from "../../backend";
import { ofProjects } from "../../components/conclusions";
import { Mark } from "../../components/marks";
import { useSaying } from "./words";

/** What one member is waited for. */
export function WaitingWord({ expert }: { expert: BoardExpert }) {
  const { t } = useTranslation();
  const { pack } = expert;
  if (expert.paper !== null && !pack?.locked) {
    return <>{t("board.why.paper", { done: expert.scored, total: expert.due })}</>;
  }
  if (expert.digits === null) {
    return <>{t("board.why.digits")}</>;
  }
  if (expert.task_at === null) {
    return <>{t("board.why.task")}</>;
  }
  if (pack === null) {
    return <>{t("board.why.pack")}</>;
  }
  return (
    <>
      {expert.scored < expert.due
        ? t("board.why.short", { count: expert.due - expert.scored, at: pack.at })
        : t("board.why.lock", { at: pack.at })}
      {expert.set_aside !== null && t("board.why.aside", { ...expert.set_aside })}
    </>
  );
}

/** Members who are waited for, in the panel's order. */
export function waitedFor(view: BoardView): BoardExpert[] {
  return view.experts.filter((expert) => view.waiting.includes(expert.no));
}

/** Members who were not yet handed the task pack of the amended rules; nothing where nobody is. */
export function TaskDue({ view }: { view: BoardView }) {
  const { t } = useTranslation();
  const saying = useSaying();
  if (view.task_due.length === 0) return null;
  return (
    <div className="bd-next" role="status">
      <span className="bd-q">
        <Mark kind="warn" size={16} /> {t("amend.taskDue")}
      </span>
      <ul>
        {view.task_due.map((problem, index) => (
          <li key={index}>{saying(problem)[0]}</li>
        ))}
      </ul>
    </div>
  );
}

/** One sentence: why the scores cannot be locked yet, with names. */
export function BlockedLine({ view, tallied }: { view: BoardView; tallied: boolean }) {
  const { t } = useTranslation();
  const saying = useSaying();
  // Until the papers are made a gate that nobody recorded can be made good.
  const blank =
    view.session.stage === "tallied" ? view.gates.filter(({ state }) => state === "unrecorded") : [];
  if (tallied || view.blocked.length === 0) {
    return (
      <div className="bd-next bd-free" role="status">
        <span className="bd-q">
          <Mark kind={tallied ? "lock" : "done"} size={16} />{" "}
          {tallied
            ? t(ofProjects(view.session.kind) ? "unscored.boardTallied" : "board.tallied")
            : t("board.canLock")}
        </span>
        {!tallied && <span>{t("board.canLockWhy")}</span>}
        {blank.length > 0 && (
          <span>
            {t("board.blankGates", { gates: blank.map(({ gate }) => t(`board.gate.${gate}`)).join("、") })}
          </span>
        )}
      </div>
    );
  }
  // Who is missing is said member by member, with what is missing.
  const others = view.blocked.filter(({ code }) => code !== "tally.not_ready" || view.waiting.length === 0);
  return (
    <div className="bd-next" role="status">
      <span className="bd-q">
        <Mark kind="warn" size={16} /> {t("board.blocked")}
      </span>
      <ul>
        {waitedFor(view).map((expert) => (
          <li key={expert.no}>
            <b>{expert.name}</b> <WaitingWord expert={expert} />
          </li>
        ))}
        {others.map((problem, index) => (
          <li key={index}>
            {saying(problem)[0]} <code className="dim">{problem.code}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
