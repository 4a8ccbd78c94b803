import { Input } from "antd";
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { CriterionView, OwnMark, SubView } from "../../backend";
import { Keys } from "../../components/kbd";
import { unsavedOf } from "./lines";
import { bandOf, isPlainPart } from "./marks";
import { nameOf, useNames } from "./names";
import { OwnStrip } from "./own-strip";
import { markOf, openParts, soFarOf } from "./part-marks";
import { UnsavedMark, UnsavedWords } from "./unsaved-mark";
import { keepsFocus, plain, REST, type Work } from "./work";

interface Parts {
  criterion: CriterionView;
  work: Work;
  mark: string | undefined;
  others: readonly OwnMark[];
  /** The sheet was amended: what is on it waits to be confirmed, and Enter goes on to what is empty. */
  waits: boolean;
  /** From the last part on, or from the first one back. */
  onGo: (by: 1 | -1) => void;
  /** Enter where no part further on is to be filled. */
  onNext: () => void;
  /** To the page of the paper that speaks of it; nothing where the bid has no paper. */
  onSeek: (() => void) | undefined;
}

/** The criterion one is at, where its parts are scored: a field each, and their sum as the program has it. */
export function CriterionParts(props: Parts) {
  const { criterion, work, mark, others, waits, onGo, onNext, onSeek } = props;
  const { t } = useTranslation();
  const names = useNames();
  const list = useRef<HTMLOListElement>(null);
  const { bid } = work;
  const open = openParts(bid, criterion, work.unsaved);
  const soFar = soFarOf(bid, criterion.id);
  const band = mark === undefined ? undefined : bandOf(criterion, mark);
  const first = (open[0] ?? criterion.subs[0])?.id;
  const walk = (from: number, by: 1 | -1) => {
    const to = list.current?.querySelectorAll<HTMLInputElement>("input")[from + by];
    if (to === undefined) {
      onGo(by);
    } else {
      to.focus();
    }
  };
  const enter = (from: number) => {
    const empty = criterion.subs.findIndex((sub, at) => at > from && open.includes(sub));
    if (!waits) {
      walk(from, 1);
    } else if (empty < 0) {
      onNext();
    } else {
      list.current?.querySelectorAll<HTMLInputElement>("input")[empty]?.focus();
    }
  };
  return (
    <section className="dk-open" aria-label={nameOf(criterion)} aria-current="true">
      <div className="dk-open-head">
        <span className="dk-name">{nameOf(criterion)}</span>
        {waits && mark !== undefined && <span className="dk-waits">{t("amend.deskWaits")}</span>}
        {onSeek !== undefined && (
          <button type="button" className="dk-seek" onClick={onSeek} {...keepsFocus}>
            {t("desk.key.page")} <Keys of="Ctrl M" />
          </button>
        )}
        <span className="dk-figure">
          {mark ?? (soFar === undefined ? "—" : <span className="dk-lacks">{t("desk.sub.lacks")}</span>)}
          <small> / {criterion.max}</small>
        </span>
      </div>
      <ol ref={list} className="dk-parts">
        {criterion.subs.map((sub, at) => (
          <Part
            key={sub.id}
            criterion={criterion}
            sub={sub}
            work={work}
            stop={sub.id === first}
            onWalk={(by) => walk(at, by)}
            onEnter={() => enter(at)}
          />
        ))}
      </ol>
      <p className="dk-part-sum" role="status">
        {mark !== undefined
          ? t("desk.sub.sum", { mark })
          : soFar === undefined
            ? t("desk.sub.each", { n: criterion.subs.length })
            : t("desk.sub.soFar", {
                sum: soFar,
                // What was refused is said at its part; the mark of before is in the sum.
                names: criterion.subs
                  .filter(({ id }) => markOf(bid, criterion.id, id) === undefined)
                  .map(({ name }) => name)
                  .join(t("desk.listJoin")),
              })}
      </p>
      <p className="dk-hint dk-part-bands">
        {criterion.bands.map((one) => (
          <span key={one.name} aria-current={one === band ? "true" : undefined}>
            {names.band(one)} {t("desk.bandRange", { from: one.from, to: one.to })}
          </span>
        ))}
      </p>
      {band !== undefined && band.text !== "" && <p className="dk-hint dk-band-text">{band.text}</p>}
      {others.length > 0 && <OwnStrip criterion={criterion} mark={mark} others={others} />}
    </section>
  );
}

interface PartProps {
  criterion: CriterionView;
  sub: SubView;
  work: Work;
  /** Whether the keyboard stands here first. */
  stop: boolean;
  onWalk: (by: 1 | -1) => void;
  /** On from a figure that stands. */
  onEnter: () => void;
}

function Part({ criterion, sub, work, stop, onWalk, onEnter }: PartProps) {
  const { t } = useTranslation();
  const { bid, view, frozen } = work;
  // What is being typed stays as it is typed; what rests is shown as the program has it.
  const [typed, setTyped] = useState<string | null>(null);
  const [before, setBefore] = useState("");
  const what = `sub/${criterion.id}/${sub.id}`;
  const unsaved = unsavedOf(bid.no, what, work.unsaved);
  const mark = markOf(bid, criterion.id, sub.id) ?? "";
  const put = (text: string, rest = REST) => {
    const figure = plain(text);
    work.put(
      { edit: "sub", criterion: criterion.id, sub: sub.id, mark: figure === "" ? null : figure },
      rest,
    );
  };
  // A figure that is not plainly right stays until the program has taken it.
  const enter = async (text: string) => {
    if (plain(text) === "" || isPlainPart(sub.max, plain(text), view.step)) {
      work.flush();
      onEnter();
    } else if (await work.settle(what)) {
      onEnter();
    }
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, currentTarget } = event;
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) {
      return;
    }
    if (key === "Enter") {
      event.preventDefault();
      void enter(currentTarget.value);
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      work.flush();
      onWalk(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Escape" && currentTarget.value !== before) {
      event.preventDefault();
      setTyped(before);
      put(before);
    }
  };
  const id = `dk-part-${criterion.id}-${sub.id}`;
  return (
    <li>
      <label htmlFor={id}>
        {sub.name}
        {sub.hint !== "" && <small>{sub.hint}</small>}
      </label>
      <UnsavedMark of={unsaved} />
      <Input
        id={id}
        className="dk-typed num"
        value={typed ?? mark}
        disabled={frozen}
        autoComplete="off"
        inputMode="decimal"
        status={unsaved?.state === "failed" ? "error" : ""}
        aria-invalid={unsaved?.state === "failed"}
        aria-describedby={`${id}-max`}
        {...(stop ? { "data-part-stop": "" } : {})}
        onFocus={(event) => {
          setBefore(event.target.value);
          event.target.select();
        }}
        onChange={(event) => {
          setTyped(event.target.value);
          if (!(event.nativeEvent as InputEvent).isComposing) {
            put(event.target.value);
          }
        }}
        onCompositionEnd={(event) => put(event.currentTarget.value)}
        onBlur={() => {
          setTyped(null);
          work.flush();
        }}
        onKeyDown={press}
      />
      <small id={`${id}-max`}>{t("desk.sub.range", { max: sub.max, step: view.step })}</small>
      <UnsavedWords of={unsaved} />
    </li>
  );
}
