import { useMutation } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../backend";
import { ProblemBox } from "./problem-box";

/**
 * Covers the page while nobody is there and something could not be saved. Only the passphrase of whoever has the vault
 * open takes it away; the page behind stays as it was left.
 */
export function Cover({
  what,
  onBack,
  onLock,
}: {
  what: readonly string[] | null;
  onBack: () => void;
  onLock: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      open={what !== null}
      title={t("app.leaving.awayTitle")}
      rootClassName="covered"
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      destroyOnHidden
      footer={null}
    >
      {/* How much, not what: a score has no place on a page that is covered. */}
      <p>{t("app.leaving.kept", { number: what?.length ?? 0 })}</p>
      <Return onBack={onBack} onLock={onLock} />
    </Modal>
  );
}

function Return({ onBack, onLock }: { onBack: () => void; onLock: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [passphrase, setPassphrase] = useState("");
  const prove = useMutation({
    mutationFn: () => backend.prove(passphrase),
    onSuccess: onBack,
    onSettled: () => setPassphrase(""),
    // The call closes over the passphrase: it is not kept once it is done.
    gcTime: 0,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== "" && !prove.isPending) {
          prove.mutate();
        }
      }}
    >
      <label className="field" htmlFor="cover-passphrase">
        {t("vault.passphrase")}
      </label>
      <Input.Password
        id="cover-passphrase"
        value={passphrase}
        autoComplete="off"
        autoFocus
        // What is typed while the first one is tried would be lost with it.
        readOnly={prove.isPending}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      {prove.isError && !prove.isPending && <ProblemBox error={prove.error} />}
      <div className="cover-acts">
        <Button type="primary" htmlType="submit" disabled={passphrase === "" || prove.isPending}>
          {t("app.leaving.back")} <kbd>Enter</kbd>
        </Button>
        <Button danger disabled={prove.isPending} onClick={onLock}>
          {t("app.leaving.lock")}
        </Button>
        <span role="status" className="sec">
          {prove.isPending && t("vault.working")}
        </span>
      </div>
    </form>
  );
}
