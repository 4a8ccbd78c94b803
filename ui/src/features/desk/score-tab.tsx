import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { CriterionView } from "../../backend";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { CriterionOpen } from "./criterion-open";
import { CriterionParts } from "./criterion-parts";
import { unsavedOf } from "./lines";
import { bandOf, isPlain, walk } from "./marks";
import { nameOf, useNames } from "./names";
import { emptyOf, openParts, stuckMark, toConfirm } from "./part-marks";
import { UnsavedMark } from "./unsaved-mark";
import { FIRST_STOP, keepsFocus, plain, REST, type Work } from "./work";

/** The score sheet: one criterion is open, the others stand in rows. */
export function ScoreTab({ work, active, start }: { work: Work; active: boolean; start: string | null }) {
  const { t } = useTranslation();
  const { view, bid, frozen } = work;
  const marks = new Map(bid.marks);
  const criteria = view.criteria;
  const last = criteria.length - 1;
  const [at, setAt] = useState(() => {
    const asked = criteria.findIndex(({ id }) => id === start);
    const refused = criteria.findIndex(({ id }) => isStuck(work, id));
    const open = criteria.findIndex(({ id }) => !marks.has(id));
    return Math.max(0, [asked, refused, open].find((found) => found >= 0) ?? 0);
  });
  const [typing, setTyping] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  // A criterion that closes must not take the keyboard with it.
  useEffect(() => {
    if (active && !typing && document.activeElement === document.body) {
      root.current?.querySelector<HTMLElement>(FIRST_STOP)?.focus();
    }
  }, [at, typing, active]);
  const current = criteria[at];
  const mark = current && marks.get(current.id);
  const seek = () => {
    const parts = current?.parts.map(([part]) => part) ?? [];
    work.seek.to([current?.name_zh, ...parts].join(" "));
  };
  const go = (to: number) => {
    setTyping(false);
    setAt(Math.min(last, Math.max(0, to)));
  };
  const set = (value: string | null, rest = 0) => {
    if (current !== undefined && !frozen) {
      work.put({ edit: "mark", criterion: current.id, mark: value }, rest);
    }
  };
  // Where an amended sheet waits to be confirmed, what was kept is there already: on to what is empty, round the end.
  const waits = toConfirm(work);
  const next = () => {
    const empty = emptyOf(work).filter(({ id }) => id !== current?.id);
    const places = empty.map((one) => criteria.indexOf(one));
    go(waits ? (places.find((place) => place > at) ?? places[0] ?? at) : at + 1);
  };
  // A figure that is not plainly right stays until the program has taken it.
  const enter = async (text: string) => {
    if (current === undefined || plain(text) === "" || isPlain(current, plain(text), view.step)) {
      work.flush();
      next();
    } else if (await work.settle(`mark/${current.id}`)) {
      next();
    }
  };
  // Of an item of which no score is given, what was typed before is no score to compare with.
  const scored = bid.others.filter(
    ({ bid_no }) => !view.bids.some(({ no, abstained }) => no === bid_no && abstained),
  );
  const works = active && !frozen && current !== undefined;
  // Bands are of the whole: where parts are scored their keys give nothing, and figures are typed part by part.
  const byParts = (current?.subs.length ?? 0) > 0;
  const begun = mark !== undefined || bid.subs.some(([of]) => of === current?.id);
  const bands = current?.bands ?? [];
  useKeys([
    {
      keys: `1–${Math.max(1, bands.length)}`,
      label: t("desk.key.band"),
      when: works && !byParts,
      run: (key) => set(bands[Number(key) - 1]?.middle ?? null),
    },
    {
      keys: "←→",
      label: t("desk.key.tune"),
      when: works && !byParts && mark !== undefined,
      run: (key) => {
        const to = current && mark !== undefined ? walk(current, mark, key === "→" ? 1 : -1) : undefined;
        if (to !== undefined) {
          set(to);
        }
      },
    },
    { keys: "0", label: t("desk.key.direct"), when: works && !byParts, run: () => setTyping(true) },
    {
      keys: "0",
      label: t("desk.sub.key.fill"),
      when: works && byParts,
      run: () => root.current?.querySelector<HTMLElement>(FIRST_STOP)?.focus(),
    },
    {
      keys: "↑↓",
      label: t(byParts ? "desk.sub.key.walk" : "desk.key.criterion"),
      when: active && last > 0,
      run: (key) => go(at + (key === "↓" ? 1 : -1)),
    },
    {
      keys: "Ctrl M",
      label: t("desk.key.page"),
      when: active && bid.papers.length > 0,
      inFields: true,
      quiet: true,
      run: seek,
    },
    {
      keys: "Enter",
      label: t(waits ? "amend.deskNext" : byParts ? "desk.sub.key.next" : "desk.key.next"),
      when: active && last > 0,
      run: next,
    },
    {
      keys: "Delete",
      label: t("desk.key.takeBack"),
      quiet: true,
      when: works && begun,
      run: () => set(null),
    },
  ]);
  return (
    <div ref={root} className="dk-criteria">
      {criteria.map((criterion, index) =>
        index === at && criterion.subs.length > 0 ? (
          <CriterionParts
            key={criterion.id}
            criterion={criterion}
            work={work}
            mark={marks.get(criterion.id)}
            others={scored.filter((other) => other.criterion === criterion.id)}
            waits={waits}
            onGo={(by) => go(at + by)}
            onNext={next}
            onSeek={bid.papers.length > 0 ? seek : undefined}
          />
        ) : index === at ? (
          <CriterionOpen
            key={criterion.id}
            criterion={criterion}
            mark={marks.get(criterion.id)}
            others={scored.filter((other) => other.criterion === criterion.id)}
            step={view.step}
            unsaved={unsavedOf(bid.no, `mark/${criterion.id}`, work.unsaved)}
            frozen={frozen}
            waits={waits}
            typing={typing}
            onTyping={setTyping}
            onMark={set}
            onTyped={(text) => set(plain(text) === "" ? null : plain(text), REST)}
            onRest={work.flush}
            onEnter={(text) => void enter(text)}
            onSeek={bid.papers.length > 0 ? seek : undefined}
          />
        ) : (
          <CriterionRow
            key={criterion.id}
            criterion={criterion}
            mark={marks.get(criterion.id)}
            work={work}
            waits={waits}
            onOpen={() => go(index)}
          />
        ),
      )}
    </div>
  );
}

function isStuck(work: Work, criterion: string): boolean {
  return stuckMark(work.bid.no, criterion, work.unsaved) !== undefined;
}

function CriterionRow({
  criterion,
  mark,
  work,
  waits,
  onOpen,
}: {
  criterion: CriterionView;
  mark: string | undefined;
  work: Work;
  waits: boolean;
  onOpen: () => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const band = mark === undefined ? undefined : bandOf(criterion, mark);
  // Of a criterion of which nothing is given it says 未评, not what is open.
  const begun = work.bid.subs.some(([of]) => of === criterion.id);
  const open = begun ? openParts(work.bid, criterion, work.unsaved).length : 0;
  const stuck = stuckMark(work.bid.no, criterion.id, work.unsaved);
  return (
    <button type="button" className="dk-criterion" onClick={onOpen} {...keepsFocus}>
      <Mark
        kind={
          stuck !== undefined
            ? "stop"
            : mark === undefined
              ? open > 0
                ? "part"
                : "none"
              : waits
                ? "part"
                : "done"
        }
        size={17}
      />
      <span className="dk-name">{nameOf(criterion)}</span>
      <UnsavedMark of={stuck} />
      <span className="dk-band-word">
        {mark !== undefined ? (
          <>
            {band && names.band(band)}
            {waits && <span className="dk-waits"> {t("amend.deskWaits")}</span>}
          </>
        ) : (
          <span className="aside">{open > 0 ? t("desk.sub.open", { n: open }) : t("desk.notMarked")}</span>
        )}
      </span>
      <span className="dk-mark">
        {mark ?? "—"}
        <small> / {criterion.max}</small>
      </span>
    </button>
  );
}
