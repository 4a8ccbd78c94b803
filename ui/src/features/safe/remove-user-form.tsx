import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type UserLine } from "../../backend";
import { ActForm } from "./act-form";

/** Takes a key away, with a reason that the journal keeps. */
export function RemoveUserForm({ user, onClose }: { user: UserLine; onClose: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [reason, setReason] = useState("");
  return (
    <ActForm
      title={t("safe.keys.removeWhom", { name: user.name })}
      note={t("safe.keys.removeNote")}
      ready={reason.trim() !== ""}
      needs={t("safe.needReason")}
      act={() => backend.userRemove(user.slot, reason.trim())}
      done={t("safe.keys.removeDone", { name: user.name })}
      label={t("safe.keys.remove")}
      danger
      onClose={onClose}
    >
      <label className="field" htmlFor="sf-reason">
        {t("safe.keys.reason")}
      </label>
      <Input id="sf-reason" autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
    </ActForm>
  );
}
