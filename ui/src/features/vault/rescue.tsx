import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ExaminationView, type HomeFacts } from "../../backend";
import { GoBack } from "../../components/go-back";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { QueryStates } from "../../components/states";
import { useTableName } from "../../components/table-names";

/** What is safe in a vault that does not open or does not hold, and the ways on: reading only, or back to a backup. */
export function Rescue({
  folder,
  passphrase,
  onOpened,
}: {
  folder: string;
  passphrase: string;
  onOpened: (facts: HomeFacts) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ["examine", folder],
    queryFn: () => backend.examine(folder, passphrase),
    retry: false,
    gcTime: 0,
  });
  const read = useMutation({
    mutationFn: () => backend.openReading(folder, passphrase),
    onSuccess: onOpened,
    gcTime: 0,
  });
  return (
    <section className="gate-rescue" aria-label={t("safe.rescue.title")}>
      <h3>{t("safe.rescue.title")}</h3>
      <QueryStates query={found} what={t("safe.rescue.what")}>
        {(of) => (
          <>
            <Found of={of} />
            <Button disabled={read.isPending} onClick={() => read.mutate()}>
              {t("safe.rescue.read")}
            </Button>
            <h4>{t("safe.rescue.backups")}</h4>
            {of.backups.length === 0 && <p>{t("safe.rescue.none")}</p>}
            <ul className="rules">
              {of.backups.map((one) => (
                <li key={one.name} className={one.problem === null ? "" : "bad"}>
                  <Mark kind={one.problem === null ? "done" : "stop"} />
                  <span>
                    <b>{one.name}</b>
                    <small>
                      {one.problem ??
                        `${one.made_by_file ? t("safe.backups.byFile", { at: one.made }) : one.made} · ${t("safe.rescue.good")}`}
                    </small>
                  </span>
                  {one.problem === null ? (
                    <Button size="small" onClick={() => setChosen(one.name)}>
                      {t("safe.rescue.choose")}
                    </Button>
                  ) : (
                    <span>{t("safe.rescue.bad")}</span>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </QueryStates>
      {read.isError && <ProblemBox error={read.error} />}
      {chosen !== null && (
        <GoBack
          key={chosen}
          name={chosen}
          may
          preview={() => backend.restoreClosedView(folder, chosen, passphrase)}
          restore={(word) => backend.restoreClosed(folder, chosen, passphrase, word)}
          onRestored={onOpened}
        />
      )}
    </section>
  );
}

function Found({ of }: { of: ExaminationView }) {
  const { t } = useTranslation();
  const named = useTableName();
  return (
    <>
      <p role="status">
        <Mark kind={of.whole ? "done" : "stop"} /> {t(of.whole ? "safe.rescue.whole" : "safe.rescue.damaged")}
      </p>
      <ul>
        <li>{t("safe.rescue.safe", { tables: of.safe_tables, rows: of.safe_rows })}</li>
        <li>{of.seq === null ? t("safe.rescue.noJournal") : t("safe.rescue.journal", { seq: of.seq })}</li>
        {of.lost_tables.length > 0 && (
          <li>{t("safe.rescue.lost", { names: of.lost_tables.map(named).join("、") })}</li>
        )}
      </ul>
    </>
  );
}
