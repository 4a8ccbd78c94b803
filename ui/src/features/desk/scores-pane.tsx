import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DeskView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { useProposed } from "../../components/proposed";
import { useGivingBack } from "../../components/shared-laptop";
import { Pane } from "./pane";
import { clockTime } from "../../clock";

/** A score pack written in this sitting. */
export interface Handed {
  path: string;
  digest: string;
  at: string;
}

interface ScoresPaneProps {
  view: DeskView;
  handed: readonly Handed[];
  onHanded: (handed: Handed) => void;
  onClose: () => void;
}

/** Handing the scores over. At the shared laptop that is done by itself. */
export function ScoresPane(props: ScoresPaneProps) {
  const giveBack = useGivingBack();
  return giveBack === null ? (
    <WritePane {...props} />
  ) : (
    <HandedPane onClose={props.onClose} onGiveBack={giveBack} />
  );
}

/** Nothing is left to do but to give the laptop back. */
function HandedPane({ onClose, onGiveBack }: { onClose: () => void; onGiveBack: () => void }) {
  const { t } = useTranslation();
  useKeys([{ keys: "Ctrl Enter", label: t("turn.give"), run: onGiveBack, inFields: true }]);
  return (
    <Pane title={t("turn.handedTitle")} onClose={onClose}>
      <p className="dk-said" role="status">
        <Mark kind="done" /> {t("turn.handed")}
      </p>
      <p className="dk-acts">
        <Button type="primary" size="large" onClick={onGiveBack}>
          {t("turn.give")} <Keys of="Ctrl Enter" />
        </Button>
      </p>
    </Pane>
  );
}

/** A pack for the secretariat, which can be written again at any time. */
function WritePane({ view, handed, onHanded, onClose }: ScoresPaneProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const name = t("desk.scoresFile", { name: view.name });
  const proposed = useProposed(name);
  const [typed, setPath] = useState<string | null>(null);
  const path = typed ?? proposed;
  const write = useMutation({
    mutationFn: async (to: string) => ({ path: to, digest: await backend.scoresWrite(view.meeting, to) }),
    onSuccess: (done) => onHanded({ ...done, at: clockTime() }),
  });
  const to = path.trim();
  const run = () => {
    if (to !== "" && !write.isPending) {
      write.mutate(to);
    }
  };
  useKeys([
    { keys: "Ctrl Enter", label: t("desk.scoresWrite"), run, inFields: true, when: to !== "", changes: true },
  ]);
  return (
    <Pane title={t("desk.scores")} onClose={onClose}>
      <p>{t("desk.scoresHint")}</p>
      <Changes said>
        {" "}
        <PathField
          id="dk-scores-path"
          label={t("desk.scoresPath")}
          hint={name}
          size="large"
          value={path}
          onChange={setPath}
          choose={() => backend.chooseSave(name)}
        />
        {write.isError && <ProblemBox error={write.error} />}
        <p className="dk-acts">
          <Button type="primary" size="large" disabled={to === "" || write.isPending} onClick={run}>
            {t(handed.length === 0 ? "desk.scoresWrite" : "desk.scoresAgain")} <Keys of="Ctrl Enter" />
          </Button>
          <span className="sec" role="status">
            {write.isPending ? t("desk.working") : to === "" && t("desk.needPath")}
          </span>
        </p>
      </Changes>
      <ul className="dk-handed" aria-label={t("desk.scoresDone")}>
        {handed.map(({ path: where, digest, at }) => (
          <li key={digest + at}>
            <Mark kind="done" /> <b>{t("desk.scoresWritten", { at, path: where })}</b>
            <p className="sec">
              {t("desk.digest")} <code>{digest}</code>
            </p>
          </li>
        ))}
      </ul>
    </Pane>
  );
}
