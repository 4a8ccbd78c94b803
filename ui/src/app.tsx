import { QueryClientProvider, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useCallback, useEffect, useState } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { MemoryRouter, useLocation, useNavigate } from "react-router";

import { BackendProvider, useBackend, type Backend, type HomeFacts, type TurnView } from "./backend";
import { FaultBoundary } from "./components/fault-boundary";
import { useAway } from "./components/idle";
import { KeysProvider } from "./components/keys";
import { OpeningProvider } from "./components/may";
import { StartProvider } from "./components/shared-laptop";
import { QueryStates } from "./components/states";
import { UnsavedProvider, useLeave, type Way } from "./components/unsaved";
import { ExpertPlaces } from "./expert";
import { GatePage } from "./features/vault/gate-page";
import { i18n, language } from "./i18n";
import { OfficePlaces } from "./office";
import { makeQueries } from "./queries";
import { theme } from "./theme";
import { TurnPlaces } from "./turn-places";

/** The window: its providers and its places. The address is kept in memory: there is no address bar. */
export function App({ backend }: { backend: Backend }) {
  const [queries] = useState(makeQueries);
  return (
    <I18nextProvider i18n={i18n}>
      <BackendProvider value={backend}>
        <QueryClientProvider client={queries}>
          <Themed queries={queries} />
        </QueryClientProvider>
      </BackendProvider>
    </I18nextProvider>
  );
}

function Themed({ queries }: { queries: QueryClient }) {
  useTranslation();
  const spoken = language() === "en" ? "en" : "zh-CN";
  useEffect(() => {
    // A screen reader chooses its voice by this.
    document.documentElement.lang = spoken;
  }, [spoken]);
  const locale = language() === "en" ? enUS : zhCN;
  return (
    <ConfigProvider theme={theme} locale={locale} button={{ autoInsertSpace: false }}>
      <KeysProvider>
        <UnsavedProvider>
          <MemoryRouter>
            <FaultBoundary>
              <Places queries={queries} />
            </FaultBoundary>
          </MemoryRouter>
        </UnsavedProvider>
      </KeysProvider>
    </ConfigProvider>
  );
}

/** Set by the window when the pages' own process ended and they begin anew. */
const STOPPED = "#stopped";

/** Nothing was locked yet. */
const NOWHERE = { folder: "", place: "" };

function Places({ queries }: { queries: QueryClient }) {
  const backend = useBackend();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const leave = useLeave();
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  // Whoever locked the screen opens the same vault again.
  const [locked, setLocked] = useState(NOWHERE);
  const [stopped, setStopped] = useState(() => window.location.hash === STOPPED);
  // The laptop is passed round: where it was when the pages end and begin anew, it is still.
  const [turn, setTurn] = useState<TurnView | null>(null);
  useEffect(() => {
    const found = async () => {
      if ((await backend.sharedTurn()) !== null) {
        setTurn(await backend.sharedBack());
      }
    };
    // A window that cannot tell is one in which nothing is passed round.
    found().catch(() => undefined);
  }, [backend]);
  const lock = useCallback(async () => {
    setLocked({
      folder: queries.getQueryData<HomeFacts>(["home"])?.card.folder ?? "",
      place: pathname,
    });
    // Nothing of the vault stays in the page, even when closing it goes wrong; the next page says what did.
    setFault(
      await backend.lock().then(
        () => null,
        (error: unknown) => error,
      ),
    );
    setOpen(false);
    await navigate("/");
    queries.clear();
  }, [backend, navigate, pathname, queries]);
  const opened = ({ card }: HomeFacts) => {
    setOpen(true);
    setFault(null);
    setStopped(false);
    // Whoever opens what was locked goes on where it was left.
    void navigate(card.folder === locked.folder ? locked.place : "/home");
  };
  if (turn !== null) {
    const ended = (facts: HomeFacts) => {
      setTurn(null);
      setOpen(true);
      queries.clear();
      void navigate(facts.card.role === "secretariat" ? "/board" : "/home");
    };
    return <TurnPlaces turn={turn} onTurn={setTurn} onEnded={ended} />;
  }
  return open ? (
    <StartProvider
      value={(begun) => {
        setOpen(false);
        setTurn(begun);
      }}
    >
      <Opened onLock={(way) => leave(lock, way)} />
    </StartProvider>
  ) : (
    <GatePage onOpened={opened} fault={fault} stopped={stopped} locked={locked.folder} />
  );
}

/** An open vault, by its role. */
function Opened({ onLock: leave }: { onLock: (way: Way) => void }) {
  const backend = useBackend();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const onLock = () => leave("lock");
  useAway(
    () => leave("away"),
    () => queries.isMutating() > 0,
  );
  const home = useQuery({ queryKey: ["home"], queryFn: () => backend.home() });
  return (
    <QueryStates query={home}>
      {(vault) => (
        <OpeningProvider vault={vault} onSafe={() => void navigate("/safe")}>
          {vault.card.role === "secretariat" ? (
            <OfficePlaces vault={vault} onLock={onLock} />
          ) : (
            <ExpertPlaces vault={vault} onLock={onLock} />
          )}
        </OpeningProvider>
      )}
    </QueryStates>
  );
}
