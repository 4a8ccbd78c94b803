import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import { useState, type ReactNode } from "react";
import { I18nextProvider } from "react-i18next";

import { KeysProvider } from "../components/keys";
import { UnsavedProvider } from "../components/unsaved";
import { i18n } from "../i18n";
import { theme } from "../theme";

/** What the window puts around a component, for tests of one alone. */
export function Providers({ children }: { children: ReactNode }) {
  const [queries] = useState(() => new QueryClient());
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <ConfigProvider theme={theme} button={{ autoInsertSpace: false }}>
          <KeysProvider>
            <UnsavedProvider>{children}</UnsavedProvider>
          </KeysProvider>
        </ConfigProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}
