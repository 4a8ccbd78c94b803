import type { ReactNode } from "react";
import { Navigate, Route, useParams } from "react-router";

import { ChangingPage } from "./components/may";
import { ApprovalsPage } from "./features/approval/approvals-page";
import { BidPage } from "./features/bid/bid-page";
import { CoursePage } from "./features/course/course-page";
import { DuesPage } from "./features/dues/dues-page";
import { ExpertPage } from "./features/expert/expert-page";
import { FeesPage } from "./features/fees/fees-page";
import { FolderPage } from "./features/folder/folder-page";
import { OverviewPage } from "./features/overview/overview-page";
import { PlanPage } from "./features/plans/plan-page";
import { PlansPage } from "./features/plans/plans-page";
import { ProjectsPage } from "./features/projects/projects-page";
import { RoomsPage } from "./features/rooms/rooms-page";
import { TwicePage } from "./features/twice/twice-page";
import { UnitsPage } from "./features/units/units-page";

/** Where one bid's record stands. */
export const bidPath = (no: string): string => `/bids/of/${encodeURIComponent(no)}`;
/** Where one expert's record stands. */
export const expertPath = (no: string): string => `/experts/of/${encodeURIComponent(no)}`;

interface Way {
  batch: string | null;
  dropped: string | null;
  go: (path: string) => void;
}

/** The office's books: one bid, papers of a folder, what is there twice, one expert, the units, decisions, projects. */
export function bookRoutes(way: Way): ReactNode {
  const { batch, dropped, go } = way;
  const ofBatch = (show: (batch: string) => ReactNode) =>
    batch === null ? <Navigate to="/bids" /> : show(batch);
  const bids = () => go("/bids");
  const experts = () => go("/experts");
  return (
    <>
      <Route
        path="/bids/of/:no"
        element={ofBatch((of) => (
          <OneBid {...way} batch={of} />
        ))}
      />
      <Route
        path="/bids/papers"
        element={ofBatch((of) => (
          <ChangingPage>
            <FolderPage key={of} batch={of} dropped={dropped} onBack={bids} />
          </ChangingPage>
        ))}
      />
      <Route
        path="/bids/twice"
        element={ofBatch((of) => (
          <TwicePage key={of} batch={of} onBack={bids} />
        ))}
      />
      <Route path="/needs/twice" element={<TwicePage key="demands" batch="" onBack={() => go("/needs")} />} />
      <Route
        path="/experts/new"
        element={
          <ChangingPage>
            <ExpertPage no={null} onBack={experts} onSaved={(no) => go(expertPath(no))} />
          </ChangingPage>
        }
      />
      <Route path="/experts/of/:no" element={<OneExpert {...way} />} />
      <Route path="/units" element={<UnitsPage />} />
      <Route path="/approvals" element={<ApprovalsPage onGo={go} />} />
      <Route path="/approvals/of/:no" element={<OneApproval {...way} />} />
      <Route path="/plans" element={<PlansPage onGo={go} />} />
      <Route path="/plans/of/:no" element={<OnePlan {...way} />} />
      <Route path="/plans/new/:decision" element={<OnePlan {...way} />} />
      <Route path="/projects" element={<ProjectsPage onGo={go} />} />
      <Route path="/projects/of/:no" element={<OneCourse {...way} />} />
      <Route path="/dues" element={<DuesPage onGo={go} />} />
      <Route path="/overview" element={<OverviewPage onGo={go} />} />
    </>
  );
}

/** What stands beside a meeting's own pages: panels in parallel rooms, fees. */
export function besideRoutes({
  meeting,
  go,
}: {
  meeting: string | null;
  go: (path: string) => void;
}): ReactNode {
  const ofMeeting = (show: (no: string) => ReactNode) =>
    meeting === null ? <Navigate to="/meetings" /> : show(meeting);
  return (
    <>
      <Route
        path="/rooms"
        element={ofMeeting((no) => (
          <RoomsPage key={no} no={no} onGo={go} />
        ))}
      />
      <Route
        path="/fees"
        element={ofMeeting((no) => (
          <FeesPage key={no} no={no} onGo={go} />
        ))}
      />
    </>
  );
}

function OneBid({ batch, dropped, go }: Omit<Way, "batch"> & { batch: string }) {
  const { no = "" } = useParams();
  return (
    <BidPage key={`${batch}/${no}`} batch={batch} no={no} dropped={dropped} onBack={() => go("/bids")} />
  );
}

function OneExpert({ go }: Way) {
  const { no = "" } = useParams();
  return (
    <ExpertPage key={no} no={no} onBack={() => go("/experts")} onSaved={(saved) => go(expertPath(saved))} />
  );
}

function OneApproval({ go }: Way) {
  const { no = "" } = useParams();
  return <ApprovalsPage key={no} first={no} onGo={go} />;
}

function OnePlan({ go }: Way) {
  const { no = null, decision = "" } = useParams();
  return <PlanPage key={`${no ?? ""}/${decision}`} no={no} decision={decision} onGo={go} />;
}

function OneCourse({ go }: Way) {
  const { no = "" } = useParams();
  return <CoursePage key={no} no={no} onGo={go} />;
}
