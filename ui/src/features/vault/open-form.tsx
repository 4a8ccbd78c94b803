import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { problemOf, useBackend, type HomeFacts, type VaultCard } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { useSettled } from "../../components/settled";
import { BringBack } from "./bring-back";
import { FolderField } from "./folder-field";
import { RecentVaults } from "./recent-vaults";
import { Rescue } from "./rescue";

/** Opens a vault. What the folder says of itself is shown before the passphrase is asked. */
export function OpenForm({
  onOpened,
  locked,
}: {
  onOpened: (facts: HomeFacts) => void;
  /** Folder of the vault that was just locked: it is the one most likely opened next. */
  locked: string;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [folder, setFolder] = useState(locked);
  const [passphrase, setPassphrase] = useState("");
  // Kept only while somebody looks through a damaged vault.
  const [rescue, setRescue] = useState<string | null>(null);
  const place = folder.trim();
  const settled = useSettled(place);
  const resting = settled === place;
  const card = useQuery({
    queryKey: ["peek", settled],
    queryFn: () => backend.peek(settled),
    enabled: settled !== "",
    retry: false,
    // A folder may have changed since it was last looked at.
    gcTime: 0,
  });
  const open = useMutation({
    mutationFn: () => backend.open(place, passphrase),
    onSuccess: onOpened,
    onError: (error) => setRescue(damaged(error) ? passphrase : null),
    onSettled: () => setPassphrase(""),
    // The call closes over the passphrase: it is not kept once it is done.
    gcTime: 0,
  });
  // What was refused is said of what was typed then, not of what is typed now.
  const typed = (set: (text: string) => void) => (text: string) => {
    set(text);
    setRescue(null);
    if (!open.isPending) {
      open.reset();
    }
  };
  const backup = resting && card.isError && problemOf(card.error).code === "vault.is_backup";
  const missing = place === "" ? t("vault.needFolder") : passphrase === "" ? t("vault.needPassphrase") : "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (place !== "" && passphrase !== "" && !open.isPending) {
      open.mutate();
    }
  };
  return (
    <>
      <form onSubmit={submit} aria-label={t("vault.open")}>
        <h2>{t("vault.open")}</h2>
        <p className="sec">{t("vault.openSub")}</p>
        <FolderField value={folder} onChange={typed(setFolder)} />
        <RecentVaults chosen={place} onChoose={typed(setFolder)} />
        <p className="says" role="status">
          {resting && card.isLoading && t("app.loading")}
          {resting && card.data !== undefined && <Found card={card.data} />}
        </p>
        {!backup && (
          <>
            <label className="field" htmlFor="passphrase">
              {t("vault.passphrase")}
            </label>
            <Input.Password
              id="passphrase"
              size="large"
              value={passphrase}
              autoComplete="off"
              autoFocus={locked !== ""}
              onChange={(event) => typed(setPassphrase)(event.target.value)}
            />
            <div className="actions">
              <Button
                type="primary"
                size="large"
                htmlType="submit"
                disabled={place === "" || passphrase === "" || open.isPending}
              >
                {t("vault.doOpen")} <kbd>Enter</kbd>
              </Button>
              <span className="sec" role="status">
                {open.isPending ? t("vault.working") : missing}
              </span>
            </div>
          </>
        )}
        {open.isError && !open.isPending && <ProblemBox error={open.error} />}
        {resting && card.isError && !backup && !open.isError && <ProblemBox error={card.error} />}
        {rescue !== null && <Rescue folder={place} passphrase={rescue} onOpened={onOpened} />}
      </form>
      {backup && <BringBack key={place} backup={place} onOpened={onOpened} />}
    </>
  );
}

/** What the folder says of itself. */
function Found({ card }: { card: VaultCard }) {
  const { t } = useTranslation();
  return (
    <>
      <Mark kind="done" />{" "}
      {t(card.owner === "" ? "vault.foundUnnamed" : "vault.found", {
        owner: card.owner,
        role: t(`vault.${card.role}`),
        created: card.created.slice(0, 10),
      })}
    </>
  );
}

/** Whether what was refused is a matter of damage. */
function damaged(error: unknown): boolean {
  return ["vault.damaged", "vault.journal_broken"].includes(problemOf(error).code);
}
