import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type HomeFacts } from "../../backend";
import { ProblemBox } from "../../components/problem-box";

/** The way back to the secretariat: its own passphrase. */
export function EndForm({ onEnded }: { onEnded: (facts: HomeFacts) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [passphrase, setPassphrase] = useState("");
  const end = useMutation({
    mutationFn: () => backend.sharedEnd(passphrase),
    onSuccess: onEnded,
    onSettled: () => setPassphrase(""),
    // The call closes over the passphrase: it is not kept once it is done.
    gcTime: 0,
  });
  const ready = passphrase !== "" && !end.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) {
      end.mutate();
    }
  };
  return (
    <form onSubmit={submit} aria-label={t("turn.end")} className="turn-endform">
      <p className="sec">{t("turn.endHint")}</p>
      <label className="field" htmlFor="turn-passphrase">
        {t("turn.passphrase")}
      </label>
      <Input.Password
        id="turn-passphrase"
        autoComplete="off"
        autoFocus
        value={passphrase}
        readOnly={end.isPending}
        onChange={(event) => {
          end.reset();
          setPassphrase(event.target.value);
        }}
      />
      <div className="actions">
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {t("turn.endDo")} <kbd>Enter</kbd>
        </Button>
        <span className="sec" role="status">
          {end.isPending && t("turn.ending")}
        </span>
      </div>
      {end.isError && <ProblemBox error={end.error} />}
    </form>
  );
}
