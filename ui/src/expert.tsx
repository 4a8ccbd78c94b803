import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, Route, Routes, useNavigate, useParams } from "react-router";

import { useBackend, type HomeFacts } from "./backend";
import { QueryStates } from "./components/states";
import { SafeAlone } from "./damaged";
import { DeskHomePage } from "./features/desk/desk-home-page";
import { DeskPage } from "./features/desk/desk-page";

/** The expert's window: meetings, and the desk of one. */
export function ExpertPlaces({ vault, onLock }: { vault: HomeFacts; onLock: () => void }) {
  const navigate = useNavigate();
  return (
    <Routes>
      <Route path="/home" element={<Home vault={vault} onLock={onLock} />} />
      <Route path="/desk/:meeting" element={<At onHome={() => void navigate("/home")} onLock={onLock} />} />
      <Route path="/safe" element={<SafeAlone onBack={() => void navigate("/home")} onLock={onLock} />} />
      <Route path="*" element={<Navigate to="/home" />} />
    </Routes>
  );
}

function Home({ vault, onLock }: { vault: HomeFacts; onLock: () => void }) {
  const backend = useBackend();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const home = useQuery({ queryKey: ["desk-home"], queryFn: () => backend.deskHome() });
  if (home.isError && vault.found.length > 0) {
    return <SafeAlone error={home.error} onLock={onLock} />;
  }
  return (
    <QueryStates query={home}>
      {(facts) => (
        <DeskHomePage
          home={facts}
          owner={vault.card.owner}
          onMeeting={(meeting) => void navigate(`/desk/${meeting}`)}
          onChanged={() => void queries.invalidateQueries({ queryKey: ["desk-home"] })}
          onLock={onLock}
        />
      )}
    </QueryStates>
  );
}

function At({ onHome, onLock }: { onHome: () => void; onLock: () => void }) {
  const { meeting = "" } = useParams();
  return <DeskPage key={meeting} meeting={meeting} onHome={onHome} onLockScreen={onLock} />;
}
