import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useCallback, useEffect, useState } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { MemoryRouter, Navigate, Route, Routes, useNavigate } from "react-router";

import { BackendProvider, useBackend, type Backend } from "./backend";
import { KeysProvider } from "./components/keys";
import { HomePage } from "./features/home/home-page";
import { GatePage } from "./features/vault/gate-page";
import { i18n, language } from "./i18n";
import { theme } from "./theme";

/** The window: its providers and its two places. The address is kept in memory: there is no address bar. */
export function App({ backend }: { backend: Backend }) {
  const [queries] = useState(() => new QueryClient());
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
        <MemoryRouter>
          <Places queries={queries} />
        </MemoryRouter>
      </KeysProvider>
    </ConfigProvider>
  );
}

function Places({ queries }: { queries: QueryClient }) {
  const backend = useBackend();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const lock = useCallback(async () => {
    // Nothing of the vault stays in the page, even when closing it goes wrong; the next page says what did.
    setFault(
      await backend.lock().then(
        () => null,
        (error: unknown) => error,
      ),
    );
    queries.clear();
    setOpen(false);
    await navigate("/");
  }, [backend, navigate, queries]);
  const opened = () => {
    setOpen(true);
    setFault(null);
    void navigate("/home");
  };
  return (
    <Routes>
      <Route path="/" element={<GatePage onOpened={opened} fault={fault} />} />
      <Route path="/home" element={open ? <HomePage onLock={() => void lock()} /> : <Navigate to="/" />} />
      <Route path="*" element={<Navigate to="/" />} />
    </Routes>
  );
}
