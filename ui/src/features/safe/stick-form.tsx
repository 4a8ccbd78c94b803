import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { PathField } from "../../components/path-field";
import { ActForm } from "./act-form";

/** Writes a backup with its papers to a stick, and reads it again. */
export function StickForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [folder, setFolder] = useState("");
  const [place, setPlace] = useState("");
  return (
    <ActForm
      title={t("safe.backups.stick")}
      note={t("safe.backups.stickNote")}
      ready={folder.trim() !== ""}
      needs={t("safe.needPath")}
      act={async () => setPlace(await backend.backupTo(folder.trim()))}
      done={t("safe.backups.stickDone", { place })}
      label={t("safe.backups.stickDo")}
      onClose={onClose}
    >
      <PathField
        id="sf-stick"
        label={t("safe.backups.stickFolder")}
        value={folder}
        onChange={setFolder}
        choose={() => backend.chooseFolder()}
      />
    </ActForm>
  );
}
