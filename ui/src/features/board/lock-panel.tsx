import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BoardExpert } from "../../backend";
import { ofProjects } from "../../components/conclusions";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { useUnsaved } from "../../components/unsaved";
import { WaitingWord, waitedFor } from "./blocked-line";
import { LackList } from "./lack-list";
import { Dock, Reason, useChanged, type PanelProps } from "./dock";
import { ReturnList } from "./return-list";

/** Locks and tallies once nothing is missing; a member whose pack will not come is excused with a reason. */
export function LockPanel({ no, view, onClose, onTallied }: PanelProps & { onTallied: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const tally = useMutation({
    mutationFn: () => backend.tally(no),
    onSuccess: async () => {
      await changed();
      onTallied();
    },
  });
  const blocked = view.blocked.length > 0;
  const ready = !blocked && !tally.isPending;
  useKeys([{ keys: "Ctrl Enter", label: t("board.lock2.go"), run: () => tally.mutate(), when: ready }]);
  const waited = waitedFor(view);
  const excused = view.experts.filter((expert) => expert.excused !== null);
  return (
    <Dock title={t("board.lock")} onClose={onClose}>
      {!blocked && (
        <p>
          {t(ofProjects(view.session.kind) ? "unscored.boardReady" : "board.lock2.ready", {
            count: view.experts.length,
          })}
        </p>
      )}
      <div className="bd-do">
        <Button type="primary" disabled={!ready} onClick={() => tally.mutate()}>
          {t("board.lock2.go")} <Keys of="Ctrl Enter" />
        </Button>
        <Reason of={blocked ? t("board.lock2.not") : null} />
      </div>
      {tally.isError && <ProblemBox error={tally.error} />}
      {blocked && (
        <>
          <h3>{t("board.lock2.why")}</h3>
          <ProblemList problems={view.blocked} />
        </>
      )}
      {waited.length > 0 && (
        <>
          <h3>{t("board.lock2.others")}</h3>
          <p className="sec">{t("board.lock2.excuseHint")}</p>
          <ul className="bd-results bd-plain">
            {waited.map((expert) => (
              <Waited key={expert.no} no={no} expert={expert} />
            ))}
          </ul>
        </>
      )}
      <LackList no={no} view={view} />
      <ReturnList no={no} view={view} />
      <ul className="bd-results bd-plain">
        {excused.map((expert) => (
          <li key={expert.no}>
            <b>{expert.name}</b>
            <span className="sec">{t("board.lock2.excused", { reason: expert.excused ?? "" })}</span>
          </li>
        ))}
      </ul>
    </Dock>
  );
}

/** A member who is waited for, and the way to wait no longer. */
function Waited({ no, expert }: { no: string; expert: BoardExpert }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const excuse = useMutation({
    mutationFn: () => backend.excuse(no, expert.no, reason.trim()),
    onSuccess: changed,
  });
  const typed = reason.trim() !== "" && !excuse.isSuccess;
  useUnsaved(typed ? { what: t("board.lock2.work", { name: expert.name }) } : null);
  const id = `bd-excuse-${expert.no}`;
  return (
    <li>
      <div>
        <Mark kind="wait" /> <b>{expert.name}</b>{" "}
        <span className="sec">
          <WaitingWord expert={expert} />
        </span>
      </div>
      {open ? (
        <div>
          <label className="field" htmlFor={id}>
            {t("board.lock2.reason")}
          </label>
          <Input id={id} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
          {excuse.isError && <ProblemBox error={excuse.error} />}
          <div className="bd-do">
            <Button
              size="small"
              danger
              disabled={reason.trim() === "" || excuse.isPending}
              onClick={() => excuse.mutate()}
            >
              {t("board.lock2.excuseDo")}
            </Button>
            <Reason of={reason.trim() === "" ? t("board.lock2.needReason") : null} />
          </div>
        </div>
      ) : (
        <Button size="small" onClick={() => setOpen(true)}>
          {t("board.lock2.excuse")}
        </Button>
      )}
    </li>
  );
}
