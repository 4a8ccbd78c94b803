import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ArchiveLine } from "../../backend";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { Loading } from "../../components/states";
import { Reason } from "./dock";

/** Shortest passphrase of an archive's key, in characters. */
const LEAST = 12;

/** Writes the archive and, apart from it, its key under a passphrase that is typed twice. */
export function ArchiveForm({
  no,
  archive,
  onArchived,
}: {
  no: string;
  archive: ArchiveLine | null;
  onArchived: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [paths, setPaths] = useState({ archive: "", key: "", supervisor: "" });
  const [secret, setSecret] = useState({ first: "", again: "" });
  const supervisors = paths.supervisor.trim() === "" ? [] : [paths.supervisor.trim()];
  const write = useMutation({
    mutationFn: () =>
      backend.archiveWrite(no, paths.archive.trim(), paths.key.trim(), secret.first, supervisors),
    onSuccess: async () => {
      setSecret({ first: "", again: "" });
      await onArchived();
    },
  });
  const short = LEAST - [...secret.first].length;
  const lacks =
    paths.archive.trim() === "" || paths.key.trim() === ""
      ? t("ledger.needPath")
      : short > 0
        ? t("ledger.short", { count: short })
        : secret.first !== secret.again
          ? t("ledger.differ")
          : null;
  const path = (field: keyof typeof paths) => (value: string) => setPaths({ ...paths, [field]: value });
  return (
    <>
      <h3>{t("ledger.archive")}</h3>
      {archive !== null && (
        <p className="say say-done">
          <Mark kind="done" />{" "}
          {t("ledger.archivedAt", { at: archive.at, digest: archive.digest.slice(0, 16) })}
        </p>
      )}
      <PathField
        id="bd-archive"
        label={t("ledger.archivePath")}
        value={paths.archive}
        onChange={path("archive")}
        choose={() => backend.chooseSave(t("ledger.archiveName"))}
      />
      <PathField
        id="bd-archive-key"
        label={t("ledger.keyPath")}
        value={paths.key}
        onChange={path("key")}
        choose={() => backend.chooseSave(t("ledger.keyName"))}
      />
      <p className="dim bd-hint">{t("ledger.keyHint")}</p>
      <label className="field" htmlFor="bd-archive-secret">
        {t("ledger.passphrase")}
      </label>
      <Input.Password
        id="bd-archive-secret"
        value={secret.first}
        autoComplete="new-password"
        onChange={(event) => setSecret({ ...secret, first: event.target.value })}
      />
      <label className="field" htmlFor="bd-archive-again">
        {t("ledger.again")}
      </label>
      <Input.Password
        id="bd-archive-again"
        value={secret.again}
        autoComplete="new-password"
        onChange={(event) => setSecret({ ...secret, again: event.target.value })}
      />
      <PathField
        id="bd-archive-supervisor"
        label={t("ledger.supervisor")}
        value={paths.supervisor}
        onChange={path("supervisor")}
        choose={() => backend.chooseFile(["lzreq"])}
      />
      <div className="bd-do">
        <Button type="primary" disabled={lacks !== null || write.isPending} onClick={() => write.mutate()}>
          {t("ledger.archiveDo")}
        </Button>
        <Reason of={lacks} />
      </div>
      {write.isPending && <Loading what={t("ledger.working")} />}
      {write.isError && <ProblemBox error={write.error} />}
      {write.data !== undefined && (
        <p className="say say-done bd-wrap" role="status">
          <Mark kind="done" />{" "}
          {t("ledger.archived", {
            events: write.data.events,
            documents: write.data.documents,
            path: write.data.path,
            key: write.data.key_path,
          })}
        </p>
      )}
    </>
  );
}
