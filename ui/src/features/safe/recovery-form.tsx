import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { PathField } from "../../components/path-field";
import { ActForm } from "./act-form";

/** Writes a recovery sheet to be printed and sealed; the one before opens nothing any more. */
export function RecoveryForm({ again, onClose }: { again: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  return (
    <ActForm
      title={t(again ? "safe.keys.sheetAgain" : "safe.keys.sheet")}
      note={t(again ? "safe.keys.sheetAgainNote" : "safe.keys.sheetNote")}
      ready={path.trim() !== ""}
      needs={t("safe.needPath")}
      act={() => backend.recoveryWrite(path.trim())}
      done={t("safe.keys.sheetDone", { path: path.trim() })}
      label={t("safe.keys.sheetDo")}
      onClose={onClose}
    >
      <PathField
        id="sf-sheet"
        label={t("safe.keys.sheetPath")}
        value={path}
        onChange={setPath}
        choose={() => backend.chooseSave(t("safe.keys.sheetName"))}
      />
    </ActForm>
  );
}
