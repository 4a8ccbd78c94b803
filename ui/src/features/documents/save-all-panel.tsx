import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemOf, useBackend, type DocumentsView } from "../../backend";
import { ofProjects } from "../../components/conclusions";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { useProgress } from "../../components/progress";
import { Panel, Reason } from "./panel";

/** What a closed meeting shows differently. */
const CHANGED = ["documents", "board", "setup", "results", "explain"];

/** Saves the whole set, which closes the meeting: it says so before. */
export function SaveAllPanel({
  no,
  view,
  onClose,
}: {
  no: string;
  view: DocumentsView;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [folder, setFolder] = useState("");
  const given = folder.trim();
  const save = useMutation({
    mutationFn: () => backend.documentsSave(no, given),
    onSuccess: () => Promise.all(CHANGED.map((name) => queries.invalidateQueries({ queryKey: [name, no] }))),
  });
  const closes = !ofProjects(view.session.kind)
    ? "documents.allCloses"
    : view.scored
      ? "unscored.closes.advises"
      : "unscored.closes.unscored";
  const closed = view.session.stage === "closed";
  const barred = view.blocked.length > 0;
  const reason = barred ? t("documents.setBlocked") : given === "" ? t("documents.needFolder") : null;
  const submit = () => {
    if (reason === null && !save.isPending) {
      save.mutate();
    }
  };
  const word = t(closed ? "documents.doAllAgain" : "documents.doAll");
  useKeys([{ keys: "Ctrl Enter", label: word, run: submit, when: !barred, inFields: true, changes: true }]);
  const stopped = save.isError && problemOf(save.error).code === "work.stopped";
  return (
    <Panel changes title={t("documents.allTitle")} onClose={onClose}>
      {barred ? (
        <div className="note note-stop">
          <div>
            <b>{t("documents.allBlocked")}</b>
            <ProblemList problems={view.blocked} />
          </div>
        </div>
      ) : (
        <p className={`note note-${closed ? "info" : "warn"}`}>
          <Mark kind={closed ? "info" : "warn"} />
          <span>{closed ? t("documents.allAgain") : t(closes)}</span>
        </p>
      )}
      {!barred && view.notes.length > 0 && (
        <div className="note note-warn">
          <div>
            <b>{t("documents.allNotes")}</b>
            <ProblemList problems={view.notes} />
          </div>
        </div>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <PathField
          id="documents-folder"
          label={t("documents.allFolder")}
          hint={t("documents.allFolderHint")}
          value={folder}
          onChange={setFolder}
          choose={() => backend.chooseFolder()}
        />
        <div className="dc-do">
          <Button type="primary" htmlType="submit" disabled={reason !== null || save.isPending}>
            {word} <Keys of="Ctrl Enter" />
          </Button>
          <Reason of={reason} />
        </div>
      </form>
      {save.isPending && <Working />}
      {stopped && (
        <p className="say say-warn dc-long" role="status">
          <Mark kind="warn" /> <span>{t("documents.stopped")}</span>
        </p>
      )}
      {save.isError && !stopped && <ProblemBox error={save.error} />}
      {save.isSuccess && (
        <p className="say say-done dc-long" role="status">
          <Mark kind="done" />{" "}
          <span>{t("documents.allDone", { count: save.data.length, folder: given })}</span>
        </p>
      )}
    </Panel>
  );
}

/** How far the papers are, asked for again and again, with a way to stop. */
function Working() {
  const { t } = useTranslation();
  const { done, of, stop, stopping } = useProgress();
  return (
    <div className="dc-do">
      <span className="say say-part" role="status">
        <Mark kind="part" />{" "}
        {of === 0 ? t("documents.allStarting") : t("documents.allWorking", { done, total: of })}
      </span>
      <Button size="small" disabled={stopping} onClick={stop}>
        {stopping ? t("documents.stopping") : t("documents.stop")}
      </Button>
    </div>
  );
}
