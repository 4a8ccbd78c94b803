import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BackupsView, type HomeFacts } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { ProblemBox } from "../../components/problem-box";
import { useRoving } from "../../components/roving";
import { Empty } from "../../components/states";
import { useReason } from "./reasons";
import { RestorePane } from "./restore-pane";
import { StickForm } from "./stick-form";

/** The backups of the vault: make one, copy one to a stick, go back to one. */
export function BackupsSection({
  view,
  onRestored,
}: {
  view: BackupsView;
  onRestored: (facts: HomeFacts) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const reason = useReason();
  const [stick, setStick] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const may = !view.read_only;
  const make = useMutation({
    mutationFn: () => backend.backupNow(),
    onSuccess: (next) => queries.setQueryData(["backups"], next),
  });
  const pick = (index: number) => setChosen(view.backups[index]?.name ?? null);
  const { pane, item } = useRoving({ count: view.backups.length, onPick: pick });
  const backup = () => {
    if (may && !make.isPending) make.mutate();
  };
  useKeys([{ keys: "Ctrl B", label: t("safe.backups.now"), run: backup, when: may }]);
  return (
    <section className="sf-part" aria-labelledby="sf-backups">
      <div className="sec-h">
        <h2 id="sf-backups">{t("safe.backups.title")}</h2>
        <small>{t("safe.backups.sub")}</small>
      </div>
      {view.backups.length === 0 ? (
        <Empty title={t("safe.backups.empty")} hint={t("safe.backups.emptyHint")} />
      ) : (
        <table className="grid" role="grid" aria-labelledby="sf-backups" {...pane}>
          <thead>
            <tr>
              <th scope="col">{t("safe.backups.made")}</th>
              <th scope="col">{t("safe.backups.reason")}</th>
              <th scope="col" className="num">
                {t("safe.backups.seq")}
              </th>
              <th scope="col" className="num">
                {t("safe.backups.behind")}
              </th>
              <th scope="col" className="num">
                {t("safe.backups.size")}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.backups.map((one, index) => (
              <tr
                key={one.name}
                aria-selected={one.name === chosen}
                onClick={() => pick(index)}
                {...item(index)}
              >
                <th scope="row">
                  {one.made_by_file ? t("safe.backups.byFile", { at: one.made }) : one.made}
                </th>
                <td>{reason(one.reason)}</td>
                <td className="num">{one.seq}</td>
                <td className="num">
                  {one.given_up || one.seq > view.seq ? t("safe.backups.other") : view.seq - one.seq}
                </td>
                <td className="num">{`${(one.kib / 1024).toFixed(1)} MiB`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="sf-acts">
        {may && (
          <>
            <Button disabled={make.isPending} onClick={backup}>
              {t(make.isPending ? "safe.backups.making" : "safe.backups.now")} <Keys of="Ctrl B" />
            </Button>
            <Button aria-expanded={stick} onClick={() => setStick(!stick)}>
              {t("safe.backups.stick")}
            </Button>
          </>
        )}
        {view.backups.length > 0 && <span className="sec">{t("safe.backups.choose")}</span>}
      </div>
      {make.isError && <ProblemBox error={make.error} />}
      {stick && <StickForm onClose={() => setStick(false)} />}
      {chosen !== null && (
        <RestorePane
          key={chosen}
          name={chosen}
          may={view.may_restore}
          preview={() => backend.restoreView(chosen)}
          restore={(word) => backend.restore(chosen, word)}
          onRestored={onRestored}
          onClose={() => setChosen(null)}
        />
      )}
    </section>
  );
}
