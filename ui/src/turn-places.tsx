import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type HomeFacts, type TurnOpened, type TurnView } from "./backend";
import { useAway } from "./components/idle";
import { useKeys } from "./components/keys";
import { Mark } from "./components/marks";
import { OpeningProvider } from "./components/may";
import { ProblemList } from "./components/problem-list";
import { GiveBackProvider, turnMinutes } from "./components/shared-laptop";
import { QueryStates } from "./components/states";
import { useLeave, type Way } from "./components/unsaved";
import { DeskPage } from "./features/desk/desk-page";
import { TurnPage } from "./features/turn/turn-page";

/** The window while the laptop is passed round: “轮到您”, or the one desk that is open. Nothing else has a way here. */
export function TurnPlaces({
  turn,
  onTurn,
  onEnded,
}: {
  turn: TurnView;
  onTurn: (turn: TurnView) => void;
  onEnded: (facts: HomeFacts) => void;
}) {
  const backend = useBackend();
  const queries = useQueryClient();
  const leave = useLeave();
  const [opened, setOpened] = useState<TurnOpened | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => {
    // Nothing of the secretariat stays in the page.
    queries.clear();
  }, [queries]);
  const back = async () => {
    try {
      onTurn(await backend.sharedBack());
      setFault(null);
    } catch (error) {
      // The desk is closed all the same; the next page says what went wrong.
      setFault(error);
    }
    setOpened(null);
    queries.clear();
  };
  if (opened !== null) {
    return <TurnDesk opened={opened} onBack={(way) => leave(back, way)} />;
  }
  return (
    <Waiting turn={turn} onTurn={onTurn}>
      <TurnPage
        turn={turn}
        onTurn={onTurn}
        onOpened={(next) => {
          setFault(null);
          setOpened(next);
        }}
        onEnded={onEnded}
        fault={fault}
      />
    </Waiting>
  );
}

/** While nobody is there the secretariat is locked behind the names, as it is anywhere. */
function Waiting({
  turn,
  onTurn,
  children,
}: {
  turn: TurnView;
  onTurn: (turn: TurnView) => void;
  children: React.ReactNode;
}) {
  const backend = useBackend();
  const queries = useQueryClient();
  const shut = async () => {
    await backend.lock();
    const next = await backend.sharedTurn();
    if (next !== null) {
      onTurn(next);
    }
  };
  useAway(
    () => void (turn.office_open && shut()),
    () => queries.isMutating() > 0,
  );
  return children;
}

/** A desk of the shared laptop on the whole window. */
function TurnDesk({ opened, onBack }: { opened: TurnOpened; onBack: (way: Way) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const give = () => onBack("lock");
  const [soon, setSoon] = useState(false);
  useAway(
    () => onBack("away"),
    () => queries.isMutating() > 0,
    turnMinutes,
    setSoon,
  );
  useKeys([{ keys: "Esc", label: t("turn.give"), run: give }], { everywhere: true });
  const home = useQuery({ queryKey: ["home"], queryFn: () => backend.home() });
  return (
    <QueryStates query={home}>
      {(vault) => (
        <OpeningProvider vault={vault} onSafe={give}>
          <GiveBackProvider value={give}>
            <div className="turn-desk">
              {soon && (
                <p className="turn-warn" role="alert">
                  <Mark kind="wait" /> {t("turn.soon")}
                </p>
              )}
              {opened.wrong > 0 && (
                <p className="turn-warn" role="alert">
                  <Mark kind="warn" /> {t("turn.wrongBefore", { count: opened.wrong })}
                </p>
              )}
              {opened.problems.length > 0 && (
                <div className="turn-warn" role="alert">
                  <ProblemList problems={opened.problems} />
                </div>
              )}
              <DeskPage meeting={opened.meeting} onHome={give} onLockScreen={give} />
            </div>
          </GiveBackProvider>
        </OpeningProvider>
      )}
    </QueryStates>
  );
}
