import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { GoBack, type GoBackProps } from "../../components/go-back";

/** What going back to a backup would lose, and the way back. */
export function RestorePane(of: GoBackProps) {
  const { t } = useTranslation();
  const pane = useRef<HTMLElement>(null);
  const { name } = of;
  // The list of backups may fill the window: what was chosen opens below it.
  useEffect(() => pane.current?.scrollIntoView?.({ block: "start" }), [name]);
  return (
    <section ref={pane} className="tool-pane sf-form" aria-label={t("safe.restore.title", { name })}>
      <h3>{t("safe.restore.title", { name })}</h3>
      <GoBack {...of} />
    </section>
  );
}
