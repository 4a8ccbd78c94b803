import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { Keys } from "./components/kbd";
import { useKeys } from "./components/keys";
import { OpeningBar } from "./components/opening-bar";
import { ProblemBox } from "./components/problem-box";
import { SafePage } from "./features/safe/safe-page";

/** Backups and keys without a frame: where damage keeps the first page from being read, and for an expert's vault. */
export function SafeAlone({
  error,
  onBack,
  onLock,
}: {
  /** Why the first page cannot be shown. */
  error?: unknown;
  onBack?: () => void;
  onLock: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  useKeys([{ keys: "Ctrl L", label: t("frame.lock"), run: onLock, inModal: true }], { everywhere: true });
  return (
    <main className="safe-alone">
      <OpeningBar />
      {error !== undefined && <ProblemBox error={error} />}
      <div className="tool-do">
        {onBack !== undefined && <Button onClick={onBack}>{t("frame.overview")}</Button>}
        <Button onClick={onLock}>
          {t("frame.lock")} <Keys of="Ctrl L" />
        </Button>
      </div>
      <SafePage
        onRestored={() => {
          queries.clear();
          onBack?.();
          void queries.invalidateQueries();
        }}
      />
    </main>
  );
}
