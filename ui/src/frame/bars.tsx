import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Keys } from "../components/kbd";
import { HintBar, useKeys } from "../components/keys";
import { LanguageSwitch } from "../components/language-switch";
import { Mark, Seal } from "../components/marks";
import { useGivingBack } from "../components/shared-laptop";
import { SavedAt } from "../components/saved-at";

/** Who uses the window, in words: `秘书处`, `郝佳宁`. */
export interface Who {
  role: string;
  name: string;
}

/** What the right of the bottom bar says. */
export interface FrameFooter {
  /** The policy and the version of its rules, such as `并科〔2023〕17号 · 规则版 1.2`. */
  policy?: string;
  journalSeq?: number;
  journalHead?: string;
  /** `10:42:07` */
  savedAt?: string;
}

/** The top bar: word mark, what one is at, and whose window it is. `extra` stands before the language. */
export function TopBar({
  context,
  gate,
  extra,
  who,
  onLock,
}: {
  context: ReactNode;
  gate?: string | undefined;
  extra?: ReactNode;
  who: Who;
  onLock: () => void;
}) {
  const { t } = useTranslation();
  // At the shared laptop locking is giving it back.
  const word = t(useGivingBack() === null ? "frame.lock" : "turn.give");
  // A window is locked from anywhere, a dialog included.
  useKeys([{ keys: "Ctrl L", label: word, run: onLock, inModal: true }], { everywhere: true });
  return (
    <header className="fr-top">
      <span className="fr-word">
        <Seal />
        {t("app.name")}
      </span>
      <div className="fr-context">
        {context}
        {gate !== undefined && (
          <span className="fr-gate" title={t("frame.gate")}>
            <Mark kind="part" size={13} /> {gate}
          </span>
        )}
      </div>
      <div className="fr-right">
        {extra}
        <LanguageSwitch />
        <span className="fr-who" title={`${who.role} · ${who.name}`}>
          {who.role} · {who.name}
        </span>
        <Button size="small" onClick={onLock}>
          {word} <Keys of="Ctrl L" />
        </Button>
      </div>
    </header>
  );
}

/** The bottom bar: the keys of this screen at the left; rules, journal and last save at the right. */
export function BottomBar({ policy, journalSeq, journalHead, savedAt }: FrameFooter) {
  const { t } = useTranslation();
  return (
    <footer className="fr-foot">
      <HintBar />
      <div className="fr-facts">
        {policy !== undefined && <span>{policy}</span>}
        {journalSeq !== undefined && (
          <span title={journalHead}>
            {t("frame.journal", { seq: journalSeq.toLocaleString("en-US") })}
            {journalHead !== undefined && (
              <>
                {" · "}
                <code>{journalHead.slice(0, 9)}</code>
              </>
            )}
          </span>
        )}
        {savedAt !== undefined && <SavedAt state="saved" at={savedAt} />}
      </div>
    </footer>
  );
}
