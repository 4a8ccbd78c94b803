import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { CriterionView } from "../../backend";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { language } from "../../i18n";
import { CriterionOpen } from "./criterion-open";
import { unsavedOf } from "./lines";
import { bandOf, isPlain, walk } from "./marks";
import { useNames } from "./names";
import { stuck } from "./save-queue";
import { UnsavedMark } from "./unsaved-mark";
import { keepsFocus, plain, REST, type Work } from "./work";

/** The name of a criterion in the current language. */
export function nameOf(criterion: CriterionView): string {
  return language() === "zh" ? criterion.name_zh : criterion.name_en;
}

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
      root.current?.querySelector<HTMLElement>("[role=radiogroup]")?.focus();
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
  const next = () => go(at + 1);
  // A figure that is not plainly right stays until the program has taken it.
  const enter = async (text: string) => {
    if (current === undefined || plain(text) === "" || isPlain(current, plain(text), view.step)) {
      work.flush();
      next();
    } else if (await work.settle(`mark/${current.id}`)) {
      next();
    }
  };
  const works = active && !frozen && current !== undefined;
  const bands = current?.bands ?? [];
  useKeys([
    {
      keys: `1–${Math.max(1, bands.length)}`,
      label: t("desk.key.band"),
      when: works,
      run: (key) => set(bands[Number(key) - 1]?.middle ?? null),
    },
    {
      keys: "←→",
      label: t("desk.key.tune"),
      when: works && mark !== undefined,
      run: (key) => {
        const to = current && mark !== undefined ? walk(current, mark, key === "→" ? 1 : -1) : undefined;
        if (to !== undefined) {
          set(to);
        }
      },
    },
    { keys: "0", label: t("desk.key.direct"), when: works, run: () => setTyping(true) },
    {
      keys: "↑↓",
      label: t("desk.key.criterion"),
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
    { keys: "Enter", label: t("desk.key.next"), when: active && last > 0, run: next },
    {
      keys: "Delete",
      label: t("desk.key.takeBack"),
      quiet: true,
      when: works && mark !== undefined,
      run: () => set(null),
    },
  ]);
  return (
    <div ref={root} className="dk-criteria">
      {criteria.map((criterion, index) =>
        index === at ? (
          <CriterionOpen
            key={criterion.id}
            criterion={criterion}
            mark={marks.get(criterion.id)}
            others={bid.others.filter((other) => other.criterion === criterion.id)}
            step={view.step}
            unsaved={unsavedOf(bid.no, `mark/${criterion.id}`, work.unsaved)}
            frozen={frozen}
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
            onOpen={() => go(index)}
          />
        ),
      )}
    </div>
  );
}

function isStuck(work: Work, criterion: string): boolean {
  const entry = unsavedOf(work.bid.no, `mark/${criterion}`, work.unsaved);
  return entry !== undefined && stuck(entry);
}

function CriterionRow({
  criterion,
  mark,
  work,
  onOpen,
}: {
  criterion: CriterionView;
  mark: string | undefined;
  work: Work;
  onOpen: () => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const band = mark === undefined ? undefined : bandOf(criterion, mark);
  return (
    <button type="button" className="dk-criterion" onClick={onOpen} {...keepsFocus}>
      <Mark kind={isStuck(work, criterion.id) ? "stop" : mark === undefined ? "none" : "done"} size={17} />
      <span className="dk-name">{nameOf(criterion)}</span>
      <UnsavedMark of={unsavedOf(work.bid.no, `mark/${criterion.id}`, work.unsaved)} />
      <span className="dk-band-word">
        {mark === undefined ? <span className="aside">{t("desk.notMarked")}</span> : band && names.band(band)}
      </span>
      <span className="dk-mark">
        {mark ?? "—"}
        <small> / {criterion.max}</small>
      </span>
    </button>
  );
}
