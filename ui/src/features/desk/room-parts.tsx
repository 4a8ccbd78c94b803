import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { DeskView } from "../../backend";
import { Keys } from "../../components/kbd";
import { Mark } from "../../components/marks";
import { SavedAt } from "../../components/saved-at";
import { useHandWords } from "../../components/shared-laptop";
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
