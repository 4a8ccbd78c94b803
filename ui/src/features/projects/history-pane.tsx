import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type HistoryLine, type HistoryView } from "../../backend";
import { grouped } from "../../components/amount";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { TextField } from "../../components/text-field";
import { useUnsaved } from "../../components/unsaved";

/** Projects of earlier batches come in from a workbook: looked at first, then all of them or none. */
export function HistoryPane() {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const look = useMutation({ mutationFn: (file: string) => backend.historyLook(file) });
  const ready = path.trim() !== "" && !look.isPending;
  return (
    <section className="tool-pane pj-history" aria-label={t("projects.history.title")}>
      <p className="sec">{t("projects.history.hint")}</p>
      <EmptyForm />
      <form
        aria-label={t("projects.history.title")}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            look.mutate(path.trim());
          }
        }}
      >
        <PathField
          id="pj-history-file"
          label={t("projects.history.file")}
          value={path}
          onChange={(next) => {
            setPath(next);
            look.reset();
          }}
          choose={() => backend.chooseFile(["xlsx"])}
        />
        <Button htmlType="submit" disabled={!ready} loading={look.isPending}>
          {t("projects.history.look")}
        </Button>
      </form>
      {look.isError && <ProblemBox error={look.error} />}
      {look.data !== undefined && (
        <Looked key={look.data.digest} path={path.trim()} view={look.data} onTaken={() => setPath("")} />
      )}
    </section>
  );
}

/** The empty workbook, saved where somebody says. */
function EmptyForm() {
  const { t } = useTranslation();
  const backend = useBackend();
  const save = useMutation({
    mutationFn: async () => {
      const to = await backend.chooseSave(`${t("projects.history.formName")}.xlsx`);
      return to === null ? null : backend.historyForm(to);
    },
  });
  return (
    <p>
      <Button size="small" loading={save.isPending} onClick={() => save.mutate()}>
        {t("projects.history.form")}
      </Button>{" "}
      {save.data != null && (
        <span role="status">
          <Mark kind="done" /> {t("projects.history.formSaved", { path: save.data })}
        </span>
      )}
      {save.isError && <ProblemBox error={save.error} />}
    </p>
  );
}

/** What the workbook says, and the button that takes it in. */
function Looked({ path, view, onTaken }: { path: string; view: HistoryView; onTaken: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const take = useMutation({
    mutationFn: () => backend.historyTake(path, view.digest, reason.trim()),
    onSuccess: async (projects) => {
      queries.setQueryData(["projects"], projects);
      const touched = ["course", "dues", "overview", "office", "project"];
      await Promise.all(touched.map((queryKey) => queries.invalidateQueries({ queryKey: [queryKey] })));
      onTaken();
    },
  });
  useUnsaved(reason.trim() !== "" && !take.isPending ? { what: t("projects.history.title") } : null);
  const blocked = view.problems.length > 0;
  const lacksReason = view.needs_reason && reason.trim() === "";
  if (take.isSuccess) {
    return (
      <p role="status">
        <Mark kind="done" /> {t("projects.history.taken", { count: view.lines.length })}
      </p>
    );
  }
  return (
    <>
      {blocked && <ProblemList problems={view.problems} />}
      {view.lines.length > 0 && <Lines lines={view.lines} />}
      {view.needs_reason && !blocked && (
        <TextField
          id="pj-history-reason"
          label={t("projects.history.reason")}
          value={reason}
          rows={2}
          onChange={(next) => {
            setReason(next);
            take.reset();
          }}
        />
      )}
      {take.isError && <ProblemBox error={take.error} />}
      <p>
        <Button
          type="primary"
          disabled={blocked || lacksReason || take.isPending}
          loading={take.isPending}
          onClick={() => take.mutate()}
        >
          {t("projects.history.take", { count: view.lines.length })}
        </Button>{" "}
        {blocked && <span className="sec">{t("projects.history.blocked")}</span>}
        {!blocked && lacksReason && <span className="sec">{t("projects.history.needReason")}</span>}
      </p>
    </>
  );
}

function Lines({ lines }: { lines: readonly HistoryLine[] }) {
  const { t, i18n } = useTranslation();
  const zh = i18n.language === "zh";
  return (
    <table className="grid" aria-label={t("projects.history.lines")}>
      <thead>
        <tr>
          <th scope="col">{t("projects.no")}</th>
          <th scope="col">{t("projects.name")}</th>
          <th scope="col">{t("projects.stands")}</th>
          <th scope="col" className="num">
            {t("projects.history.approved")}
          </th>
          <th scope="col" className="num">
            {t("projects.history.paid")}
          </th>
          <th scope="col">{t("projects.history.rules")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((one) => (
          <tr key={one.no}>
            <td className="pj-no">{one.no}</td>
            <th scope="row">
              {one.title}
              <div className="dim">{one.sponsor}</div>
            </th>
            <td>{zh ? one.state_zh : one.state_en}</td>
            <td className="num">{grouped(one.approved)}</td>
            <td className="num">
              {grouped(one.paid)}
              <div className="dim">{t("projects.history.payments", { count: one.payments })}</div>
            </td>
            <td>
              {one.problems.length === 0 ? (
                <>
                  <Mark kind="done" /> {t("projects.history.kept")}
                </>
              ) : (
                <ProblemList problems={one.problems} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
