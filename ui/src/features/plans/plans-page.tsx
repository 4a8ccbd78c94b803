import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { useBackend, type PlanLine, type PlansView, type Unplanned } from "../../backend";
import { grouped } from "../../components/amount";
import "../../components/form/form.css";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { useRoving } from "../../components/roving";
import { Empty, QueryStates } from "../../components/states";
import { StepTabs } from "../../components/step-tabs";
import "./plans.css";
import { draftPath, planPath } from "./use-plan-act";

interface Goes {
  onGo: (path: string) => void;
}

/** 资金计划: the awards of announced decisions, approved by the city and issued jointly (四（六）). */
export function PlansPage({ onGo }: Goes) {
  const { t } = useTranslation();
  const backend = useBackend();
  const plans = useQuery({ queryKey: ["plans"], queryFn: () => backend.plans(), retry: false });
  return (
    <div className="page">
      <StepTabs here="plans" onGo={onGo} />
      <QueryStates query={plans} what={t("plan.what")}>
        {(view) => <Book view={view} onGo={onGo} />}
      </QueryStates>
    </div>
  );
}

function Book({ view, onGo }: Goes & { view: PlansView }) {
  const { t } = useTranslation();
  const { plans, unplanned } = view;
  return (
    <>
      <PageHead
        title={t("plan.title")}
        facts={t("plan.facts", {
          count: plans.length,
          open: plans.filter((one) => one.issued_on === null).length,
        })}
      />
      <div className="scroll pl-book">
        {unplanned.length > 0 && <Waiting unplanned={unplanned} onGo={onGo} />}
        {plans.length > 0 ? (
          <PlanTable plans={plans} onGo={onGo} />
        ) : (
          <Empty
            title={t("plan.emptyTitle")}
            hint={t(unplanned.length > 0 ? "plan.emptyWaits" : "plan.emptyHint")}
            action={
              unplanned.length === 0 && (
                <Button type="primary" onClick={() => onGo("/approvals")}>
                  {t("plan.toApprovals")}
                </Button>
              )
            }
          />
        )}
      </div>
    </>
  );
}

const BEGIN = "Ctrl N";

/** Announced decisions with winners that are in no plan. */
function Waiting({ unplanned, onGo }: Goes & { unplanned: readonly Unplanned[] }) {
  const { t } = useTranslation();
  const [first] = unplanned;
  const begin = (of: Unplanned | undefined) => of !== undefined && onGo(draftPath(of.decision_no));
  useKeys([{ keys: BEGIN, label: t("plan.begin"), run: () => begin(first), changes: true }]);
  return (
    <section className="pl-waiting" aria-label={t("plan.waiting.title")}>
      <h2>
        <Mark kind="wait" /> {t("plan.waiting.title")} <small>{unplanned.length}</small>
      </h2>
      <ul>
        {unplanned.map((one) => (
          <li key={one.decision_no}>
            <span>
              {one.decision_no}　{one.batch}
              <span className="dim">
                {t("plan.waiting.facts", { winners: one.winners, sum: grouped(one.sum) })}
              </span>
            </span>
            <Changes>
              <Button size="small" type={one === first ? "primary" : "default"} onClick={() => begin(one)}>
                {t("plan.begin")} {one === first && <Keys of={BEGIN} />}
              </Button>
            </Changes>
          </li>
        ))}
      </ul>
    </section>
  );
}

function PlanTable({ plans, onGo }: Goes & { plans: readonly PlanLine[] }) {
  const { t } = useTranslation();
  const open = (index: number) => {
    const one = plans[index];
    if (one !== undefined) {
      onGo(planPath(one.no));
    }
  };
  const { pane, item } = useRoving({ count: plans.length, onPick: open });
  return (
    <table className="grid" role="grid" aria-label={t("plan.table")} {...pane}>
      <thead className="stuck">
        <tr>
          <th scope="col">{t("plan.no")}</th>
          <th scope="col">{t("plan.batch")}</th>
          <th scope="col" className="num">
            {t("plan.projects")}
          </th>
          <th scope="col" className="num">
            {t("plan.fiscal")}
          </th>
          <th scope="col">{t("plan.approved")}</th>
          <th scope="col">{t("plan.issued")}</th>
        </tr>
      </thead>
      <tbody>
        {plans.map((one, index) => (
          <tr key={one.no} onClick={() => open(index)} {...item(index)}>
            <td className="pl-nowrap">{one.no}</td>
            <th scope="row">
              {one.batch}
              <div className="dim">{t("plan.ofDecision", { no: one.decision_no })}</div>
            </th>
            <td className="num">{one.projects}</td>
            <td className="num">{grouped(one.fiscal)}</td>
            <td>
              <Done on={one.approved_on} not={t("plan.notApproved")} />
            </td>
            <td>
              <Done on={one.issued_on} not={t("plan.notIssued")} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A day on which a step was done, or that it was not. */
function Done({ on, not }: { on: string | null; not: string }) {
  return (
    <span className={`say say-${on === null ? "none" : "done"}`}>
      <Mark kind={on === null ? "none" : "done"} size={12} /> {on ?? not}
    </span>
  );
}
