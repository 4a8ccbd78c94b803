import { Button } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { BidState, DeskLine, DeskView } from "../../backend";
import { Mark, type MarkKind } from "../../components/marks";
import { useRoving } from "../../components/roving";
import { useGivingBack } from "../../components/shared-laptop";
import { useHomeWord } from "./names";

const marks: Record<BidState, MarkKind> = { none: "none", part: "part", done: "done", recused: "recuse" };

/** How many bids are how far. One whose budget is `owed` is scored, but not done. */
export function countsOf(bids: readonly DeskLine[], owed: ReadonlySet<string>) {
  const of = (state: BidState) => bids.filter((bid) => bid.state === state).length;
  const open = bids.filter(({ no, state }) => state === "done" && owed.has(no)).length;
  const recused = of("recused");
  return { done: of("done") - open, part: of("part") + open, open, recused, due: bids.length - recused };
}

/** The bids that are scored and whose budget, which this expert judges, is not finished: the lock does not ask for it. */
export function owedOf(bids: readonly DeskLine[]): ReadonlySet<string> {
  return new Set(
    bids.filter(({ state, budget_open }) => state === "done" && budget_open).map(({ no }) => no),
  );
}

/** The bids that may be scored now: all, or after the lock those that were given back. */
export function openOf({ bids, given_back }: Pick<DeskView, "bids" | "given_back">): readonly DeskLine[] {
  return given_back.length === 0 ? bids : bids.filter(({ no }) => given_back.includes(no));
}

interface BidListProps {
  bids: readonly DeskLine[];
  current: string;
  /** Folded to a rail of numbers. */
  rail: boolean;
  unsaved: ReadonlySet<string>;
  /** Scored, but the budget is still to be filled. */
  owed: ReadonlySet<string>;
  /** Recusals declared here that wait for a decision. */
  declared: readonly string[];
  onPick: (bid: string) => void;
  onHome: () => void;
  children: ReactNode;
}

/** The bids in the order of presentation. A recused one shows its number and nothing else. */
export function BidList(props: BidListProps) {
  const { bids, current, rail, unsaved, owed, declared, onPick, onHome, children } = props;
  const { t } = useTranslation();
  const homeWord = useHomeWord();
  const passed = useGivingBack() !== null;
  const counts = countsOf(bids, owed);
  const index = Math.max(
    0,
    bids.findIndex(({ no }) => no === current),
  );
  const list = useRef<HTMLDivElement>(null);
  const pick = (at: number) => {
    const bid = bids[at];
    if (bid !== undefined && bid.state !== "recused") {
      onPick(bid.no);
    }
  };
  const roving = useRoving({ count: bids.length, initial: index, onPick: pick });
  const { setActive } = roving;
  useEffect(() => {
    setActive(index);
    list.current?.querySelector(`[data-rove="${index}"]`)?.scrollIntoView?.({ block: "nearest" });
  }, [index, setActive]);
  return (
    <aside className="dk-list" aria-label={t("desk.bids")}>
      <div className="dk-list-head">
        <Button type="text" size="small" onClick={onHome} title={homeWord} aria-label={homeWord}>
          ‹{!rail && ` ${t(passed ? "turn.give" : "desk.meetings")}`}
        </Button>
        <span role="status">
          {rail ? (
            <>
              <b>{counts.done}</b> <small>/ {counts.due}</small>
            </>
          ) : (
            <>
              {t("desk.doneWord")} <b>{counts.done}</b> {t("desk.ofDue", { due: counts.due })}
              {counts.recused > 0 && (
                <span className="dim"> {t("desk.alsoRecused", { count: counts.recused })}</span>
              )}
            </>
          )}
        </span>
        {!rail && (
          <div className="dk-meter" aria-hidden>
            <i style={{ flex: counts.done }} />
            <i data-part style={{ flex: counts.part }} />
            <i data-none style={{ flex: counts.due - counts.done - counts.part }} />
            <i data-recused style={{ flex: counts.recused }} />
          </div>
        )}
      </div>
      <div ref={list} className="dk-bids" role="listbox" aria-label={t("desk.bids")} {...roving.pane}>
        {bids.map((bid, at) => (
          <div
            key={bid.no}
            role="option"
            className={bid.state === "recused" ? "dk-recused" : ""}
            aria-selected={bid.no === current}
            aria-disabled={bid.state === "recused"}
            onClick={() => pick(at)}
            {...roving.item(at)}
          >
            <Line
              bid={bid}
              rail={rail}
              unsaved={unsaved.has(bid.no)}
              owed={bid.state === "done" && owed.has(bid.no)}
              declared={declared.includes(bid.no)}
            />
          </div>
        ))}
      </div>
      <div className="dk-list-foot">{children}</div>
    </aside>
  );
}

function Line({
  bid,
  rail,
  unsaved,
  owed,
  declared,
}: {
  bid: DeskLine;
  rail: boolean;
  unsaved: boolean;
  owed: boolean;
  declared: boolean;
}) {
  const { t } = useTranslation();
  const recused = bid.state === "recused";
  const state = bid.abstained
    ? t("desk.said.abstainedShort")
    : owed
      ? t("desk.budgetOwed")
      : bid.state === "part" && bid.marked > 0
        ? t("desk.marked", { marked: bid.marked, criteria: bid.criteria })
        : t(`desk.state.${bid.state}`);
  const kind = owed ? "part" : marks[bid.state];
  if (rail) {
    return (
      <>
        <span className="dk-no" title={bid.no}>
          {bid.position}
        </span>
        <span className="dk-state">
          <Mark kind={unsaved ? "stop" : bid.confirm ? "warn" : kind} size={13} />
          {bid.confirm && <span className="aside">{t("amend.deskConfirmShort")}</span>}
          {recused
            ? t("desk.recusedShort")
            : !(unsaved && bid.state === "done") && <span className="aside">{state}</span>}
          {unsaved && t("desk.unsavedShort")}
        </span>
      </>
    );
  }
  return (
    <>
      <span className="dk-no">{bid.position}</span>
      <span className="dk-title" title={recused ? undefined : (bid.title ?? undefined)}>
        <span>{recused ? t(declared ? "desk.declaredLine" : "desk.recusedLine") : bid.title}</span>
      </span>
      <span className="dk-facts">
        <code className="dim">{bid.no}</code>
        {!(unsaved && bid.state === "done") && (
          <span className="dk-state">
            <Mark kind={kind} size={13} />
            {state}
          </span>
        )}
        {bid.confirm && (
          <span className="dk-state say-warn">
            <Mark kind="warn" size={13} />
            {t("amend.deskConfirmShort")}
          </span>
        )}
        {bid.race !== null && !recused && (
          <span className="dk-state">{t("desk.race", { letter: bid.race })}</span>
        )}
        {unsaved && (
          <span className="dk-state say-stop">
            <Mark kind="stop" size={13} />
            {t("desk.unsaved")}
          </span>
        )}
        {bid.state === "done" && bid.total !== null && <span className="dk-total">{bid.total}</span>}
      </span>
    </>
  );
}
