import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Route, Routes, useLocation, useNavigate } from "react-router";

import { useBackend, type HomeFacts, type OfficeHome, type SessionCard } from "./backend";
import { FaultBoundary } from "./components/fault-boundary";
import { ChangingPage } from "./components/may";
import { QueryStates } from "./components/states";
import { useLeave, useUnsaved } from "./components/unsaved";
import { SafeAlone } from "./damaged";
import { useGateNow } from "./features/board/standing";
import { BidsPage } from "./features/bids/bids-page";
import { BoardPage } from "./features/board/board-page";
import { DocumentsPage } from "./features/documents/documents-page";
import { ExpertsPage } from "./features/experts/experts-page";
import { OfficeHomePage } from "./features/home/office-home-page";
import { IntakePage } from "./features/intake/intake-page";
import { useHeld } from "./features/intake/use-intake";
import { JournalPage } from "./features/journal/journal-page";
import { MeetingsPage } from "./features/meetings/meetings-page";
import { NewMeetingPage } from "./features/meetings/new-meeting-page";
import { NeedsPage } from "./features/needs/needs-page";
import { PostingPage } from "./features/posting/posting-page";
import { ResultsPage } from "./features/results/results-page";
import { SelectionPage } from "./features/selection/selection-page";
import { SafePage } from "./features/safe/safe-page";
import { SetupPage } from "./features/setup/setup-page";
import { IncomingNote } from "./features/twice/incoming-note";
import { OfficeFrame } from "./frame/office-frame";
import { currentStep, MEETING_PAGES, pathOf, stepOf, type Page } from "./frame/pages";
import { useDropped } from "./handed";
import { besideRoutes, bidPath, bookRoutes, expertPath } from "./office-routes";
import { useSavedAt } from "./queries";
import { BidTools, ExpertTools } from "./tools";

/** `/meetings/2026-01/board` names a meeting and one of its pages. */
const OF_MEETING = /^\/meetings\/([^/]+)\/(setup|board|results|documents)$/;

/** The page that lists what was imported. */
const LISTS = { bids: "bids", experts: "experts", demands: "needs" } as const;

/** The secretariat's window: everything in its frame. */
export function OfficePlaces({ vault, onLock }: { vault: HomeFacts; onLock: () => void }) {
  const backend = useBackend();
  const office = useQuery({ queryKey: ["office"], queryFn: () => backend.officeHome() });
  // Damage may keep the first page from being read; the way back to a backup is open all the same.
  if (office.isError && vault.found.length > 0) {
    return <SafeAlone error={office.error} onLock={onLock} />;
  }
  return (
    <QueryStates query={office}>{(home) => <Framed home={home} vault={vault} onLock={onLock} />}</QueryStates>
  );
}

/** Which batch and meeting one is at: the chosen one, or the newest. */
function useChosen(home: OfficeHome) {
  const [chosenBatch, setBatch] = useState<string | null>(null);
  const [chosenMeeting, setMeeting] = useState<string | null>(null);
  const batch = chosenBatch ?? home.batches[0] ?? null;
  const meetings = home.sessions.filter((session) => batch === null || session.batch === batch);
  const meeting = meetings.find((session) => session.no === chosenMeeting) ?? meetings[0] ?? null;
  const chooseMeeting = (no: string) => {
    const session = home.sessions.find((one) => one.no === no);
    setMeeting(no);
    if (session !== undefined) {
      setBatch(session.batch);
    }
  };
  return { batch, setBatch, meetings, meeting, chooseMeeting };
}

function Framed({ home, vault, onLock }: { home: OfficeHome; vault: HomeFacts; onLock: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const queries = useQueryClient();
  const savedAt = useSavedAt(vault.journal_seq);
  // After going back nothing that was read before is true.
  const onRestored = () => {
    queries.clear();
    void navigate("/home");
    void queries.invalidateQueries();
  };
  const dropped = useDropped();
  const chosen = useChosen(home);
  const { meeting } = chosen;
  // A list of demands on its way in belongs to the first step, other lists to the fourth.
  const place = location.pathname === "/intake/demands" ? pathOf(LISTS.demands) : location.pathname;
  const page = place.split("/")[1] as Page;
  // Beside the gates of the board no other one is named as current.
  const gateNow = useGateNow(page === "board" ? (meeting?.no ?? null) : null);
  const gate =
    stepOf(page) !== 5 || meeting === null
      ? undefined
      : gateNow === null
        ? t(`frame.stage.${meeting.stage}`)
        : t(`board.gate.${gateNow}`);
  const leave = useLeave();
  // The file on its way in waits while one looks at another page; the lock ends it.
  const held = useHeld();
  useUnsaved(
    held === null || held.undo === 0
      ? null
      : { what: t("frame.heldIntake", { file: held.file, count: held.undo }), keptOnPages: true },
  );
  const goNow = (path: string) => {
    const named = OF_MEETING.exec(path);
    if (named !== null) {
      chosen.chooseMeeting(decodeURIComponent(named[1] as string));
      void navigate(`/${named[2] as string}`);
      return;
    }
    void navigate(path);
  };
  const go = (path: string) => leave(() => goNow(path));
  const chain = home.chain.map(({ step, count, waiting }) => ({
    step: step as 1 | 2 | 3 | 4 | 5 | 6 | 7,
    count,
    waiting,
    available: count !== null,
  }));
  return (
    <OfficeFrame
      who={{
        role:
          vault.reading !== null
            ? `${t("vault.secretariat")}（${t("frame.readOnly")}）`
            : t("vault.secretariat"),
        name: vault.user,
      }}
      chain={chain}
      current={currentStep(home)}
      batches={home.batches}
      batch={chosen.batch}
      onBatch={(batch) => leave(() => chosen.setBatch(batch))}
      meetings={chosen.meetings}
      meeting={meeting?.no ?? null}
      onMeeting={(no) => leave(() => chosen.chooseMeeting(no))}
      gate={gate}
      page={page}
      onGo={go}
      footer={{
        policy: t("frame.policy", { number: home.policy.number, version: home.policy.version }),
        journalSeq: vault.journal_seq,
        journalHead: vault.journal_head,
        ...(savedAt === undefined ? {} : { savedAt }),
      }}
      onLock={onLock}
    >
      <FaultBoundary key={location.pathname}>
        <Routes>
          <Route path="/home" element={<OfficeHomePage home={home} vault={vault} onGo={go} />} />
          <Route
            path="/bids"
            element={
              <BidsPage
                batch={chosen.batch}
                onImport={() => void navigate("/intake/bids")}
                onOpen={(no) => go(bidPath(no))}
                tools={(batch) => <BidTools batch={batch} onGo={go} />}
              />
            }
          />
          <Route
            path="/experts"
            element={
              <ExpertsPage
                onImport={() => void navigate("/intake/experts")}
                onOpen={(no) => go(expertPath(no))}
                tools={<ExpertTools onGo={go} />}
              />
            }
          />
          <Route
            path="/needs"
            element={
              <NeedsPage
                today={home.today}
                onImport={() => void navigate("/intake/demands")}
                onTwice={() => go("/needs/twice")}
              />
            }
          />
          <Route path="/list" element={<SelectionPage today={home.today} onGo={go} />} />
          <Route path="/posting" element={<PostingPage onGo={go} />} />
          {bookRoutes({ batch: chosen.batch, dropped, go })}
          {(["bids", "experts", "demands"] as const).map((kind) => (
            <Route
              key={kind}
              path={`/intake/${kind}`}
              element={
                <ChangingPage>
                  <IntakePage
                    batch={chosen.batch}
                    kind={kind}
                    dropped={dropped}
                    onDone={() => go(pathOf(LISTS[kind]))}
                    onBack={() => go(pathOf(LISTS[kind]))}
                    note={(digest) => <IncomingNote digest={digest} />}
                  />
                </ChangingPage>
              }
            />
          ))}
          <Route
            path="/meetings"
            element={
              <MeetingsPage
                sessions={chosen.meetings}
                onOpen={(session: SessionCard) =>
                  go(`/meetings/${encodeURIComponent(session.no)}/${entry(session)}`)
                }
                onNew={() => void navigate("/meetings/new")}
              />
            }
          />
          <Route
            path="/meetings/new"
            element={
              <ChangingPage>
                <NewMeetingPage
                  batches={home.batches}
                  today={home.today}
                  policy={home.policy}
                  onOpened={(no: string) => go(`/meetings/${encodeURIComponent(no)}/setup`)}
                  onBack={() => go("/meetings")}
                />
              </ChangingPage>
            }
          />
          {MEETING_PAGES.map((of) => (
            <Route
              key={of}
              path={pathOf(of)}
              element={
                meeting === null ? (
                  <Navigate to="/meetings" />
                ) : (
                  <MeetingPage of={of} no={meeting.no} onGo={go} />
                )
              }
            />
          ))}
          {besideRoutes({ meeting: meeting?.no ?? null, go })}
          <Route path="/journal" element={<JournalPage />} />
          <Route path="/safe" element={<SafePage onRestored={onRestored} />} />
          <Route path="*" element={<Navigate to="/home" />} />
        </Routes>
      </FaultBoundary>
    </OfficeFrame>
  );
}

/** The page on which a meeting goes on. */
function entry(session: SessionCard): (typeof MEETING_PAGES)[number] {
  const pages = {
    preparing: "setup",
    frozen: "board",
    scoring: "board",
    tallied: "results",
    closed: "documents",
  } as const;
  return pages[session.stage];
}

/** One of a meeting's pages; another meeting is another page. */
function MeetingPage({
  of,
  no,
  onGo,
}: {
  of: (typeof MEETING_PAGES)[number];
  no: string;
  onGo: (path: string) => void;
}) {
  switch (of) {
    case "setup":
      return <SetupPage key={no} no={no} onGo={onGo} />;
    case "board":
      return <BoardPage key={no} no={no} onGo={onGo} />;
    case "results":
      return <ResultsPage key={no} no={no} onGo={onGo} />;
    case "documents":
      return <DocumentsPage key={no} no={no} onGo={onGo} />;
  }
}
