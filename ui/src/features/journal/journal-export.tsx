import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";

/** Writes the whole journal as a workbook. */
export function JournalExport({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const write = useMutation({ mutationFn: () => backend.journalExport(path.trim()) });
  const ready = path.trim() !== "" && !write.isPending;
  return (
    <form
      className="jn-files"
      aria-label={t("journal.export")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) write.mutate();
      }}
    >
      <PathField
        id="jn-export"
        label={t("journal.exportPath")}
        value={path}
        onChange={setPath}
        choose={() => backend.chooseSave(t("journal.exportName"))}
      />
      <div className="jn-acts">
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {t("journal.export")}
        </Button>
        <Button onClick={onClose}>{t("journal.close")}</Button>
      </div>
      {write.isError && <ProblemBox error={write.error} />}
      {write.isSuccess && (
        <p className="say say-done" role="status">
          <Mark kind="done" /> {t("journal.exportDone", { digest: write.data })}
        </p>
      )}
    </form>
  );
}
