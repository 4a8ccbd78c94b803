import { Button, Input, Space } from "antd";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";

/** A folder: typed, or chosen in the system's dialog. */
export function FolderField({ value, onChange }: { value: string; onChange: (folder: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const choose = async () => {
    const folder = await backend.chooseFolder();
    if (folder !== null) {
      onChange(folder);
    }
  };
  return (
    <>
      <label className="field" htmlFor="folder">
        {t("vault.folder")}
      </label>
      <Space.Compact block>
        <Input
          id="folder"
          size="large"
          value={value}
          placeholder={t("vault.folderHint")}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
        <Button size="large" onClick={() => void choose()}>
          {t("vault.choose")}
        </Button>
      </Space.Compact>
    </>
  );
}
