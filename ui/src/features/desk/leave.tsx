import { Button, Modal } from "antd";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DeskView } from "../../backend";
import { useLeave as useLeaveAll, useUnsaved } from "../../components/unsaved";
import { useEditWords } from "./not-saved";
import type { QueueView, SaveQueue } from "./save-queue";

/** Leaves the desk once everything is saved; otherwise asks first. */
export function useLeave(queue: SaveQueue, { unsaved }: QueueView, view: DeskView) {
  const { t } = useTranslation();
  const backend = useBackend();
  const words = useEditWords(view);
  const [wanted, setWanted] = useState<(() => void) | null>(null);
  // While one press is in work another does nothing.
  const going = useRef(false);
  const leave = (go: () => void) => {
    if (going.current) {
      return;
    }
    going.current = true;
    void queue.retry().then((saved) => {
      going.current = false;
      // Once it goes nothing is asked any more.
      setWanted(() => (saved ? null : go));
      if (saved) {
        go();
      }
    });
  };
  const leaveAll = useLeaveAll();
  useAskAtClosing(() => leave(() => leaveAll(() => void backend.closeWindow(), "lock")));
  const what = unsaved.map(words).join(t("desk.clauseJoin"));
  useUnsaved(what === "" ? null : { what, asksItself: true, save: () => queue.retry() });
  return { leave, wanted, stay: () => setWanted(null) };
}

/**
 * The window itself is being closed: while something is unsaved, at the desk or in a form beside it, that asks as locking the
 * screen does. Heard as long as the desk is there: to begin and end with every save would cost each keystroke two calls.
 */
function useAskAtClosing(ask: () => void): void {
  const backend = useBackend();
  const asked = useEffectEvent(ask);
  useEffect(() => {
    const heeded = backend.onCloseAsked(() => asked());
    return () => void heeded.then((end) => end());
  }, [backend]);
}

/** Asks before one leaves with something unsaved. */
export function LeaveQuestion({
  view,
  saving,
  wanted,
  onStay,
  onRetry,
}: {
  view: DeskView;
  saving: QueueView;
  wanted: (() => void) | null;
  onStay: () => void;
  onRetry: (go: () => void) => void;
}) {
  const { t } = useTranslation();
  const words = useEditWords(view);
  const what = saving.unsaved.map(words).join(t("desk.clauseJoin"));
  return (
    <Modal
      open={wanted !== null}
      title={t("desk.leaveTitle", { count: saving.unsaved.length })}
      onCancel={onStay}
      destroyOnHidden
      footer={[
        <Button key="go" danger onClick={() => wanted?.()}>
          {t("desk.leaveAnyway")}
        </Button>,
        <Button key="retry" onClick={() => wanted && onRetry(wanted)}>
          {t("desk.retry")}
        </Button>,
        <Button key="stay" type="primary" onClick={onStay}>
          {t("desk.stay")}
        </Button>,
      ]}
    >
      <p>{t("desk.leaveLoses", { what })}</p>
    </Modal>
  );
}
