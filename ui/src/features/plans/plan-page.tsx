import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { useBackend, type PlanPaper, type PlanView, type Problem } from "../../backend";
import { Forms, useHere } from "../../components/form/here";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { NextLine } from "../../components/next-act";
import { PageHead } from "../../components/page-head";
import { PapersForm } from "../../components/papers-form";
import { ProblemList } from "../../components/problem-list";
import { refocus } from "../../components/refocus";
import { QueryStates } from "../../components/states";
import { StepTabs } from "../../components/step-tabs";
import { ActPart } from "./plan-acts";
import { PlanEdit } from "./plan-edit";
import { PlanRead } from "./plan-table";
import "./plans.css";
import { planPath } from "./use-plan-act";

interface Goes {
  onGo: (path: string) => void;
}

/** One funding plan: its projects with the money that follows, then the city's approval and the joint issue. */
export function PlanPage(props: PlanProps) {
  return (
    <Forms>
      <PlanOf {...props} />
    </Forms>
  );
}

interface PlanProps extends Goes {
  /** Its number; nothing of one that is begun. */
  no: string | null;
  /** The decision it is begun for. */
  decision: string;
}

function PlanOf({ no, decision, onGo }: PlanProps) {
  const { t } = useTranslation();
  const { nowhere } = useHere();
  const backend = useBackend();
  const plan = useQuery({
    queryKey: no === null ? ["planDraft", decision] : ["plan", no],
    queryFn: () => (no === null ? backend.planDraft(decision) : backend.plan(no)),
    retry: false,
    // What is being typed stands on it.
    refetchOnWindowFocus: false,
  });
  // Within a form the key is the form's.
  useKeys([{ keys: "Esc", label: t("plan.back"), run: () => onGo("/plans"), when: nowhere }]);
  return (
    <div className="page">
      <StepTabs here="plans" onGo={onGo} />
      <QueryStates query={plan} what={t("plan.what")}>
        {(view) => <Plan view={view} isNew={no === null} onGo={onGo} />}
      </QueryStates>
    </div>
  );
}

const PAPERS: readonly PlanPaper[] = ["table", "request", "notice"];

function Plan({ view, isNew, onGo }: Goes & { view: PlanView; isNew: boolean }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const done = (saved: PlanView) => {
    if (isNew) {
      onGo(planPath(saved.no));
    }
    refocus(".ap-next");
  };
  const open = view.approval === null;
  const blocked = view.problems.some(({ severity }) => severity === "error");
  return (
    <>
      <PageHead
        title={isNew ? t("plan.newTitle") : t("plan.one", { no: view.no })}
        facts={t("plan.oneFacts", { batch: view.batch, decision: view.decision_no })}
      >
        <Button onClick={() => onGo("/plans")}>
          {t("plan.back")} <Keys of="Esc" />
        </Button>
      </PageHead>
      <div className="scroll pl-plan">
        {!isNew && <NextLine next={view.next} done={t("plan.allDone")} />}
        <Whole view={view} />
        {open ? (
          <Changes said>
            <PlanEdit
              key={JSON.stringify([view.rows, view.over_reason])}
              view={view}
              isNew={isNew}
              main={isNew || blocked}
              onDone={done}
            />
          </Changes>
        ) : (
          <PlanRead view={view} onGo={onGo} />
        )}
        {!isNew && <ActPart view={view} main={!blocked} onDone={done} />}
        {!isNew && (
          <section aria-label={t("approval.papers.title")}>
            <h2>{t("approval.papers.title")}</h2>
            <div className="pl-narrow">
              <PapersForm<PlanPaper>
                id="pl"
                of={view.no}
                papers={PAPERS.map((value) => ({ value, label: t(`plan.paper.${value}`) }))}
                onSave={(paper, path) => backend.planSavePaper(view.no, paper, path)}
              />
            </div>
          </section>
        )}
      </div>
    </>
  );
}

/** What is wrong with the plan as a whole; what is wrong with a project stands at its row. */
function Whole({ view }: { view: PlanView }) {
  const key = ({ code, zh }: Problem) => `${code} ${zh}`;
  const atRows = new Set(view.rows.flatMap((row) => row.problems.map(key)));
  const whole = view.problems.filter((problem) => !atRows.has(key(problem)));
  return whole.length === 0 ? null : <ProblemList problems={whole} />;
}
