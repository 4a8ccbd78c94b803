import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { DeskView } from "../../backend";
import { Keys } from "../../components/kbd";
import { Mark } from "../../components/marks";
import { SavedAt } from "../../components/saved-at";
import { useHandWords } from "../../components/shared-laptop";
import { language } from "../../i18n";
import { countsOf, openOf } from "./bid-list";
import { refusesValue, stuck, type QueueView } from "./save-queue";
import { keepsFocus } from "./work";

/** Whether everything is kept. It never says so while something on the sheet is not. */
export function SavedPlace({ saving, safe }: { saving: QueueView; safe: string | null }) {
  const { t } = useTranslation();
  const count = saving.unsaved.filter(stuck).length;
  const faults = saving.unsaved.some((entry) => entry.state === "failed" && !refusesValue(entry.error));
  if (count === 0 || faults) {
    return (
      <span className="dk-saved" data-state={saving.state}>
        <SavedAt state={saving.state} at={safe} />
      </span>
    );
  }
  return (
    <span className="dk-saved" data-state="part">
      <span className="saved saved-bad" role="status">
        <Mark kind="stop" size={12} /> {t("desk.unsavedCount", { count })}
        {safe !== null && ` · ${t("app.safeUpTo", { at: safe })}`}
      </span>
    </span>
  );
}

/** The foot of the list: how far the lock is, and what else can be done here. */
export function ListFoot({
  view,
  unsaved,
  owed,
  rail,
  canRecuse,
  onLock,
  onRecuse,
}: {
  view: DeskView;
  /** Scored, but the budget is still to be filled. */
  owed: ReadonlySet<string>;
  /** So many edits are not in the vault and stay so. */
  unsaved: number;
  rail: boolean;
  canRecuse: boolean;
  onLock: () => void;
  onRecuse: () => void;
}) {
  const { t } = useTranslation();
  const locked = view.locked_at !== null;
  const { due, done, open } = countsOf(openOf(view), owed);
  const ready = view.missing.length === 0 && unsaved === 0;
  const [hand, handShort] = useHandWords();
  const lockWord = t(locked ? hand : "desk.lock");
  return (
    <>
      {!rail && !locked && unsaved > 0 && (
        <p className="say-stop">
          <Mark kind="stop" size={13} /> {t("desk.unsavedCount", { count: unsaved })}
        </p>
      )}
      {!rail && !locked && unsaved === 0 && (
        <p>
          {!ready
            ? t("desk.leftOver", { count: due - done })
            : open > 0
              ? t("desk.allButBudget", { count: open })
              : t("desk.allDone")}
        </p>
      )}
      <Button
        type={ready || locked ? "primary" : "default"}
        onClick={onLock}
        {...(rail ? { title: lockWord } : {})}
        block
      >
        {rail ? t(locked ? handShort : "desk.lockShort") : lockWord}
        {!rail && <Keys of="Ctrl Shift L" />}
      </Button>
      {canRecuse && (
        <Button
          type={rail ? "default" : "text"}
          onClick={onRecuse}
          block
          {...(rail ? { title: t("desk.recuse") } : {})}
        >
          {rail ? t("desk.recuseShort") : t("desk.recuse")} {!rail && <Keys of="Ctrl D" />}
        </Button>
      )}
    </>
  );
}

/** On to the next bid; after the last one to the lock. */
export function NextButton({
  last,
  view,
  onNext,
  onLock,
}: {
  last: boolean;
  view: DeskView;
  onNext: () => void;
  onLock: () => void;
}) {
  const { t } = useTranslation();
  const [hand] = useHandWords();
  if (last) {
    return (
      <Button size="large" className="dk-next" onClick={onLock} {...keepsFocus}>
        {t(view.locked_at === null ? "desk.lock" : hand)}
      </Button>
    );
  }
  return (
    <Button size="large" className="dk-next" onClick={onNext} {...keepsFocus}>
      {t("desk.nextBid")} <Keys of="Ctrl ↓" />
    </Button>
  );
}

/** After the lock nothing can be changed: that is said above the sheet. */
function LockedBanner({ at, onScores }: { at: string; onScores: () => void }) {
  const { t } = useTranslation();
  const [hand] = useHandWords();
  return (
    <p className="dk-locked" role="status">
      <span>
        <Mark kind="lock" size={16} /> <b>{t("desk.lockedAt", { at })}</b> {t("desk.lockedMeans")}
      </span>
      <Button onClick={onScores}>{t(hand)}</Button>
    </p>
  );
}

/** What an expert should know before going on: amended rules, items that are open again. */
export function Banners({ view, onScores }: { view: DeskView; onScores: () => void }) {
  return (
    <>
      {view.amended.length > 0 && <AmendedBanner view={view} />}
      {view.given_back.length > 0 && <GivenBackBanner view={view} />}
      {view.locked_at !== null && <LockedBanner at={view.locked_at} onScores={onScores} />}
    </>
  );
}

/** How the rules were amended since the freeze, in a sentence a version, and what is to be scored for it. */
function AmendedBanner({ view }: { view: DeskView }) {
  const { t } = useTranslation();
  const items = view.bids.filter(({ no }) => view.late.includes(no));
  const toConfirm = openOf(view).filter(({ confirm }) => confirm).length;
  const which = items.map(({ position }) => t("desk.item", { position })).join(t("desk.listJoin"));
  return (
    <div className="dk-locked dk-amended" role="status">
      {view.amended.map((one) => (
        <p key={one.version}>
          <Mark kind="info" size={16} /> {t("amend.deskSaid", { version: one.version, at: one.at })}
          <b>{language() === "zh" ? one.what.zh : one.what.en}</b>
          {t("amend.sentenceEnd")}
          {t("amend.deskReason", { reason: one.reason })}
        </p>
      ))}
      {toConfirm > 0 && (
        <p>
          <Mark kind="warn" size={16} /> <b>{t("amend.deskAnew", { count: toConfirm })}</b>{" "}
          {t("amend.deskAnewMeans")}
        </p>
      )}
      {items.length > 0 && (
        <p>
          <Mark kind="warn" size={16} /> <b>{t("amend.deskOpen", { items: which })}</b> {t("amend.deskRest")}
        </p>
      )}
    </div>
  );
}

/** A bid was given back after the lock: it is open, and the others are not. */
function GivenBackBanner({ view }: { view: DeskView }) {
  const { t } = useTranslation();
  // What came late is said with the amendment.
  const back = view.given_back.filter((no) => !view.late.includes(no));
  const items = view.bids.filter(({ no }) => back.includes(no));
  if (back.length === 0) return null;
  const which = items.map(({ position }) => t("desk.item", { position })).join(t("desk.listJoin"));
  return (
    <p className="dk-locked" role="status">
      <span>
        <Mark kind="warn" size={16} /> <b>{t("desk.givenBack", { which })}</b> {t("desk.givenBackMeans")}
      </span>
    </p>
  );
}
