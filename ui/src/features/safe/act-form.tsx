import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";

/** A form with one act: its fields, what it does, what came of it. What was read before is read anew after it. */
export function ActForm({
  title,
  note,
  ready,
  needs,
  act,
  done,
  label,
  danger = false,
  onClose,
  children,
}: {
  title: string;
  note: ReactNode;
  ready: boolean;
  /** What is missing while it is not ready. */
  needs: string;
  act: () => Promise<unknown>;
  /** What is said when it is done. */
  done: string;
  label: string;
  danger?: boolean;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const run = useMutation({
    mutationFn: act,
    onSuccess: () =>
      Promise.all(
        ["keys", "backups", "home", "journal"].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
    // The call closes over a passphrase: it is not kept once it is done.
    gcTime: 0,
  });
  const may = ready && !run.isPending && !run.isSuccess;
  return (
    <form
      className="tool-pane sf-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (may) run.mutate();
      }}
    >
      <h3>{title}</h3>
      <p className="sec">{note}</p>
      {!run.isSuccess && children}
      <div className="tool-do">
        {!run.isSuccess && (
          <Button type="primary" danger={danger} htmlType="submit" disabled={!may}>
            {label}
          </Button>
        )}
        <Button onClick={onClose}>{t("safe.close")}</Button>
        <span className="sec" role="status">
          {run.isPending ? t("safe.working") : !ready && !run.isSuccess && needs}
        </span>
      </div>
      {run.isError && <ProblemBox error={run.error} />}
      {run.isSuccess && (
        <p className="say say-done" role="status">
          <Mark kind="done" /> {done}
        </p>
      )}
    </form>
  );
}
