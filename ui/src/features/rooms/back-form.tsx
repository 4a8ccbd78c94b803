import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { useUnsaved } from "../../components/unsaved";
import { useRoomsChanged } from "./use-changed";

/** Takes an archive back, with a reason, as long as no summary was made of it. */
export function BackForm({ no, archive, printed }: { no: string; archive: string; printed: boolean }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useRoomsChanged(no);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const back = useMutation({
    mutationFn: () => backend.roomTakeBack(no, archive, reason.trim()),
    onSuccess: changed,
  });
  useUnsaved(open && reason.trim() !== "" && !back.isPending ? { what: t("rooms.backWork") } : null);
  if (printed) {
    return <p className="sec">{t("rooms.printed")}</p>;
  }
  if (!open) {
    return (
      <div>
        <Changes>
          <Button size="small" onClick={() => setOpen(true)}>
            {t("rooms.backOpen")}
          </Button>
        </Changes>
      </div>
    );
  }
  const id = `rm-back-${archive}`;
  return (
    <div className="rm-form">
      <label className="field" htmlFor={id}>
        {t("rooms.backReason")}
      </label>
      <Input id={id} value={reason} onChange={(event) => setReason(event.target.value)} />
      {back.isError && <ProblemBox error={back.error} />}
      <div className="rm-do">
        <Button
          size="small"
          danger
          disabled={reason.trim() === "" || back.isPending}
          onClick={() => back.mutate()}
        >
          {t("rooms.backDo")}
        </Button>
        <Button
          size="small"
          onClick={() => {
            setOpen(false);
            setReason("");
          }}
        >
          {t("rooms.backNot")}
        </Button>
        {reason.trim() === "" && <span className="sec">{t("rooms.needReason")}</span>}
      </div>
    </div>
  );
}
