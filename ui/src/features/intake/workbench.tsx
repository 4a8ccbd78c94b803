import { Button } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { CollectedView, IntakeView } from "../../backend";
import { clockStamp } from "../../clock";
import { halfWidth } from "../../components/half-width";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { PageHead } from "../../components/page-head";
import { ProblemBox } from "../../components/problem-box";
import { useSettled } from "../../components/settled";
import { Empty } from "../../components/states";
import type { Kind } from "./choose-step";
import { columnProblems, ColumnsDock } from "./columns-dock";
import { ConfirmStep } from "./confirm-step";
import type { Taken } from "./done-step";
import { placed } from "./findings";
import { FindingsDock } from "./findings-dock";
import { listed } from "./listed";
import { SheetPane } from "./sheet-pane";
import { StepBar, STEPS, type Step } from "./step-bar";
import { strange } from "./taken";
import { TablesStep } from "./tables-step";
import { useFindings } from "./use-findings";
import type { Intake } from "./use-intake";
import { tableAt, useSelection } from "./use-selection";

/** Where a file that was read is shown first: where something is left to do. */
function firstStep(view: IntakeView): Step {
  if (view.sheets.every((sheet) => sheet.tables.every((table) => table.kind === "unknown"))) {
    return "tables";
  }
  return columnProblems(view).some((one) => one.severity === "error") ? "columns" : "check";
}

/** Says into which batch bids go as soon as it rests, so that rows which are in the vault already are told at once. */
function useKnown(batch: string, { mutate }: Intake["edit"]) {
  const settled = useSettled(halfWidth(batch.trim()));
  const said = useRef("");
  useEffect(() => {
    if (settled !== said.current) {
      said.current = settled;
      mutate({ act: "batch", batch: settled });
    }
  }, [settled, mutate]);
}

/** The file on its way in: tables, columns, findings, and the import. */
export function Workbench({
  view,
  kind,
  batch: given,
  intake,
  onBack,
  onTaken,
}: {
  view: IntakeView;
  kind: Kind;
  batch: string | null;
  intake: Intake;
  onBack: () => void;
  onTaken: (taken: Taken) => void;
}) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>(() => firstStep(view));
  const [batch, setBatch] = useState(given ?? "");
  const [collected, setCollected] = useState<CollectedView>(() => ({
    on: clockStamp().slice(0, 10),
    sender: "district",
    from: "",
  }));
  // Under which name columns matched by hand are remembered; nothing while what is proposed holds.
  const [sender, setSender] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const all = useMemo(() => placed(view.findings), [view.findings]);
  const selection = useSelection(view, all);
  const findings = useFindings(all, selection);
  const { edit, take } = intake;
  useKnown(batch, edit);
  const alien = strange(view);
  const next = alien ? undefined : STEPS[STEPS.indexOf(step) + 1];
  const other = () => (view.undo > 0 ? setLeaving(true) : intake.close.mutate());
  const go = (to: Step) => (to === "choose" ? other() : setStep(to));
  const doTake = () =>
    take.mutate(
      {
        batch: halfWidth(batch.trim()),
        collected: view.demands > view.own_demands ? collected : null,
        remember: view.sender === null ? null : (sender ?? view.sender).trim() || null,
      },
      {
        onSuccess: (done) =>
          onTaken({ ...done, file: view.file, batch: halfWidth(batch.trim()), left: view.left_out.length }),
      },
    );
  useKeys([
    { keys: "Ctrl O", label: t("intake.keys.open"), run: other, when: !take.isPending, quiet: true },
    {
      keys: "Ctrl Enter",
      label: t("intake.keys.step"),
      run: () => next !== undefined && setStep(next),
      when: next !== undefined && selection.mode.act === "look",
    },
  ]);
  const sheet = view.sheets.find((one) => one.name === selection.sheet);
  const table = sheet === undefined ? null : tableAt(sheet, selection.spot.row);
  const facts =
    table === null
      ? t("intake.factsNone", { file: view.file, sheet: selection.sheet })
      : t("intake.facts", {
          file: view.file,
          sheet: selection.sheet,
          header: listed(table.header_rows),
          rows: table.rows,
        });
  if (alien) {
    return (
      <div className="page">
        <PageHead title={t(`intake.title.${kind}`)} facts={view.file}>
          <Button onClick={onBack}>{t("intake.back")}</Button>
        </PageHead>
        {intake.close.isError && <ProblemBox error={intake.close.error} />}
        <Empty
          title={t("intake.strange.unknown")}
          hint={t("intake.strange.unknownHint")}
          action={
            <Button type="primary" onClick={() => intake.close.mutate()}>
              {t("intake.other")} <Keys of="Ctrl O" />
            </Button>
          }
        />
        {edit.isError && <ProblemBox error={edit.error} />}
        <TablesStep view={view} edit={edit} onLook={selection.chooseSheet} />
      </div>
    );
  }
  return (
    <div className="page">
      <PageHead title={t(`intake.title.${kind}`)} facts={facts}>
        <Button onClick={onBack}>{t("intake.back")}</Button>
        <Button disabled={take.isPending} onClick={other}>
          {t("intake.other")}
        </Button>
        {next !== undefined && (
          <Button type="primary" onClick={() => setStep(next)}>
            {t("intake.next", { step: t(`intake.step.${next as "tables"}`) })} <Keys of="Ctrl Enter" />
          </Button>
        )}
      </PageHead>
      <StepBar at={step} {...(take.isPending ? {} : { onGo: go })} />
      {leaving && (
        <div className="note note-warn in-ask" role="alert">
          <span>{t("intake.discard.ask", { count: view.undo })}</span>
          <Button size="small" danger onClick={() => intake.close.mutate()}>
            {t("intake.discard.yes")}
          </Button>
          <Button size="small" autoFocus onClick={() => setLeaving(false)}>
            {t("intake.discard.no")}
          </Button>
        </div>
      )}
      {intake.close.isError && <ProblemBox error={intake.close.error} />}
      {edit.isError && <ProblemBox error={edit.error} />}
      {step === "tables" && (
        <TablesStep
          view={view}
          edit={edit}
          onLook={(name) => {
            selection.chooseSheet(name);
            setStep("columns");
          }}
        />
      )}
      {(step === "columns" || step === "check") && (
        <div className="docked in-work">
          <SheetPane view={view} findings={all} selection={selection} edit={edit} />
          {step === "columns" ? (
            <ColumnsDock view={view} selection={selection} edit={edit} />
          ) : (
            <FindingsDock view={view} all={all} findings={findings} selection={selection} edit={edit} />
          )}
        </div>
      )}
      {step === "confirm" && (
        <div className="scroll in-body">
          <ConfirmStep
            view={view}
            batch={batch}
            onBatch={setBatch}
            collected={collected}
            onCollected={setCollected}
            sender={sender ?? view.sender}
            onSender={setSender}
            take={take}
            onTake={doTake}
            onCheck={() => setStep("check")}
          />
        </div>
      )}
    </div>
  );
}
