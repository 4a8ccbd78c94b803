import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type GateName } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { useUnsaved } from "../../components/unsaved";
import { Reason, useChanged } from "./dock";

/** Back to a gate, or the scoring opened again: why, and who assented. */
export function BackForm({
  no,
  gate,
  chair,
  onDone,
}: {
  no: string;
  gate: GateName;
  /** The chair's name, as the one who assents. */
  chair: string;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [by, setBy] = useState(chair);
  const back = useMutation({
    mutationFn: () => backend.gateBack(no, gate, reason.trim(), by.trim()),
    onSuccess: async () => {
      setOpen(false);
      setReason("");
      await changed();
      onDone();
    },
  });
  const which = gate === "scoring" ? "reopen" : "back";
  useUnsaved(open && reason.trim() !== "" ? { what: t(`board.back.${which}Work`) } : null);
  if (!open) {
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {t(`board.back.${which}`)}
      </Button>
    );
  }
  const lacks =
    reason.trim() === "" ? t("board.rcs.needReason") : by.trim() === "" ? t("board.back.needBy") : null;
  return (
    <div className="bd-word">
      <p className="sec">{t(`board.back.${which}Says`)}</p>
      <label className="field" htmlFor="bd-back-why">
        {t("board.rcs.reason")}
      </label>
      <Input id="bd-back-why" autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
      <label className="field" htmlFor="bd-back-by">
        {t("board.back.by")}
      </label>
      <Input id="bd-back-by" value={by} onChange={(event) => setBy(event.target.value)} />
      {back.isError && <ProblemBox error={back.error} />}
      <div className="bd-do">
        <Button size="small" danger disabled={lacks !== null || back.isPending} onClick={() => back.mutate()}>
          {t(`board.back.${which}Do`)}
        </Button>
        <Button size="small" onClick={() => setOpen(false)}>
          {t("ledger.cancel")}
        </Button>
        <Reason of={lacks} />
      </div>
    </div>
  );
}
