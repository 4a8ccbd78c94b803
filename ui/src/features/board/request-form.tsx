import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BoardExpert } from "../../backend";
import { useKeys } from "../../components/keys";
import { Keys } from "../../components/kbd";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { DIGITS, DigitsField } from "./digits-field";
import { Reason } from "./dock";

/** Reads a laptop's request; then the secretary types what the expert reads, and people say who compared. */
export function RequestForm({
  no,
  member,
  onEnrolled,
}: {
  no: string;
  member: BoardExpert;
  onEnrolled: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const [asked, setAsked] = useState<{ path: string; time: number } | null>(null);
  const request = useQuery({
    queryKey: ["request", no, asked],
    queryFn: () => backend.requestRead(no, asked?.path ?? ""),
    enabled: asked !== null,
    retry: false,
    gcTime: 0,
  });
  const given = path.trim();
  const read = () => setAsked({ path: given, time: (asked?.time ?? 0) + 1 });
  return (
    <div>
      {member.digits !== null && (
        <p className="note note-warn">
          <Mark kind="warn" /> {t("board.request.again")}
        </p>
      )}
      <PathField
        id="bd-request"
        hint={t("board.request.scan")}
        label={t("board.request.path")}
        value={path}
        onChange={(next) => {
          setPath(next);
          setAsked(null);
        }}
        choose={() => backend.chooseFile(["lzreq"])}
      />
      <div className="bd-do">
        <Button disabled={given === "" || request.isFetching} onClick={read}>
          {t("board.request.read")}
        </Button>
        <Reason of={given === "" ? t("board.request.needPath") : null} />
      </div>
      {asked !== null && request.isError && <ProblemBox error={request.error} />}
      {asked !== null && request.data !== undefined && (
        <>
          <p className="bd-wrap">
            <span className="say say-done">
              <Mark kind="done" /> {t("board.request.done", { file: request.data.file })}
            </span>{" "}
            <span className="dim">
              {t("board.request.fingerprint")} <code>{request.data.fingerprint.slice(0, 16)}</code>
            </span>
          </p>
          <Compare no={no} member={member} path={asked.path} onEnrolled={onEnrolled} />
        </>
      )}
    </div>
  );
}

function Compare({
  no,
  member,
  path,
  onEnrolled,
}: {
  no: string;
  member: BoardExpert;
  path: string;
  onEnrolled: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [typed, setTyped] = useState("");
  const [by, setBy] = useState("");
  const enrol = useMutation({
    mutationFn: () => backend.enrol(no, member.no, path, typed, by.trim()),
    onSuccess: onEnrolled,
  });
  const missing = DIGITS - typed.length;
  const reason =
    missing > 0
      ? t("board.request.missing", { count: missing })
      : by.trim() === ""
        ? t("board.request.needBy")
        : null;
  const ready = reason === null && !enrol.isPending;
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("board.request.save"),
      run: () => enrol.mutate(),
      when: ready,
      inFields: true,
    },
  ]);
  return (
    <>
      <p className="bd-whose">
        {t("board.request.whose")} <b>{member.name}</b>
      </p>
      <label className="field" htmlFor="bd-typed">
        {t("board.request.typed")}
      </label>
      <DigitsField
        id="bd-typed"
        value={typed}
        onChange={(next) => {
          setTyped(next);
          enrol.reset();
        }}
      />
      <p className="dim bd-hint">{t("board.request.typedHint")}</p>
      <label className="field" htmlFor="bd-by">
        {t("board.request.by")}
      </label>
      <Input
        id="bd-by"
        value={by}
        placeholder={t("board.request.byHint")}
        autoComplete="off"
        onChange={(event) => setBy(event.target.value)}
      />
      {enrol.isError && <ProblemBox error={enrol.error} called />}
      <div className="bd-do">
        <Button type="primary" disabled={!ready} onClick={() => enrol.mutate()}>
          {t("board.request.save")} <Keys of="Ctrl Enter" />
        </Button>
        <Reason of={reason} />
      </div>
    </>
  );
}
