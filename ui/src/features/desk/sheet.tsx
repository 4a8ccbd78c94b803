import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Keys } from "../../components/kbd";
import { BudgetTab } from "./budget-tab";
import { Gates } from "./gates";
import { Change, Confirm, NoScore } from "./no-score";
import { OpinionTab } from "./opinion-tab";
import { isMarkOf } from "./part-marks";
import { stuck } from "./save-queue";
import { ScoreTab } from "./score-tab";
import { Sum } from "./sum";
import { FIRST_STOP, keepsFocus, type Tab, type Work } from "./work";

/** Where the keyboard stands first in a tab. */
const STOPS: Record<Tab, string> = {
  score: FIRST_STOP,
  budget: "[data-stop][tabindex='0']",
  opinion: ".dk-conclusions",
};

/** Where the veto question that a jump leads to is answered: its ground once it asks for one. */
function gateOf(body: HTMLElement | null, id: string | null): HTMLElement | null {
  const gates = [...(body?.querySelectorAll<HTMLElement>("[data-gate]") ?? [])];
  const gate = gates.find((one) => one.dataset["gate"] === id);
  return gate?.querySelector<HTMLElement>("textarea") ?? gate?.querySelector<HTMLElement>("button") ?? null;
}

interface SheetProps {
  work: Work;
  tab: Tab;
  /** Wide: score and budget stand one below the other. */
  stacked: boolean;
  /** Whether its keys act: not while an act has the reader's place. */
  keysOn: boolean;
  onTab: (tab: Tab) => void;
  /** To what is missing: a veto question. */
  onJump: (what: string) => void;
  /** Shows the own signed versions side by side. */
  onVersions: () => void;
  /** Where a jump led. */
  start: string | null;
  /** Above 0: the sheet takes the keyboard, each number once. */
  focus: number;
  foot: ReactNode;
}

/** The score sheet of a bid: score, budget, opinion; below, the total and what is missing. */
export function Sheet(props: SheetProps) {
  const { work, tab, stacked, keysOn, onTab, onJump, onVersions, start, focus, foot } = props;
  const { t } = useTranslation();
  const { bid, view } = work;
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus > 0) {
      const stop = gateOf(body.current, start) ?? body.current?.querySelector<HTMLElement>(STOPS[tab]);
      stop?.focus();
      // (A page without layout has nothing to scroll.)
      stop?.scrollIntoView?.({ block: "nearest" });
    }
  }, [focus, tab, start]);
  // The criterion that the confirmation found empty: it opens and takes the keyboard, each number once.
  const [empty, setEmpty] = useState<{ criterion: string | null; n: number }>({ criterion: null, n: 0 });
  useEffect(() => {
    if (empty.n > 0) {
      const stop = body.current?.querySelector<HTMLElement>(FIRST_STOP);
      stop?.focus();
      // (A page without layout has nothing to scroll.)
      stop?.scrollIntoView?.({ block: "nearest" });
    }
  }, [empty]);
  // What was refused or is only half typed is not done.
  const isStuck = (what: string) =>
    work.unsaved.some((entry) => entry.bid === bid.no && entry.what === what && stuck(entry));
  const stands = (id: string) =>
    !work.unsaved.some(({ bid: of, what }) => of === bid.no && isMarkOf(what, id));
  const marked = view.criteria.filter(
    ({ id }) => stands(id) && bid.marks.some(([criterion]) => criterion === id),
  ).length;
  const entered = bid.lines.filter(
    ({ subject, recommended }) => recommended !== null && !isStuck(`line/${subject}`),
  ).length;
  // Where nothing is scored there are questions to be answered.
  const unscored = view.criteria.length === 0 && bid.gates.length > 0;
  const score =
    bid.abstain !== null
      ? `${t("desk.score")} ${t("desk.said.abstainedShort")}`
      : unscored
        ? t("desk.tabOf", {
            tab: t("desk.checks"),
            done: bid.gates.filter(({ yes }) => yes !== null).length,
            total: bid.gates.length,
          })
        : t("desk.tabOf", { tab: t("desk.score"), done: marked, total: view.criteria.length });
  const budget = t("desk.tabOf", { tab: t("desk.budgetShort"), done: entered, total: bid.lines.length });
  const money = view.kind === "bid";
  const both = stacked && money && tab !== "opinion";
  const tabs: { tab: Tab; word: string; keys: string; on: boolean }[] =
    stacked && money
      ? [
          { tab: "score", word: `${score} · ${budget}`, keys: "Ctrl 1", on: both },
          { tab: "opinion", word: t("desk.opinion"), keys: "Ctrl 3", on: tab === "opinion" },
        ]
      : [
          { tab: "score", word: score, keys: "Ctrl 1", on: tab === "score" },
          ...(money ? [{ tab: "budget" as const, word: budget, keys: "Ctrl 2", on: tab === "budget" }] : []),
          { tab: "opinion", word: t("desk.opinion"), keys: "Ctrl 3", on: tab === "opinion" },
        ];
  return (
    <section
      className="dk-sheet"
      aria-label={t("desk.sheet")}
      aria-busy={work.frozen && view.locked_at === null && view.given_back.length === 0}
    >
      <div className="dk-tabs" role="tablist" aria-label={t("desk.sheet")}>
        {tabs.map((one) => (
          <button
            key={one.tab}
            type="button"
            role="tab"
            aria-selected={one.on}
            onClick={() => onTab(one.tab)}
            {...keepsFocus}
          >
            {one.word} <Keys of={one.keys} />
          </button>
        ))}
      </div>
      <div ref={body} className="dk-sheet-body">
        {(tab === "score" || both) && (
          <>
            <Confirm
              work={work}
              active={keysOn}
              onEmpty={(criterion) => setEmpty(({ n }) => ({ criterion, n: n + 1 }))}
            />
            <Change work={work} onVersions={onVersions} />
            <NoScore work={work} active={keysOn} />
            {bid.abstain === null && (
              <>
                <ScoreTab
                  key={empty.n}
                  work={work}
                  active={keysOn}
                  start={empty.criterion ?? (tab === "score" ? start : null)}
                />
                <Gates work={work} active={keysOn} />
              </>
            )}
          </>
        )}
        {both && (
          <h2 className="dk-sub">
            <span>
              {t("desk.budget")} <span className="dim">{t("desk.wan")}</span>
            </span>
            <span className="dim">
              {entered} / {bid.lines.length}
            </span>
          </h2>
        )}
        {money && (tab === "budget" || both) && (
          <BudgetTab work={work} start={tab === "budget" ? start : null} />
        )}
        {tab === "opinion" && <OpinionTab work={work} active={keysOn} />}
      </div>
      <div className="dk-sum">
        <Sum work={work} onJump={onJump} />
        {foot}
      </div>
    </section>
  );
}
