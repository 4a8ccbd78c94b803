import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ListTaken } from "../backend";
import { Mark } from "./marks";
import { PathField } from "./path-field";
import { ProblemBox } from "./problem-box";

/** Takes a plain list in: a file, and what came of it. */
export function ImportListForm({
  label,
  hint,
  action,
  take,
  said,
  onTaken,
  onClose,
}: {
  label: string;
  hint: string;
  action: string;
  take: (path: string) => Promise<ListTaken>;
  /** What came of it, in words. */
  said: (taken: ListTaken) => string;
  onTaken: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const taking = useMutation({ mutationFn: () => take(path.trim()), onSuccess: onTaken });
  const ready = path.trim() !== "" && !taking.isPending;
  return (
    <form
      className="tool-pane"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) taking.mutate();
      }}
    >
      <PathField
        id="il-path"
        label={label}
        value={path}
        onChange={(next) => {
          setPath(next);
          taking.reset();
        }}
        choose={() => backend.chooseFile(["xlsx", "csv"])}
      />
      <p className="sec">{hint}</p>
      <div className="tool-do">
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {action}
        </Button>
        <Button onClick={onClose}>{t("books.cancel")}</Button>
      </div>
      {taking.isError && <ProblemBox error={taking.error} />}
      {taking.isSuccess && (
        <p className="say say-done" role="status">
          <Mark kind="done" /> {said(taking.data)}
          {taking.data.skipped > 0 && (
            <span className="say-warn">{t("books.skipped", { count: taking.data.skipped })}</span>
          )}
        </p>
      )}
    </form>
  );
}
