import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { ActForm } from "./act-form";
import { NewPassphrase, ready } from "./new-passphrase";

/** Changes the passphrase of whoever has the vault open. */
export function PassphraseForm({ least, onClose }: { least: number; onClose: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [old, setOld] = useState("");
  const [typed, setTyped] = useState({ first: "", again: "" });
  return (
    <ActForm
      title={t("safe.keys.passphrase")}
      note={t("safe.keys.passphraseNote")}
      ready={old !== "" && ready(typed, least)}
      needs={t(old === "" ? "safe.needOld" : "safe.needFresh")}
      act={() => backend.passphraseChange(old, typed.first)}
      done={t("safe.keys.passphraseDone")}
      label={t("safe.keys.passphraseDo")}
      onClose={onClose}
    >
      <label className="field" htmlFor="sf-old">
        {t("safe.old")}
      </label>
      <Input.Password
        id="sf-old"
        autoFocus
        value={old}
        autoComplete="off"
        onChange={(event) => setOld(event.target.value)}
      />
      <NewPassphrase id="sf-fresh" value={typed} least={least} onChange={setTyped} />
    </ActForm>
  );
}
