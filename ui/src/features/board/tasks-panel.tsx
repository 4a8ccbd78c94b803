import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BoardExpert, type TaskMade } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { useLanding } from "../../components/landing";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { useProgress } from "../../components/progress";
import { Dock, Reason, useChanged, type PanelProps } from "./dock";

/** Writes task packs, each for one laptop. */
export function TasksPanel({ no, view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const ready = view.experts.filter((expert) => expert.digits !== null);
  const [left, setLeft] = useState<readonly string[]>([]);
  const [folder, setFolder] = useState("");
  const chosen = ready.filter((expert) => !left.includes(expert.no)).map((expert) => expert.no);
  const write = useMutation({
    mutationFn: () => backend.tasksWrite(no, chosen, folder.trim()),
    onSettled: changed,
  });
  const reason =
    chosen.length === 0 ? t("board.out2.needWho") : folder.trim() === "" ? t("board.out2.needFolder") : null;
  const go = reason === null && !write.isPending;
  useKeys([
    { keys: "Ctrl Enter", label: t("board.out2.write"), run: () => write.mutate(), when: go, inFields: true },
  ]);
  const toggle = (expert: string, on: boolean) =>
    setLeft(on ? left.filter((one) => one !== expert) : [...left, expert]);
  return (
    <Dock title={t("board.tasks")} onClose={onClose}>
      <p className="sec">{t("board.out2.hint")}</p>
      <fieldset className="bd-members">
        <legend>{t("board.out2.who")}</legend>
        {ready.length > 0 && (
          <div className="bd-all">
            <Checkbox
              checked={chosen.length === ready.length}
              indeterminate={chosen.length > 0 && chosen.length < ready.length}
              onChange={(event) => setLeft(event.target.checked ? [] : ready.map((expert) => expert.no))}
            >
              {t("board.out2.all")}
            </Checkbox>
          </div>
        )}
        {view.experts.map((expert) => (
          <Member
            key={expert.no}
            expert={expert}
            chosen={chosen.includes(expert.no)}
            onToggle={(on) => toggle(expert.no, on)}
          />
        ))}
      </fieldset>
      <PathField
        id="bd-out"
        label={t("board.out2.folder")}
        value={folder}
        onChange={setFolder}
        choose={() => backend.chooseFolder()}
      />
      <div className="bd-do">
        <Button type="primary" disabled={!go} onClick={() => write.mutate()}>
          {t("board.out2.write")} <Keys of="Ctrl Enter" />
        </Button>
        <Reason of={write.isPending ? null : reason} />
      </div>
      {write.isPending && <Working total={chosen.length} />}
      {write.isError && <ProblemBox error={write.error} />}
      {write.data !== undefined && !write.isPending && <Made made={write.data} experts={view.experts} />}
    </Dock>
  );
}

function Member({
  expert,
  chosen,
  onToggle,
}: {
  expert: BoardExpert;
  chosen: boolean;
  onToggle: (on: boolean) => void;
}) {
  const { t } = useTranslation();
  if (expert.digits === null) {
    return (
      <div className="bd-member">
        <span>{expert.name}</span>
        <span className="say say-lock">
          <Mark kind="lock" size={12} /> {t("board.out2.notYet")}
        </span>
      </div>
    );
  }
  return (
    <div className="bd-member">
      <Checkbox checked={chosen} onChange={(event) => onToggle(event.target.checked)}>
        {expert.name}
      </Checkbox>
      {expert.task_at !== null && (
        <small className="dim">{t("board.out2.sentAt", { at: expert.task_at })}</small>
      )}
    </div>
  );
}

/** How far the packs are, asked for again and again, with a way to stop. */
function Working({ total }: { total: number }) {
  const { t } = useTranslation();
  const { done, of, stop, stopping } = useProgress();
  return (
    <div className="bd-do">
      <span className="say say-part" role="status">
        <Mark kind="part" /> {t("board.out2.working")} {t("board.of", { done, total: of === 0 ? total : of })}
      </span>
      <Button size="small" disabled={stopping} onClick={stop}>
        {t(stopping ? "board.out2.stopping" : "board.out2.stop")}
      </Button>
    </div>
  );
}

function Made({ made, experts }: { made: readonly TaskMade[]; experts: readonly BoardExpert[] }) {
  const { t } = useTranslation();
  const landing = useLanding<HTMLDivElement>();
  return (
    <div role="status" ref={landing} tabIndex={-1}>
      <ul className="bd-results">
        {made.map((one) => {
          const good = one.path !== null;
          return (
            <li key={one.expert_no}>
              <span className={`say say-${good ? "done" : "stop"}`}>
                <Mark kind={good ? "done" : "stop"} /> {good ? t("board.out2.made") : t("board.out2.notMade")}
              </span>
              <div>
                <b>{experts.find((expert) => expert.no === one.expert_no)?.name ?? one.expert_no}</b>
                {good && <code className="bd-wrap">{one.path}</code>}
                {one.problems.length > 0 && <ProblemList problems={one.problems} />}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
