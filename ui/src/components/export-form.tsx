import { useMutation } from "@tanstack/react-query";
import { Button, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type Book } from "../backend";
import { Mark } from "./marks";
import { PathField } from "./path-field";
import { ProblemBox } from "./problem-box";

const COUNTS = ["bids", "experts", "units", "demands"] as const;

/** Writes a book of the office as a plain workbook. */
export function ExportForm({
  book,
  batch,
  onClose,
}: {
  book: Book;
  batch: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  /** Beside the bids of one batch there is everything, so that nobody takes the one for the other. */
  const [all, setAll] = useState(false);
  const what = all ? "everything" : book;
  const write = useMutation({
    mutationFn: () => backend.bookExport(what, all ? null : batch, path.trim()),
  });
  const ready = path.trim() !== "" && !write.isPending;
  return (
    <form
      className="tool-pane"
      aria-label={t("books.export.title")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) write.mutate();
      }}
    >
      {batch !== null && (
        <Radio.Group
          className="ex-scope"
          aria-label={t("books.export.scope")}
          value={all}
          onChange={(event) => {
            setAll(event.target.value as boolean);
            write.reset();
          }}
          options={[
            { value: false, label: t("books.export.ofBatch", { batch }) },
            { value: true, label: t("books.export.ofAll") },
          ]}
        />
      )}
      <PathField
        id="ex-path"
        label={t("books.export.path")}
        value={path}
        onChange={(next) => {
          setPath(next);
          write.reset();
        }}
        choose={() => backend.chooseSave(t(`books.export.name.${what}`))}
        hint={t("books.export.hint")}
      />
      <p className="sec">{t("books.export.note")}</p>
      <div className="tool-do">
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {t(write.isPending ? "books.export.doing" : "books.export.do")}
        </Button>
        <Button onClick={onClose}>{t("books.cancel")}</Button>
        {path.trim() === "" && <span className="sec">{t("books.export.need")}</span>}
      </div>
      {write.isError && <ProblemBox error={write.error} />}
      {write.isSuccess && (
        <p className="say say-done" role="status">
          <Mark kind="done" />{" "}
          {t("books.export.done", {
            path: write.data.path,
            what: COUNTS.filter((name) => write.data[name] > 0)
              .map((name) => t(`books.export.count.${name}`, { number: write.data[name] }))
              .join(t("books.export.join")),
          })}
        </p>
      )}
    </form>
  );
}
