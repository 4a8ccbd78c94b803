import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { PathField } from "../../components/path-field";
import { ActForm } from "./act-form";
import { NewPassphrase, ready } from "./new-passphrase";

/** Writes the whole vault to a new folder under a new key: for when somebody may have copied the old one. */
export function ExportVaultForm({ least, onClose }: { least: number; onClose: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [folder, setFolder] = useState("");
  const [typed, setTyped] = useState({ first: "", again: "" });
  const placed = folder.trim() !== "";
  return (
    <ActForm
      title={t("safe.keys.export")}
      note={t("safe.keys.exportNote")}
      ready={placed && ready(typed, least)}
      needs={t(placed ? "safe.needFresh" : "safe.needPath")}
      act={() => backend.vaultExport(folder.trim(), typed.first)}
      done={t("safe.keys.exportDone", { folder: folder.trim() })}
      label={t("safe.keys.exportDo")}
      onClose={onClose}
    >
      <PathField
        id="sf-export"
        label={t("safe.keys.exportFolder")}
        hint={t("vault.folderHint")}
        value={folder}
        onChange={setFolder}
        choose={() => backend.chooseSave(t("safe.keys.exportName"))}
      />
      <NewPassphrase id="sf-fresh" value={typed} least={least} onChange={setTyped} />
    </ActForm>
  );
}
