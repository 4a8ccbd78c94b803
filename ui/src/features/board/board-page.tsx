import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BoardView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { KeysRest } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { QueryStates } from "../../components/states";
import { Part, useLeavePart } from "../../components/unsaved";
import { BlockedLine, TaskDue } from "./blocked-line";
import "./board.css";
import "./dock.css";
import { EndPanel } from "./end-panel";
import { EnrolPanel } from "./enrol-panel";
import { Feed } from "./feed";
import { GatesLine } from "./gates-line";
import { IncidentPanel } from "./incident-panel";
import { LedgerPanel } from "./ledger-panel";
import { LockPanel } from "./lock-panel";
import { Matrix } from "./matrix";
import { PaperPanel } from "./paper-panel";
import { Projector } from "./projector";
import { RecordPanel } from "./record-panel";
import { RecusalPanel } from "./recusal-panel";
import { SharedPanel } from "./shared-panel";
import { standing } from "./standing";
import { TalkLine } from "./talk-line";
import { TakePanel, type Stick } from "./take-panel";
import { TasksPanel } from "./tasks-panel";
import { useRefusals } from "./refusals";

/** What stands at the right: the feed, or what is being done. */
type Dock =
  | "enrol"
  | "tasks"
  | "take"
  | "ledger"
  | "lock"
  | "record"
  | "recusals"
  | "end"
  | "paper"
  | "incident"
  | "shared";

/** A meeting as it is held: gates, laptops, packs, who scored what. No score before the lock. */
export function BoardPage({ no, onGo }: { no: string; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const board = useQuery({ queryKey: ["board", no], queryFn: () => backend.board(no), retry: false });
  return (
    <QueryStates query={board} what={t("board.what")}>
      {(view) => <Board no={no} view={view} onGo={onGo} />}
    </QueryStates>
  );
}

const ENTRIES = [
  ["enrol", "Ctrl E"],
  ["tasks", "Ctrl O"],
  ["take", "Ctrl I"],
  ["shared", "Ctrl U"],
  ["paper", "Ctrl Y"],
  ["record", "Ctrl M"],
  ["ledger", "Ctrl G"],
  ["incident", "Ctrl Shift I"],
  ["end", "Ctrl Shift E"],
] as const;

function Board({ no, view, onGo }: { no: string; view: BoardView; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const [dock, putDock] = useState<Dock | null>(null);
  const leaveDock = useLeavePart("dock");
  const setDock = (to: Dock | null) => leaveDock(() => putDock(to));
  const [projected, setProjected] = useState(false);
  const [stick, setStick] = useState<Stick | null>(null);
  const refusals = useRefusals(no, view.refused);
  const { session, facts, pending } = view;
  const tallied = session.stage === "tallied" || session.stage === "closed";
  // Words on deviating scores come in after the tally too.
  const takes = !tallied || (session.stage === "tallied" && view.asked > 0);
  const shown: Partial<Record<Dock, boolean>> = {
    take: takes,
    paper: !tallied,
  };
  const toResults = () => onGo("/results");
  useKeys([
    { keys: "Ctrl I", label: t("board.take"), run: () => setDock("take"), when: !projected && takes },
    { keys: "Ctrl O", label: t("board.tasks"), run: () => setDock("tasks"), when: !projected },
    { keys: "Ctrl E", label: t("board.enrol"), run: () => setDock("enrol"), when: !projected },
    {
      keys: "Ctrl Y",
      label: t("board.paper.title"),
      run: () => setDock("paper"),
      when: !projected && !tallied,
    },
    {
      keys: "Ctrl U",
      label: t("turn.title"),
      // After the archive its desks take their results there and are cleared.
      run: () => setDock("shared"),
      when: !projected,
    },
    { keys: "Ctrl M", label: t("board.record"), run: () => setDock("record"), when: !projected },
    { keys: "Ctrl G", label: t("board.ledger"), run: () => setDock("ledger"), when: !projected },
    {
      keys: "Ctrl Shift I",
      label: t("board.incident.title"),
      run: () => setDock("incident"),
      when: !projected,
    },
    { keys: "Ctrl Shift E", label: t("board.end"), run: () => setDock("end"), when: !projected },
    {
      keys: "Ctrl D",
      label: t("board.recusalsNone"),
      run: () => setDock("recusals"),
      when: !projected && pending.length > 0,
    },
    {
      keys: "Ctrl Shift L",
      label: tallied ? t("board.results") : t("board.lock"),
      run: tallied ? toResults : () => setDock("lock"),
      when: !projected,
    },
    { keys: "Ctrl J", label: t("board.projector"), run: () => setProjected(!projected) },
    {
      keys: "Ctrl R",
      label: t("board.reread"),
      run: () => {
        setDock("take");
        if (stick !== null) {
          setStick({ ...stick, time: stick.time + 1 });
        }
      },
      when: !projected && takes,
    },
    {
      keys: "Esc",
      label: t("board.close"),
      run: () => (projected ? setProjected(false) : setDock(null)),
      when: projected || dock !== null,
    },
  ]);
  if (projected) {
    return <Projector view={view} onClose={() => setProjected(false)} />;
  }
  const close = () => setDock(null);
  const done = { no, view, onClose: close };
  const places = [
    t("board.facts", { title: session.title, bids: view.bids.length, experts: view.experts.length }),
    ...(facts.place === null ? [] : [t("board.place", { place: facts.place })]),
    ...(facts.supervisor === null ? [] : [t("board.supervisor", { name: facts.supervisor })]),
  ];
  return (
    <div className="page bd">
      <PageHead title={t("board.title")} facts={places.join(" · ")}>
        <Button onClick={() => setProjected(true)}>
          {t("board.projector")} <Keys of="Ctrl J" />
        </Button>
        {tallied ? (
          <Button type="primary" onClick={toResults}>
            {t("board.results")}
          </Button>
        ) : (
          <Button type="primary" onClick={() => setDock("lock")}>
            {t("board.lock")} <Keys of="Ctrl Shift L" />
          </Button>
        )}
      </PageHead>
      <GatesLine gates={standing(view)} notes />
      <KeysRest>
        <TalkLine no={no} view={view} />
      </KeysRest>
      <BlockedLine view={view} tallied={tallied} />
      {!tallied && <TaskDue view={view} />}
      <div className="bd-acts" role="toolbar" aria-label={t("board.acts")}>
        {ENTRIES.filter(([which]) => shown[which] ?? true).map(([which, keys]) => (
          <Button key={which} size="small" aria-pressed={dock === which} onClick={() => setDock(which)}>
            {which === "paper" || which === "incident"
              ? t(`board.${which}.title`)
              : which === "shared"
                ? t("turn.entry")
                : t(`board.${which}`)}{" "}
            <Keys of={keys} />
          </Button>
        ))}
        {pending.length > 0 && (
          <Button size="small" aria-pressed={dock === "recusals"} onClick={() => setDock("recusals")}>
            <Mark kind="warn" /> {t("board.recusals", { count: pending.length })} <Keys of="Ctrl D" />
          </Button>
        )}
      </div>
      <div className={dock === null ? "bd-body" : "bd-body bd-wide"}>
        <Matrix view={view} />
        {dock === null && <Feed view={view} refusals={refusals} />}
        <Part name="dock">
          <KeysRest>
            {dock === "enrol" && <EnrolPanel {...done} />}
            {dock === "tasks" && <TasksPanel {...done} />}
            {dock === "take" && <TakePanel {...done} refusals={refusals} stick={stick} onStick={setStick} />}
            {dock === "ledger" && <LedgerPanel {...done} />}
            {dock === "incident" && <IncidentPanel {...done} />}
            {dock === "end" && <EndPanel {...done} />}
            {dock === "lock" && <LockPanel {...done} onTallied={toResults} />}
            {dock === "record" && <RecordPanel {...done} />}
            {dock === "paper" && <PaperPanel {...done} />}
            {dock === "shared" && <SharedPanel {...done} />}
            {dock === "recusals" && <RecusalPanel {...done} />}
          </KeysRest>
        </Part>
      </div>
    </div>
  );
}
