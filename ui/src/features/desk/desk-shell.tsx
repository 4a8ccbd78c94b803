import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { DeskView } from "../../backend";
import { DeskFrame, type DeskSize } from "../../frame/desk-frame";

/** The frame of an expert's window with what is known of the meeting. */
export function DeskShell({
  view,
  size,
  onSize,
  saved,
  onLock,
  children,
}: {
  view: DeskView | undefined;
  size: DeskSize;
  onSize: (size: DeskSize) => void;
  saved?: ReactNode;
  onLock: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const gate = view && (view.locked_at === null ? t("desk.gateScoring") : t("desk.gateLocked"));
  return (
    <DeskFrame
      title={view?.title ?? t("desk.title")}
      gate={view?.pledged_at == null ? undefined : gate}
      saved={saved}
      size={size}
      onSize={onSize}
      who={{
        role: view === undefined ? t("desk.expert") : t(`desk.category.${view.category}`),
        name: view?.name ?? "",
      }}
      footer={
        view === undefined
          ? {}
          : { policy: t("desk.rulesShort", { digest: view.rules_digest.split(" ").slice(0, 2).join(" ") }) }
      }
      onLock={onLock}
    >
      {children}
    </DeskFrame>
  );
}
