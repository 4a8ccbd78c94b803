import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { BandView, CriterionView, OwnMark } from "../../backend";
import { Keys } from "../../components/kbd";
import { language } from "../../i18n";
import { Direct } from "./direct";
import { bandOf, sameMark } from "./marks";
import { useNames } from "./names";
import { OwnStrip } from "./own-strip";
import type { Unsaved } from "./save-queue";
import { UnsavedMark, UnsavedWords } from "./unsaved-mark";
import { keepsFocus } from "./work";

/** Marks of a band shown at once: those around the one chosen. */
const SHOWN = 9;

function around(band: BandView, mark: string): string[] {
  const at = band.marks.findIndex((other) => sameMark(other, mark));
  const from = Math.max(0, Math.min(at - (SHOWN >> 1), band.marks.length - SHOWN));
  return band.marks.slice(from, from + SHOWN);
}

interface Open {
  criterion: CriterionView;
  mark: string | undefined;
  others: readonly OwnMark[];
  step: string;
  unsaved: Unsaved | undefined;
  frozen: boolean;
  /** The sheet was amended: what is on it waits to be confirmed. */
  waits: boolean;
  typing: boolean;
  onTyping: (typing: boolean) => void;
  onMark: (mark: string) => void;
  /** Each change of a figure that is being typed. */
  onTyped: (text: string) => void;
  /** It rests: save it now. */
  onRest: () => void;
  /** Enter: save it and go on, if it stands. */
  onEnter: (text: string) => void;
  /** To the page of the paper that speaks of it; nothing where the bid has no paper. */
  onSeek: (() => void) | undefined;
}

/** The criterion one is at: its parts, its bands, the marks of the band chosen, and one's own marks of other bids. */
export function CriterionOpen(props: Open) {
  const { t } = useTranslation();
  const { criterion, mark, others, unsaved, frozen, onMark } = props;
  const name = language() === "zh" ? criterion.name_zh : criterion.name_en;
  const band = mark === undefined ? undefined : bandOf(criterion, mark);
  return (
    <section className="dk-open" aria-label={name} aria-current="true">
      <div className="dk-open-head">
        <span className="dk-name">{name}</span>
        <UnsavedMark of={unsaved} />
        {props.waits && mark !== undefined && <span className="dk-waits">{t("amend.deskWaits")}</span>}
        {props.onSeek !== undefined && (
          <button type="button" className="dk-seek" onClick={props.onSeek} {...keepsFocus}>
            {t("desk.key.page")} <Keys of="Ctrl M" />
          </button>
        )}
        <span className="dk-figure">
          {mark ?? "—"}
          <small> / {criterion.max}</small>
        </span>
      </div>
      {criterion.parts.length > 0 && (
        <p className="dk-hint">
          {criterion.parts
            .map(([part, points]) => t("desk.part", { part, points }))
            .join(t("desk.partsJoin"))}
        </p>
      )}
      <Bands criterion={criterion} chosen={band} name={name} frozen={frozen} onMark={onMark} />
      <UnsavedWords of={unsaved} />
      {!frozen && <Fine {...props} band={band} name={name} />}
      {band !== undefined && band.text !== "" && <p className="dk-hint dk-band-text">{band.text}</p>}
      {others.length > 0 && <OwnStrip criterion={criterion} mark={mark} others={others} />}
    </section>
  );
}

function Bands({
  criterion,
  chosen,
  name,
  frozen,
  onMark,
}: {
  criterion: CriterionView;
  chosen: BandView | undefined;
  name: string;
  frozen: boolean;
  onMark: (mark: string) => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const idOf = (index: number) => `${id}-${index}`;
  const at = chosen === undefined ? -1 : criterion.bands.indexOf(chosen);
  return (
    <div
      ref={group}
      className="dk-bands"
      role="radiogroup"
      aria-label={t("desk.bandsOf", { name })}
      aria-disabled={frozen}
      tabIndex={0}
      {...(at < 0 ? {} : { "aria-activedescendant": idOf(at) })}
    >
      {criterion.bands.map((band, index) => (
        <div
          key={band.name}
          id={idOf(index)}
          role="radio"
          aria-checked={index === at}
          aria-disabled={frozen}
          className="dk-band"
          title={band.text}
          onMouseDown={(event) => {
            event.preventDefault();
            group.current?.focus();
          }}
          onClick={() => onMark(band.middle)}
        >
          {!frozen && <Keys of={String(index + 1)} />}
          <b>{names.band(band)}</b>
          <span>{t("desk.bandRange", { from: band.from, to: band.to })}</span>
          {index === at && (
            <svg className="dk-tick" width="13" height="13" viewBox="0 0 16 16" aria-hidden>
              <path d="M2 8.5 6.2 12.5 14 3.5" fill="none" stroke="#fff" strokeWidth="2.6" />
            </svg>
          )}
        </div>
      ))}
    </div>
  );
}

/** The marks of the band, and the direct way to any other. */
function Fine({
  criterion,
  mark,
  band,
  name,
  step,
  typing,
  onTyping,
  unsaved,
  onMark,
  onTyped,
  onRest,
  onEnter,
}: Open & { band: BandView | undefined; name: string }) {
  const { t } = useTranslation();
  if (typing) {
    return (
      <Direct
        label={t("desk.directLabel", { name, max: criterion.max, step })}
        hint={t("desk.directHint", { max: criterion.max, step })}
        from={mark ?? ""}
        refused={unsaved?.state === "failed"}
        onTyped={onTyped}
        onRest={onRest}
        onEnter={onEnter}
        onLeave={() => onTyping(false)}
      />
    );
  }
  return (
    <div className="dk-fine">
      {band === undefined || mark === undefined ? (
        <span className="dim">{t("desk.firstBand", { count: criterion.bands.length })}</span>
      ) : (
        <>
          <Keys of="←" />
          <div className="dk-marks">
            {around(band, mark).map((other) => (
              <button
                key={other}
                type="button"
                aria-pressed={sameMark(other, mark)}
                onClick={() => onMark(other)}
                {...keepsFocus}
              >
                {other}
              </button>
            ))}
          </div>
          <Keys of="→" />
        </>
      )}
      <button type="button" className="dk-direct" onClick={() => onTyping(true)} {...keepsFocus}>
        <Keys of="0" /> {t("desk.direct")}
      </button>
    </div>
  );
}
