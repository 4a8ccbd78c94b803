import { Button } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Keys } from "../../components/kbd";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";

/** An act beside the paper: it stands above the facts and covers nothing. */
export function Panel({
  title,
  changes = false,
  onClose,
  children,
}: {
  title: string;
  /** Whether the act changes the vault; it rests where that may not be. */
  changes?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    // To the first field, or the first button where there is none.
    const inside = box.current;
    (inside?.querySelector<HTMLElement>("input:not([disabled])") ?? inside)?.focus();
  }, []);
  return (
    <section ref={box} className="dc-panel" aria-label={title} tabIndex={-1}>
      <div className="dc-panel-h">
        <h2>{title}</h2>
        <Button size="small" onClick={onClose}>
          {t("documents.close")} <Keys of="Esc" />
        </Button>
      </div>
      {changes ? <Changes said>{children}</Changes> : children}
    </section>
  );
}

/** Why a button cannot be pressed yet; nothing when it can. */
export function Reason({ of }: { of: string | null }) {
  return of === null ? null : (
    <span className="say say-lock dc-reason">
      <Mark kind="lock" size={12} /> {of}
    </span>
  );
}
