import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { useBackend, type DeskView } from "../../backend";
import { Empty, QueryStates } from "../../components/states";
import "./desk.css";
import "./desk-budget.css";
import "./desk-read.css";
import "./desk-said.css";
import "./desk-sheet.css";
import { DeskRoom } from "./desk-room";
import { DeskShell } from "./desk-shell";
import { useHomeWord } from "./names";
import { Pledge } from "./pledge";
import { useDeskSize } from "./size";
import { deskKey } from "./use-desk";

export interface DeskPageProps {
  meeting: string;
  onHome: () => void;
  onLockScreen: () => void;
}

/** The desk of a meeting: the pledge first, then bids, papers and the score sheet. */
export function DeskPage({ meeting, onHome, onLockScreen }: DeskPageProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [size, setSize] = useDeskSize();
  const desk = useQuery({ queryKey: deskKey(meeting), queryFn: () => backend.desk(meeting) });
  const know = async (view: DeskView) => {
    // A read under way knows less than what was just answered.
    await queries.cancelQueries({ queryKey: deskKey(meeting), exact: true });
    queries.setQueryData(deskKey(meeting), view);
  };
  const home = <Button onClick={onHome}>{useHomeWord()}</Button>;
  const frame = { size, onSize: setSize };
  if (desk.data !== undefined && desk.data.pledged_at !== null && desk.data.bids.length > 0) {
    return (
      <DeskRoom
        view={desk.data}
        {...frame}
        onView={(view) => void know(view)}
        onHome={onHome}
        onLockScreen={onLockScreen}
      />
    );
  }
  return (
    <DeskShell view={desk.data} {...frame} onLock={onLockScreen}>
      <QueryStates query={desk} what={t("desk.what")}>
        {(view) =>
          view.pledged_at === null ? (
            <Pledge view={view} onPledged={(next) => void know(next)} onHome={onHome} />
          ) : (
            <Empty title={t("desk.noBids")} hint={t("desk.noBidsHint")} action={home} />
          )
        }
      </QueryStates>
      {desk.isError && desk.data === undefined && <p className="dk-way-home">{home}</p>}
    </DeskShell>
  );
}
