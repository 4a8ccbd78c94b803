import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { HomeFacts } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { LanguageSwitch } from "../../components/language-switch";
import { Mark, Seal } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { CreateForm } from "./create-form";
import { OpenForm } from "./open-form";

/**
 * The page before a vault is open: open one, or make one. `fault` is what went wrong when the last one was locked;
 * `stopped` says that the pages ended by themselves and begin anew.
 */
export function GatePage({
  onOpened,
  fault,
  stopped,
  locked = "",
}: {
  onOpened: (facts: HomeFacts) => void;
  fault: unknown;
  stopped: boolean;
  /** Folder of the vault that was just locked; nothing when there was none. */
  locked?: string;
}) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<"open" | "create">("open");
  const right = useRef<HTMLElement>(null);
  // Where one types first: at the start, after a lock, and when one turns to the other form by its key.
  useEffect(() => right.current?.querySelector<HTMLElement>("input")?.focus(), [mode]);
  useKeys([
    { keys: "Ctrl O", label: t("vault.open"), run: () => setMode("open") },
    { keys: "Ctrl N", label: t("vault.create"), run: () => setMode("create") },
  ]);
  return (
    <div className="gatepage">
      <section className="gate-left">
        <h1>
          <Seal size={30} />
          {t("app.name")}
        </h1>
        <p className="sub">{t("app.sub")}</p>
        <nav className="choices" aria-label={t("app.name")}>
          <button type="button" aria-current={mode === "open"} onClick={() => setMode("open")}>
            {t("vault.open")} <Keys of="Ctrl O" />
          </button>
          <button type="button" aria-current={mode === "create"} onClick={() => setMode("create")}>
            {t("vault.create")} <Keys of="Ctrl N" />
          </button>
        </nav>
        <div className="lang">
          <LanguageSwitch />
        </div>
        <div className="note note-warn">
          <Mark kind="warn" size={16} />
          <div>
            <b>{t("app.secret")}</b>
            <br />
            {t("app.secretMore")}
          </div>
        </div>
      </section>
      <main ref={right} className="gate-right">
        {stopped && (
          <div className="note note-warn" role="alert">
            <Mark kind="warn" size={16} />
            <div>
              <b>{t("vault.stopped")}</b>
              <br />
              {t("vault.stoppedMore")}
            </div>
          </div>
        )}
        {fault !== null && <ProblemBox error={fault} />}
        {mode === "open" ? (
          <OpenForm onOpened={onOpened} locked={locked} />
        ) : (
          <CreateForm onOpened={onOpened} />
        )}
      </main>
    </div>
  );
}
