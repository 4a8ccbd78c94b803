import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DeskMeeting } from "../../backend";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { TakePack } from "./home-steps";

/** The steps to which the last one leads. */
export type Before = "card" | "task" | "enter";

/** ⑤ The result, as far as this expert may know it; and, once the session is archived, the clearing of this laptop. */
export function ClosingStep({
  meeting,
  onTaken,
  onCleared,
  onStep,
}: {
  meeting: DeskMeeting | undefined;
  onTaken: () => void;
  onCleared: () => void;
  onStep: (step: Before) => void;
}) {
  const { t } = useTranslation();
  if (meeting === undefined) {
    return <First step="card" onStep={onStep} />;
  }
  if (meeting.cleared_at !== null) {
    return <Cleared meeting={meeting.meeting} at={meeting.cleared_at} />;
  }
  return (
    <>
      {meeting.result.length > 0 && (
        <table className="dh-result">
          <caption>
            {t("ledger.desk.result")}
            {meeting.result.every((bid) => bid.rank === null) && <> {t("ledger.desk.noRanks")}</>}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t("ledger.desk.rank")}</th>
              <th scope="col">{t("ledger.desk.bid")}</th>
              <th scope="col">{t("ledger.desk.conclusion")}</th>
            </tr>
          </thead>
          <tbody>
            {meeting.result.map((bid) => (
              <tr key={bid.bid_no}>
                <td>{bid.rank ?? "—"}</td>
                <td>
                  {bid.title} <code className="dim">{bid.bid_no}</code>
                </td>
                <td>{bid.conclusion}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {meeting.archived ? (
        <Clear meeting={meeting.meeting} onCleared={onCleared} />
      ) : (
        <>
          {meeting.task ? (
            <TakeResult hint={meeting.result.length === 0} onTaken={onTaken} onStep={onStep} />
          ) : (
            <First step="task" onStep={onStep} />
          )}
          <p className="say say-lock">
            <Mark kind="lock" /> {t("ledger.desk.notYet")}
          </p>
        </>
      )}
    </>
  );
}

/** What this step is for, and the step that comes before it. */
function First({ step, onStep }: { step: "card" | "task"; onStep: (step: Before) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t("ledger.desk.purpose")}</p>
      <p className="dk-acts">
        <Button size="large" onClick={() => onStep(step)}>
          {t("ledger.desk.first", { n: STEP_NUMBERS[step], step: t(`desk.step.${step}`) })}
        </Button>
      </p>
    </>
  );
}

const STEP_NUMBERS: Record<Before, number> = { card: 1, task: 3, enter: 4 };

/** The result pack is taken in here too: before the notice came, another one is still to come. A task is said to be one. */
function TakeResult({
  hint,
  onTaken,
  onStep,
}: {
  hint: boolean;
  onTaken: () => void;
  onStep: (step: Before) => void;
}) {
  const { t } = useTranslation();
  return (
    <TakePack
      onTaken={onTaken}
      words={{
        id: "dk-result",
        hint: hint ? t("ledger.desk.noResult") : "",
        path: t("ledger.desk.resultPath"),
        file: t("ledger.desk.resultFile"),
        need: t("ledger.desk.needResult"),
        take: t("ledger.desk.takeResult"),
        again: (title) => t("ledger.desk.resultAgain", { title }),
        taken: (title) => t("ledger.desk.resultTaken", { title }),
        other: ({ view, again, result }) =>
          !result && view.asked.some(({ state }) => state === "open")
            ? t("desk.said.homeTaken", {
                title: view.title,
                count: view.asked.filter(({ state }) => state === "open").length,
              })
            : !result && (
                <>
                  {t(again ? "ledger.desk.taskHereAgain" : "ledger.desk.taskHere", { title: view.title })}{" "}
                  <Button onClick={() => onStep("enter")}>
                    {t("ledger.desk.goTo", { n: STEP_NUMBERS.enter, step: t("desk.step.enter") })}
                  </Button>
                </>
              ),
      }}
    />
  );
}

/** A cleared laptop keeps the receipt that it signed: a stick may lose what was written first. */
function Cleared({ meeting, at }: { meeting: string; at: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const to = path.trim();
  const write = useMutation({ mutationFn: (place: string) => backend.deskReceipt(meeting, place) });
  return (
    <>
      <p className="dk-said" role="status">
        <Mark kind="done" /> {t("ledger.desk.cleared", { at })}
      </p>
      <p>{t("ledger.desk.againHint")}</p>
      <PathField
        id="dk-receipt"
        size="large"
        label={t("ledger.desk.path")}
        value={path}
        onChange={(next) => {
          setPath(next);
          write.reset();
        }}
        choose={() => backend.chooseSave(t("ledger.desk.name"))}
      />
      {write.isError && <ProblemBox error={write.error} />}
      {write.isSuccess && (
        <p className="dk-said" role="status">
          <Mark kind="done" /> {t("ledger.desk.againWritten", { path: write.variables })}
        </p>
      )}
      <p className="dk-acts">
        <Button size="large" disabled={to === "" || write.isPending} onClick={() => write.mutate(to)}>
          {t("ledger.desk.againRun")}
        </Button>
        <span className="sec">{to === "" && t("desk.needPath")}</span>
      </p>
    </>
  );
}

function Clear({ meeting, onCleared }: { meeting: string; onCleared: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const [sure, setSure] = useState(false);
  const clear = useMutation({
    mutationFn: () => backend.deskClear(meeting, path.trim()),
    onSuccess: onCleared,
  });
  const ready = sure && path.trim() !== "" && !clear.isPending;
  return (
    <>
      <p>{t("ledger.desk.hint")}</p>
      <PathField
        id="dk-clear"
        size="large"
        label={t("ledger.desk.path")}
        value={path}
        onChange={setPath}
        choose={() => backend.chooseSave(t("ledger.desk.name"))}
      />
      <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)}>
        {t("ledger.desk.sure")}
      </Checkbox>
      {clear.isError && <ProblemBox error={clear.error} />}
      <p className="dk-acts">
        <Button danger size="large" disabled={!ready} onClick={() => clear.mutate()}>
          {t("ledger.desk.run")}
        </Button>
        <span className="sec" role="status">
          {clear.isPending ? t("ledger.desk.running") : path.trim() === "" && t("desk.needPath")}
        </span>
      </p>
    </>
  );
}
