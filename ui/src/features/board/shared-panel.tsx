import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type SharedMember, type SharedView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark, type MarkKind } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import {
  keepTurnMinutes,
  TURN_MINUTES,
  turnMinutes,
  useStart,
  type TurnMinutes,
} from "../../components/shared-laptop";
import { QueryStates } from "../../components/states";
import { useLeave } from "../../components/unsaved";
import { Dock, Reason, type PanelProps } from "./dock";

const MARKS: Record<SharedMember["state"], MarkKind> = {
  own_laptop: "done",
  paper: "done",
  excused: "none",
  no_code: "none",
  scoring: "part",
  locked: "lock",
};

/** 共用一机: who takes turns at this laptop, and its beginning. */
export function SharedPanel({ no, onClose }: PanelProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const shared = useQuery({ queryKey: ["shared", no], queryFn: () => backend.shared(no), retry: false });
  return (
    <Dock title={t("turn.title")} onClose={onClose}>
      <p>{t("turn.hint")}</p>
      <p className="sec">{t("turn.howSet")}</p>
      <QueryStates query={shared} what={t("turn.what")}>
        {(view) => <Shared no={no} view={view} />}
      </QueryStates>
    </Dock>
  );
}

function Shared({ no, view }: { no: string; view: SharedView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const start = useStart();
  const leave = useLeave();
  const begin = useMutation({ mutationFn: () => backend.sharedBegin(no), onSuccess: start });
  const takers = view.members.filter(({ state }) => ["no_code", "scoring", "locked"].includes(state));
  const ready = takers.length > 0 && !begin.isPending;
  // What is typed elsewhere on the board would be behind a locked door.
  const run = () => ready && leave(() => begin.mutate(), "lock");
  useKeys([{ keys: "Ctrl Enter", label: t("turn.begin"), run, when: ready, changes: true }]);
  return (
    <>
      {begin.isError && <ProblemBox error={begin.error} />}
      <div className="bd-do">
        <Button type="primary" disabled={!ready} onClick={run}>
          {t("turn.begin")} <Keys of="Ctrl Enter" />
        </Button>
        <Reason of={takers.length === 0 ? t("turn.nobody") : null} />
        <span className="sec" role="status">
          {t(begin.isPending ? "turn.beginning" : "turn.beginHint")}
        </span>
      </div>
      <h3>{t("turn.members")}</h3>
      <ul className="bd-results bd-plain" aria-label={t("turn.members")}>
        {view.members.map(({ no: member, name, state }) => (
          <li key={member} className="bd-shared">
            <span>{name}</span>
            <span className="say">
              <Mark kind={MARKS[state]} size={12} /> {t(`turn.state.${state}`)}
            </span>
          </li>
        ))}
      </ul>
      {view.waiting.map((folder) => (
        <p key={folder} className="note note-warn">
          <Mark kind="warn" size={16} /> {t("turn.waiting", { folder })}
        </p>
      ))}
      {view.clearable > 0 && <Clear no={no} count={view.clearable} />}
      <Minutes />
      <p className="sec">{t("turn.forgot")}</p>
      <p className="note note-warn">
        <Mark kind="warn" size={16} /> {t("turn.cannot")}
      </p>
      <p className="sec bd-wrap">
        {t("turn.folder")} <code>{view.folder}</code>
      </p>
    </>
  );
}

/** Once the meeting is archived its desks go from this machine; what was signed is in the archive. */
function Clear({ no, count }: { no: string; count: number }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const clear = useMutation({
    mutationFn: () => backend.sharedClear(no),
    onSuccess: (next) => queries.setQueryData(["shared", no], next),
  });
  const run = () => (sure ? clear.mutate() : setSure(true));
  return (
    <div className="bd-shared-clear">
      <h3>{t("turn.clear")}</h3>
      <p className="sec">{t("turn.clearHint", { count })}</p>
      {clear.isError && <ProblemBox error={clear.error} />}
      <div className="bd-do">
        <Button danger={sure} disabled={clear.isPending} onClick={run}>
          {t(sure ? "turn.clearSure" : "turn.clearDo", { count })}
        </Button>
        {sure && <Button onClick={() => setSure(false)}>{t("turn.clearBack")}</Button>}
      </div>
    </div>
  );
}

/** After how long without anybody a desk is given back. */
function Minutes() {
  const { t } = useTranslation();
  const [minutes, setMinutes] = useState(turnMinutes);
  return (
    <div className="bd-shared-minutes">
      <span id="bd-turn-minutes">{t("turn.minutes")}</span>
      <Radio.Group
        name="turn-minutes"
        aria-labelledby="bd-turn-minutes"
        value={minutes}
        onChange={(event) => setMinutes(keepTurnMinutes(event.target.value as TurnMinutes))}
        options={TURN_MINUTES.map((value) => ({ value, label: t("turn.minute", { count: value }) }))}
      />
    </div>
  );
}
