import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ProblemBox } from "../../components/problem-box";
import { Reason } from "./dock";

/** What somebody must say before something is taken back or revoked: a reason and, where it is asked, who decided. */
export function WordForm({
  id,
  hint,
  act,
  named = false,
  busy,
  error,
  onSay,
  onLeave,
}: {
  id: string;
  hint: string;
  act: string;
  named?: boolean;
  busy: boolean;
  error: Error | null;
  onSay: (by: string, reason: string) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const [by, setBy] = useState("");
  const [reason, setReason] = useState("");
  const lacks =
    named && by.trim() === "" ? t("ledger.needBy") : reason.trim() === "" ? t("ledger.needReason") : null;
  return (
    <div className="bd-word">
      <p className="sec">{hint}</p>
      {named && (
        <>
          <label className="field" htmlFor={`${id}-by`}>
            {t("ledger.by")}
          </label>
          <Input
            id={`${id}-by`}
            value={by}
            autoComplete="off"
            onChange={(event) => setBy(event.target.value)}
          />
        </>
      )}
      <label className="field" htmlFor={`${id}-reason`}>
        {t("ledger.reason")}
      </label>
      <Input id={`${id}-reason`} value={reason} onChange={(event) => setReason(event.target.value)} />
      {error !== null && <ProblemBox error={error} />}
      <div className="bd-do">
        <Button
          size="small"
          danger
          disabled={lacks !== null || busy}
          onClick={() => onSay(by.trim(), reason.trim())}
        >
          {act}
        </Button>
        <Button size="small" onClick={onLeave}>
          {t("ledger.cancel")}
        </Button>
        <Reason of={lacks} />
      </div>
    </div>
  );
}
