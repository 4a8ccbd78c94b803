import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { HomeFacts, RestoreView } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { QueryStates } from "../../components/states";

/** What going back to a backup would lose; going back needs a word that it was read. */
export function RestorePane({
  name,
  may,
  preview,
  restore,
  onRestored,
  onClose,
}: {
  name: string;
  may: boolean;
  preview: (name: string) => Promise<RestoreView>;
  restore: (name: string) => Promise<HomeFacts>;
  onRestored: (facts: HomeFacts) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [read, setRead] = useState(false);
  const view = useQuery({
    queryKey: ["restore", name],
    queryFn: () => preview(name),
    retry: false,
    gcTime: 0,
  });
  const go = useMutation({
    mutationFn: () => restore(name),
    onSuccess: (facts) => onRestored(facts),
    gcTime: 0,
  });
  return (
    <section className="tool-pane sf-form" aria-label={t("safe.restore.title", { name })}>
      <h3>{t("safe.restore.title", { name })}</h3>
      <QueryStates query={view} what={t("safe.restore.what")}>
        {(of) => (
          <>
            <Lost of={of} />
            {may && (
              <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
                {t("safe.restore.read")}
              </Checkbox>
            )}
          </>
        )}
      </QueryStates>
      <div className="tool-do">
        {may && (
          <Button
            type="primary"
            danger
            disabled={!read || !view.isSuccess || go.isPending}
            onClick={() => go.mutate()}
          >
            {t(go.isPending ? "safe.restore.doing" : "safe.restore.do")}
          </Button>
        )}
        <Button onClick={onClose}>{t("safe.close")}</Button>
      </div>
      {go.isError && <ProblemBox error={go.error} />}
    </section>
  );
}

/** The entries that the vault has and the backup has not. */
function Lost({ of }: { of: RestoreView }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="say say-done">
        <Mark kind="done" /> {t("safe.restore.holds", { seq: of.seq, at: of.at ?? "—" })}
        <br />
        <code className="dim">{of.head}</code>
      </p>
      <p>
        {of.now === null
          ? t("safe.restore.unknown")
          : of.keys_only
            ? t("safe.restore.keysOnly", { now: of.now })
            : of.lost_count === 0
              ? t("safe.restore.nothing")
              : t("safe.restore.lost", { count: of.lost_count, now: of.now })}
      </p>
      {of.lost.length > 0 && (
        <ul className="sf-lost" aria-label={t("safe.restore.list")}>
          {of.lost.map((line) => (
            <li key={line.seq}>
              <span className="num">{line.seq}</span> {line.at} · {line.actor} · {line.action} ·{" "}
              {line.subject}
            </li>
          ))}
        </ul>
      )}
      {!of.keys_only && <p className="sec">{t("safe.restore.aside")}</p>}
    </>
  );
}
