import { ConfigProvider } from "antd";
import { createContext, useContext, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { HomeFacts, Problem, Reading, SafeFacts } from "../backend";
import { Mark } from "./marks";

/** What opening the vault found, and whether anything may be changed in it. */
export interface Opening {
  /** Why nothing may be changed; nothing where it may. */
  reading: Reading | null;
  /** Damage, or a backup that is newer than the vault. */
  found: readonly Problem[];
  /** What of a damaged vault can be read. */
  safe: SafeFacts | null;
  /** To the backups. */
  onSafe?: () => void;
}

const OpeningContext = createContext<Opening>({ reading: null, found: [], safe: null });
const RestsContext = createContext(false);

/** The one place that says whether the user of this window may change anything. */
export function OpeningProvider({
  vault,
  onSafe,
  children,
}: {
  vault: HomeFacts;
  onSafe: () => void;
  children: ReactNode;
}) {
  const { reading, found, safe } = vault;
  return <OpeningContext value={{ reading, found, safe, onSafe }}>{children}</OpeningContext>;
}

/** What opening the vault found. */
export function useOpening(): Opening {
  return useContext(OpeningContext);
}

/** Why nothing may be changed, in words; nothing where it may. */
export function useWhyNot(): string | null {
  const { t } = useTranslation();
  const { reading } = useOpening();
  return reading === null ? null : t(`frame.reading.${reading}`);
}

/** Whether the keys of what is shown here rest, for it changes the vault and that may not be. */
export function useRests(): boolean {
  return useContext(RestsContext);
}

/** What binds keys for acts that change the vault. */
export function KeysRest({ children }: { children: ReactNode }) {
  const { reading } = useOpening();
  return <RestsContext value={reading !== null}>{children}</RestsContext>;
}

/**
 * What changes the vault: buttons and forms. Where nothing may be changed all of it is shown, cannot be used, and says why:
 * to the pointer, or (`said`) in a line before it.
 */
export function Changes({ said = false, children }: { said?: boolean; children: ReactNode }) {
  const why = useWhyNot();
  if (why === null) {
    return <>{children}</>;
  }
  return (
    <ConfigProvider componentDisabled>
      {said && (
        <p className="say say-lock may-not" role="note">
          <Mark kind="lock" /> {why}
        </p>
      )}
      <fieldset className="may-not-do" disabled title={why} aria-label={why}>
        <KeysRest>{children}</KeysRest>
      </fieldset>
    </ConfigProvider>
  );
}

/** A page that is for changing alone: where that may not be, it says so instead. */
export function ChangingPage({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const why = useWhyNot();
  if (why === null) {
    return <>{children}</>;
  }
  return (
    <div className="page">
      <div className="note note-warn" role="status">
        <Mark kind="lock" size={16} />
        <div>
          <b>{t("frame.notHere")}</b>
          <br />
          {why}
        </div>
      </div>
    </div>
  );
}
