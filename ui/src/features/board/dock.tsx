import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { BoardView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useGiveBack } from "../../components/landing";
import { Changes } from "../../components/may";

/** What every docked panel gets. */
export interface PanelProps {
  no: string;
  view: BoardView;
  onClose: () => void;
}

/** A docked pane at the right: the matrix stays readable beside it. */
export function Dock({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  // Before the heading takes the focus: it is given back to what had it.
  useGiveBack();
  // Who opened it by a key goes on with the keyboard.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="bd-dock" aria-label={title}>
      <div className="sec-h bd-dock-h">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button size="small" onClick={onClose}>
          {t("board.close")} <Keys of="Esc" />
        </Button>
      </div>
      <div className="bd-dock-b">
        <Changes said>{children}</Changes>
      </div>
    </section>
  );
}

/** Why a button cannot be pressed yet; nothing when it can. */
export function Reason({ of }: { of: string | null }) {
  return of === null ? null : <span className="say say-lock bd-reason">{of}</span>;
}

/** Reads the meeting anew after something changed in it. */
export function useChanged(no: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ["board", "paper", "setup", "results", "explain", "documents"].map((name) =>
        queries.invalidateQueries({ queryKey: [name, no] }),
      ),
    );
  };
}
