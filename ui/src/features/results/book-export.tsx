import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";

/** Writes the workbook whose formulas compute the result anew. */
export function BookExport({ no, onClose }: { no: string; onClose: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const write = useMutation({ mutationFn: () => backend.scoreBookSave(no, path.trim()) });
  const ready = path.trim() !== "" && !write.isPending;
  return (
    <form
      className="rs-book"
      aria-label={t("results.book.title")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) write.mutate();
      }}
    >
      <p className="sec">{t("results.book.hint")}</p>
      <div className="rs-book-line">
        <PathField
          id="rs-book"
          label={t("results.book.path")}
          value={path}
          onChange={setPath}
          choose={() => backend.chooseSave(t("results.book.name", { no }))}
        />
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {t("results.book.save")}
        </Button>
        <Button onClick={onClose}>{t("results.book.close")}</Button>
      </div>
      {write.isError && <ProblemBox error={write.error} />}
      {write.isSuccess && (
        <p className="say say-done" role="status">
          <Mark kind="done" /> {t("results.book.done", { digest: write.data })}
        </p>
      )}
    </form>
  );
}
