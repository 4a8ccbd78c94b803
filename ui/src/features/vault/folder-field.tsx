import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { PathField } from "../../components/path-field";

/** The vault's folder. */
export function FolderField({ value, onChange }: { value: string; onChange: (folder: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  return (
    <PathField
      id="folder"
      size="large"
      label={t("vault.folder")}
      hint={t("vault.folderHint")}
      value={value}
      onChange={onChange}
      choose={() => backend.chooseFolder()}
    />
  );
}
