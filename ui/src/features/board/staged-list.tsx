import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemsOf, useBackend, type PackTaken, type Problem, type StagedPack } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemList } from "../../components/problem-list";
import { useChanged } from "./dock";
import { RefusedWords } from "./feed";
import type { Refusals } from "./refusals";

/** What came of taking a pack in. */
type Outcome = { taken: PackTaken } | { refused: Problem[] };

const takeable = (pack: StagedPack) => pack.refused.length === 0 && !pack.known;
/** Nothing in it that a human should look at first. */
const plain = (pack: StagedPack) => takeable(pack) && pack.findings.every((one) => one.severity === "info");

/** Packs that were looked at. One is taken in by itself, or all that need no look. */
export function StagedList({
  no,
  packs,
  refusals,
}: {
  no: string;
  packs: readonly StagedPack[];
  refusals: Refusals;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [outcomes, setOutcomes] = useState<Readonly<Record<string, Outcome>>>({});
  const take = useMutation({
    mutationFn: async (chosen: readonly StagedPack[]) => {
      for (const pack of chosen) {
        const outcome: Outcome = await backend.packTake(no, pack.path).then(
          (taken) => ({ taken }),
          (error: unknown) => ({ refused: problemsOf(error) }),
        );
        setOutcomes((was) => ({ ...was, [pack.path]: outcome }));
        if ("refused" in outcome) {
          refusals.add([{ ...pack, problems: outcome.refused }]);
        }
      }
    },
    onSettled: changed,
  });
  const waiting = packs.filter((pack) => outcomes[pack.path] === undefined);
  const good = waiting.filter(plain);
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("board.in2.all", { count: good.length }),
      run: () => take.mutate(good),
      when: good.length > 0 && !take.isPending,
      inFields: true,
    },
  ]);
  return (
    <>
      <p className="bd-do">
        <b>{t("board.in2.found", { count: packs.length })}</b>
        {good.length > 0 ? (
          <Button type="primary" size="small" disabled={take.isPending} onClick={() => take.mutate(good)}>
            {t("board.in2.all", { count: good.length })} <Keys of="Ctrl Enter" />
          </Button>
        ) : (
          waiting.length > 0 && <span className="sec">{t("board.in2.noneGood")}</span>
        )}
      </p>
      <ul className="bd-staged">
        {packs.map((pack) => (
          <Staged
            key={pack.path}
            pack={pack}
            outcome={outcomes[pack.path]}
            busy={take.isPending}
            onTake={() => take.mutate([pack])}
          />
        ))}
      </ul>
    </>
  );
}

function Staged({
  pack,
  outcome,
  busy,
  onTake,
}: {
  pack: StagedPack;
  outcome: Outcome | undefined;
  busy: boolean;
  onTake: () => void;
}) {
  const { t } = useTranslation();
  const refused = outcome !== undefined && "refused" in outcome ? outcome.refused : pack.refused;
  const bad = refused.length > 0;
  return (
    <li className={bad ? "bd-bad" : ""}>
      <div>
        <b>
          {pack.name ?? t("board.nobody")}
          {pack.sequence !== null && ` #${pack.sequence}`}
        </b>{" "}
        <code className="dim bd-wrap">{pack.file}</code>
      </div>
      {bad ? (
        <div role="alert">
          <span className="say say-stop">
            <Mark kind="stop" /> <b>{t("board.in2.refused")}</b>
          </span>
          <RefusedWords of={{ problems: refused }} />
        </div>
      ) : (
        <>
          <p className="sec">
            {t("board.in2.sheets", { count: pack.sheets })} ·{" "}
            <span className={`say say-${pack.locked ? "done" : "part"}`}>
              <Mark kind={pack.locked ? "done" : "part"} size={12} />
              {pack.locked ? t("board.in2.locked") : t("board.in2.open")}
            </span>
          </p>
          {pack.findings.length > 0 && <ProblemList problems={pack.findings} />}
          {outcome === undefined && <Act pack={pack} busy={busy} onTake={onTake} />}
          {outcome !== undefined && "taken" in outcome && <Taken taken={outcome.taken} />}
        </>
      )}
    </li>
  );
}

/** The button, or why there is none. */
function Act({ pack, busy, onTake }: { pack: StagedPack; busy: boolean; onTake: () => void }) {
  const { t } = useTranslation();
  if (pack.known) {
    return (
      <span className="say say-info">
        <Mark kind="info" /> {t("board.in2.known")}
      </span>
    );
  }
  return (
    <div className="bd-do">
      <Button size="small" disabled={busy} onClick={onTake}>
        {t("board.in2.one")}
      </Button>
      {!plain(pack) && (
        <span className="say say-warn">
          <Mark kind="warn" /> {t("board.in2.look2")}
        </span>
      )}
    </div>
  );
}

function Taken({ taken }: { taken: PackTaken }) {
  const { t } = useTranslation();
  return (
    <p role="status">
      <span className="say say-done">
        <Mark kind="done" />{" "}
        {taken.new_events === 0
          ? t("board.in2.takenSame")
          : t("board.in2.taken", { count: taken.new_events })}
      </span>
      {taken.recusals > 0 && (
        <span className="say say-warn">
          <Mark kind="warn" /> {t("board.in2.recusals", { count: taken.recusals })}
        </span>
      )}
    </p>
  );
}
