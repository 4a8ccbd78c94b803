import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type HomeFacts, type Role } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { FolderField } from "./folder-field";

/** Characters a passphrase has at least; the vault refuses fewer. */
const LEAST = 10;

/** Makes a vault for the secretariat or an expert. */
export function CreateForm({ onOpened }: { onOpened: (facts: HomeFacts) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [role, setRole] = useState<Role>("secretariat");
  const [owner, setOwner] = useState("");
  const [folder, setFolder] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const missing = LEAST - [...passphrase].length;
  const differs = again !== "" && again !== passphrase;
  const create = useMutation({
    mutationFn: () => backend.create(folder.trim(), role, owner.trim(), passphrase),
    onSuccess: onOpened,
    // The call closes over the passphrase: it is not kept once it is done.
    gcTime: 0,
  });
  const lacks = () => {
    if (owner.trim() === "") return t("vault.needOwner");
    if (folder.trim() === "") return t("vault.needFolder");
    if (passphrase === "") return t("vault.needPassphrase");
    if (missing > 0) return t("vault.short", { count: missing });
    return again === passphrase ? "" : t("vault.needAgain");
  };
  const lacking = lacks();
  const ready = lacking === "" && !create.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) {
      create.mutate();
    }
  };
  return (
    <form onSubmit={submit} aria-label={t("vault.create")}>
      <h2>{t("vault.create")}</h2>
      <p className="sec">{t("vault.createSub")}</p>
      <RoleField role={role} onChange={setRole} />
      <label className="field" htmlFor="owner">
        {t("vault.owner")}
      </label>
      <Input
        id="owner"
        size="large"
        value={owner}
        autoComplete="off"
        onChange={(e) => setOwner(e.target.value)}
      />
      <FolderField value={folder} onChange={setFolder} />
      <label className="field" htmlFor="passphrase">
        {t("vault.passphrase")} <span className="dim">{t("vault.passphraseHint")}</span>
      </label>
      <Input.Password
        id="passphrase"
        size="large"
        value={passphrase}
        autoComplete="new-password"
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <p className="says" role="status">
        {passphrase !== "" && missing > 0 && t("vault.short", { count: missing })}
      </p>
      <label className="field" htmlFor="again">
        {t("vault.again")}
      </label>
      <Input.Password
        id="again"
        size="large"
        value={again}
        autoComplete="new-password"
        status={differs ? "error" : ""}
        aria-invalid={differs}
        onChange={(event) => setAgain(event.target.value)}
      />
      <p className="says stop" role="status">
        {differs && (
          <>
            <Mark kind="stop" /> {t("vault.differs")}
          </>
        )}
      </p>
      <div className="actions">
        <Button type="primary" size="large" htmlType="submit" disabled={!ready}>
          {t("vault.doCreate")} <kbd>Enter</kbd>
        </Button>
        <span className="sec" role="status">
          {create.isPending ? t("vault.working") : lacking}
        </span>
      </div>
      {create.isError && <ProblemBox error={create.error} />}
    </form>
  );
}

/** Secretariat or expert. */
function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const { t } = useTranslation();
  const choices = [
    { value: "secretariat", name: t("vault.secretariat"), does: t("vault.secretariatDoes") },
    { value: "expert", name: t("vault.expert"), does: t("vault.expertDoes") },
  ] as const;
  return (
    <>
      <div className="field" id="role-label" style={{ fontWeight: 500, margin: "18px 0 6px" }}>
        {t("vault.who")}
      </div>
      <div className="roles" role="radiogroup" aria-labelledby="role-label">
        {choices.map((choice) => (
          <label key={choice.value}>
            <input
              type="radio"
              name="role"
              value={choice.value}
              checked={role === choice.value}
              onChange={() => onChange(choice.value)}
            />
            <b>
              {choice.name} {role === choice.value && <Mark kind="done" />}
            </b>
            <span>{choice.does}</span>
          </label>
        ))}
      </div>
    </>
  );
}
