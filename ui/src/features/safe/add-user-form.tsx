import { Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { ActForm } from "./act-form";
import { NewPassphrase, ready } from "./new-passphrase";

/** Lets somebody else open the vault; a supervisor for reading only. */
export function AddUserForm({ least, onClose }: { least: number; onClose: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [name, setName] = useState("");
  const [supervisor, setSupervisor] = useState(false);
  const [typed, setTyped] = useState({ first: "", again: "" });
  const named = name.trim() !== "";
  return (
    <ActForm
      title={t("safe.keys.add")}
      note={t("safe.keys.addNote")}
      ready={named && ready(typed, least)}
      needs={t(named ? "safe.needFresh" : "safe.needName")}
      act={() => backend.userAdd(name.trim(), supervisor, typed.first)}
      done={t("safe.keys.addDone", { name: name.trim() })}
      label={t("safe.keys.add")}
      onClose={onClose}
    >
      <label className="field" htmlFor="sf-name">
        {t("safe.keys.name")}
      </label>
      <Input id="sf-name" autoFocus value={name} onChange={(event) => setName(event.target.value)} />
      <Checkbox checked={supervisor} onChange={(event) => setSupervisor(event.target.checked)}>
        {t("safe.keys.supervisor")}
      </Checkbox>
      <NewPassphrase id="sf-fresh" value={typed} least={least} onChange={setTyped} />
    </ActForm>
  );
}
