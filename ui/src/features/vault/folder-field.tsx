import { useMutation } from "@tanstack/react-query";
import { Button, Input, Space } from "antd";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { ProblemBox } from "../../components/problem-box";

/** A folder: typed, or chosen in the system's dialog. */
export function FolderField({ value, onChange }: { value: string; onChange: (folder: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const choose = useMutation({
    mutationFn: () => backend.chooseFolder(),
    onSuccess: (folder) => {
      if (folder !== null) {
        onChange(folder);
      }
    },
  });
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
        <Button size="large" disabled={choose.isPending} onClick={() => choose.mutate()}>
          {t("vault.choose")}
        </Button>
      </Space.Compact>
      {choose.isError && <ProblemBox error={choose.error} />}
    </>
  );
}
