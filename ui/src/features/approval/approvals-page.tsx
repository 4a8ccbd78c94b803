import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ApprovalLine, type ApprovalsView } from "../../backend";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { refocus } from "../../components/refocus";
import { useRoving } from "../../components/roving";
import { Empty, QueryStates } from "../../components/states";
import { StepTabs } from "../../components/step-tabs";
import { Part, useLeavePart } from "../../components/unsaved";
import "./approval.css";
import { CalendarPane, CalendarWord } from "./calendar-line";
import { ApprovalDock } from "./dock";
import { StageWord } from "./stage";
import { WaitingLists } from "./waiting-lists";

/** 审定、公示与公告: from the panels' lists to the announcement of the winners (四（五）). */
export function ApprovalsPage({
  first = null,
  onGo,
}: {
  /** The decision that is shown first; else the one where work goes on. */
  first?: string | null;
  onGo: (path: string) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const approvals = useQuery({ queryKey: ["approvals"], queryFn: () => backend.approvals(), retry: false });
  return (
    <div className="page">
      <StepTabs here="approvals" onGo={onGo} />
      <QueryStates query={approvals} what={t("approval.what")}>
        {(view) => <Book view={view} first={first} onGo={onGo} />}
      </QueryStates>
    </div>
  );
}

function Book({
  view,
  first,
  onGo,
}: {
  view: ApprovalsView;
  first: string | null;
  onGo: (path: string) => void;
}) {
  const { t } = useTranslation();
  const [picked, setPicked] = useState(first);
  const [calendar, setCalendar] = useState(false);
  const leave = useLeavePart("approval");
  const { approvals, waiting } = view;
  // Unless somebody chose: the first that is not announced, for that is where work goes on.
  const chosen =
    approvals.find((one) => one.no === picked) ??
    approvals.find((one) => one.step !== "announced") ??
    approvals[0];
  const opened = (no: string) =>
    leave(() => {
      setPicked(no);
      refocus(".ap-next");
    });
  return (
    <>
      <PageHead
        title={t("approval.title")}
        facts={t("approval.facts", {
          count: approvals.length,
          open: approvals.filter((one) => one.step !== "announced").length,
        })}
      >
        <CalendarWord until={view.calendar_until} open={calendar} onOpen={setCalendar} />
      </PageHead>
      {calendar && <CalendarPane until={view.calendar_until} />}
      <div className="docked ap-body" data-bare={chosen === undefined}>
        <div>
          {waiting.length > 0 && (
            <Changes>
              <WaitingLists waiting={waiting} onOpened={opened} />
            </Changes>
          )}
          {approvals.length > 0 ? (
            <Table
              approvals={approvals}
              chosen={chosen?.no ?? null}
              onChoose={(no) => leave(() => setPicked(no))}
            />
          ) : (
            <Nothing waits={waiting.length > 0} onGo={onGo} />
          )}
        </div>
        {chosen !== undefined && (
          <Part name="approval">
            <ApprovalDock key={chosen.no} no={chosen.no} />
          </Part>
        )}
      </div>
    </>
  );
}

/** No decision yet: what comes before one, or that lists wait for it. */
function Nothing({ waits, onGo }: { waits: boolean; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  if (waits) {
    return <Empty title={t("approval.emptyTitle")} hint={t("approval.emptyWaits")} />;
  }
  return (
    <Empty
      title={t("approval.emptyTitle")}
      hint={t("approval.emptyHint")}
      action={
        <Button type="primary" onClick={() => onGo("/meetings")}>
          {t("approval.toMeetings")}
        </Button>
      }
    />
  );
}

function Table({
  approvals,
  chosen,
  onChoose,
}: {
  approvals: readonly ApprovalLine[];
  chosen: string | null;
  onChoose: (no: string) => void;
}) {
  const { t } = useTranslation();
  const pick = (index: number) => {
    const one = approvals[index];
    if (one !== undefined) {
      onChoose(one.no);
    }
  };
  const { pane, item } = useRoving({ count: approvals.length, onMove: pick, onPick: pick });
  return (
    <table className="grid" role="grid" aria-label={t("approval.table")} {...pane}>
      <thead className="stuck">
        <tr>
          <th scope="col">{t("approval.no")}</th>
          <th scope="col">{t("approval.batch")}</th>
          <th scope="col" className="num">
            {t("approval.winners")}
          </th>
          <th scope="col">{t("approval.stands")}</th>
          <th scope="col">{t("approval.ends")}</th>
          <th scope="col" className="num">
            {t("approval.objections")}
          </th>
        </tr>
      </thead>
      <tbody>
        {approvals.map((one, index) => (
          <tr key={one.no} aria-selected={one.no === chosen} onClick={() => pick(index)} {...item(index)}>
            <td className="ap-nowrap">{one.no}</td>
            <th scope="row">
              {one.batch}
              <div className="dim">{one.sessions.join(t("approval.form.join"))}</div>
            </th>
            <td className="num">{one.step === "to_decide" ? "—" : one.winners}</td>
            <td>
              <StageWord step={one.step} />
            </td>
            <td className="ap-nowrap">{one.ends_on ?? "—"}</td>
            <td className="num">{one.open}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
