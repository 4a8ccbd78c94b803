import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { HomeFacts, RestoreView, RestoreWord } from "../../backend";
import { GoBack } from "../../components/go-back";

/** What going back to a backup would lose, and the way back. */
export function RestorePane({
  name,
  may,
  preview,
  restore,
  onRestored,
  onClose,
}: {
  name: string;
  may: boolean;
  preview: (name: string) => Promise<RestoreView>;
  restore: (name: string, word: RestoreWord) => Promise<HomeFacts>;
  onRestored: (facts: HomeFacts) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const pane = useRef<HTMLElement>(null);
  // The list of backups may fill the window: what was chosen opens below it.
  useEffect(() => pane.current?.scrollIntoView?.({ block: "start" }), [name]);
  return (
    <section ref={pane} className="tool-pane sf-form" aria-label={t("safe.restore.title", { name })}>
      <h3>{t("safe.restore.title", { name })}</h3>
      <GoBack
        name={name}
        may={may}
        preview={() => preview(name)}
        restore={(word) => restore(name, word)}
        onRestored={onRestored}
        onClose={onClose}
      />
    </section>
  );
}
