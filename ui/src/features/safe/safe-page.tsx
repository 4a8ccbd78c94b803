import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useBackend, type HomeFacts } from "../../backend";
import { IdleChoice } from "../../components/idle";
import { Mark } from "../../components/marks";
import { useOpening } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { QueryStates } from "../../components/states";
import { BackupsSection } from "./backups-section";
import { KeysSection } from "./keys-section";
import "./safe.css";

/** Who can open the vault, its backups, and the way back to one. */
export function SafePage({ onRestored }: { onRestored: (facts: HomeFacts) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  // A user of a damaged vault may go back to a backup; what may be done stands above the page.
  const open = useOpening().reading === "damaged";
  const keys = useQuery({ queryKey: ["keys"], queryFn: () => backend.keys(), retry: false });
  const backups = useQuery({ queryKey: ["backups"], queryFn: () => backend.backups(), retry: false });
  return (
    <div className="page scroll">
      <PageHead title={t("safe.title")} facts={t("safe.facts")} />
      {keys.data?.read_only === true && !open && (
        <div className="note note-warn" role="status">
          <Mark kind="warn" size={16} />
          <div>
            <b>{t("safe.readOnly")}</b>
            <br />
            {t("safe.readOnlyMore")}
          </div>
        </div>
      )}
      <QueryStates query={keys} what={t("safe.keys.what")}>
        {(view) => <KeysSection view={view} />}
      </QueryStates>
      <section className="sf-part">
        <IdleChoice />
      </section>
      <QueryStates query={backups} what={t("safe.backups.what")}>
        {(view) => <BackupsSection view={view} onRestored={onRestored} />}
      </QueryStates>
    </div>
  );
}
