import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type HomeFacts, type StickView } from "../../backend";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { useProgress } from "../../components/progress";
import { QueryStates } from "../../components/states";

/** A backup on a stick is not opened: it is brought back as a vault in a new folder, and that one is opened. */
export function BringBack({ backup, onOpened }: { backup: string; onOpened: (facts: HomeFacts) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [folder, setFolder] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const stick = useQuery({
    queryKey: ["stick", backup],
    queryFn: () => backend.stick(backup),
    retry: false,
    gcTime: 0,
  });
  const bring = useMutation({
    mutationFn: () => backend.bringBack(backup, folder.trim(), passphrase),
    onSuccess: onOpened,
    onSettled: () => setPassphrase(""),
    // The call closes over the passphrase: it is not kept once it is done.
    gcTime: 0,
  });
  const lacking =
    folder.trim() === "" ? t("vault.back.needFolder") : passphrase === "" ? t("vault.needPassphrase") : "";
  const ready = lacking === "" && stick.isSuccess && !bring.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) bring.mutate();
  };
  return (
    <form className="gate-rescue" onSubmit={submit} aria-label={t("vault.back.title")}>
      <h3>{t("vault.back.title")}</h3>
      <QueryStates query={stick} what={t("vault.back.what")}>
        {(of) => <Card of={of} />}
      </QueryStates>
      <p className="sec">{t("vault.back.note")}</p>
      <PathField
        id="back-folder"
        size="large"
        label={t("vault.back.folder")}
        hint={t("vault.folderHint")}
        value={folder}
        onChange={setFolder}
        choose={() => backend.chooseSave(t("vault.back.name"))}
      />
      <label className="field" htmlFor="back-passphrase">
        {t("vault.back.passphrase")}
      </label>
      <Input.Password
        id="back-passphrase"
        size="large"
        value={passphrase}
        autoComplete="off"
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <div className="actions">
        <Button type="primary" size="large" htmlType="submit" disabled={!ready}>
          {t("vault.back.do")} <kbd>Enter</kbd>
        </Button>
        <span className="sec" role="status">
          {!bring.isPending && lacking}
        </span>
      </div>
      {bring.isPending && <Coming />}
      {bring.isError && !bring.isPending && <ProblemBox error={bring.error} />}
    </form>
  );
}

/** Which backup it is: whose, of when, how much. */
function Card({ of }: { of: StickView }) {
  const { t } = useTranslation();
  const made = of.made_by_file ? t("safe.backups.byFile", { at: of.made }) : of.made;
  return (
    <p role="status">
      <Mark kind="done" /> <b>{of.name}</b>{" "}
      {t("vault.back.card", {
        role: of.role === null ? "" : t(`vault.${of.role}`),
        made: of.made === "" ? "—" : made,
        seq: of.seq,
        size: (of.kib / 1024).toFixed(1),
      })}
    </p>
  );
}

/** How much of it was read, and a way to stop. What comes after the reading, the look at the copy, has no figure. */
function Coming() {
  const { t } = useTranslation();
  const { done, of, stop, stopping } = useProgress();
  const reading = of > 0 && done < of;
  return (
    <div className="waiting">
      <p className="say say-part" role="status">
        <Mark kind="part" />{" "}
        {reading
          ? t("vault.back.reading", { done: (done / 1024).toFixed(1), total: (of / 1024).toFixed(1) })
          : t("vault.back.checking")}
      </p>
      {reading && <progress value={done} max={of} aria-label={t("vault.back.title")} />}
      {reading && (
        <Button disabled={stopping} onClick={stop}>
          {t("vault.back.stop")}
        </Button>
      )}
    </div>
  );
}
