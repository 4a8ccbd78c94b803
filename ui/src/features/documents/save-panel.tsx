import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DocumentLine } from "../../backend";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { Panel, Reason } from "./panel";
import { fileName } from "./state";

/** Saves the chosen paper. */
export function SavePanel({ no, line, onClose }: { no: string; line: DocumentLine; onClose: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [path, setPath] = useState("");
  const given = path.trim();
  const save = useMutation({
    mutationFn: () => backend.documentSave(no, line.id, given),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["documents", no], exact: true }),
  });
  const reason =
    line.state === "blocked" ? t("documents.cannotSave") : given === "" ? t("documents.needPath") : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason === null && !save.isPending) {
      save.mutate();
    }
  };
  const name = fileName(line);
  return (
    <Panel changes title={t("documents.saveTitle", { title: line.title })} onClose={onClose}>
      <form onSubmit={submit}>
        <PathField
          id="document-path"
          label={t("documents.path")}
          hint={t("documents.pathHint", { name })}
          value={path}
          onChange={setPath}
          choose={() => backend.chooseSave(name)}
        />
        <div className="dc-do">
          <Button type="primary" htmlType="submit" disabled={reason !== null || save.isPending}>
            {save.isPending ? t("documents.saving") : t("documents.doSave")}
          </Button>
          <Reason of={reason} />
        </div>
      </form>
      {save.isError && <ProblemBox error={save.error} />}
      {save.isSuccess && (
        <p className="say say-done dc-long" role="status">
          <Mark kind="done" /> <span>{t("documents.savedTo", { path: save.data.path })}</span>
        </p>
      )}
    </Panel>
  );
}
