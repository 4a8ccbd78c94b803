import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useBackend, type DueLine, type DueOf, type DuesView } from "../../backend";
import { Article } from "../../components/article";
import { useKeys } from "../../components/keys";
import { Mark, type MarkKind } from "../../components/marks";
import { PageHead } from "../../components/page-head";
import { ProblemList } from "../../components/problem-list";
import { useRoving } from "../../components/roving";
import { Empty, QueryStates } from "../../components/states";
import { StepTabs } from "../../components/step-tabs";
import "./dues.css";

interface Goes {
  onGo: (path: string) => void;
}

/** 到期与逾期: what is due or late over the whole chain, who must act, and where. */
export function DuesPage({ onGo }: Goes) {
  const { t } = useTranslation();
  const backend = useBackend();
  const dues = useQuery({ queryKey: ["dues"], queryFn: () => backend.dues(), retry: false });
  return (
    <div className="page">
      <StepTabs here="dues" onGo={onGo} />
      <QueryStates query={dues} what={t("due.what")}>
        {(view) => <Dues view={view} onGo={onGo} />}
      </QueryStates>
    </div>
  );
}

const GROUPS = ["late", "soon", "later", "open"] as const;
export type Group = (typeof GROUPS)[number];

const MARKS: Record<Group, MarkKind> = { late: "stop", soon: "warn", later: "wait", open: "none" };

/** Days from one day to another, both ISO. */
function daysTo(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** To which group a line belongs. */
export function groupOf({ fixed, late_by, day }: DueLine, today: string): Group {
  if (!fixed) {
    return "open";
  }
  if (late_by > 0) {
    return "late";
  }
  return daysTo(today, day) <= 7 ? "soon" : "later";
}

const PLACES: Record<DueOf, string> = { approval: "approvals", plan: "plans", project: "projects" };

/** Where the thing that is due is shown. */
function pathOf({ of, subject }: DueLine): string {
  return `/${PLACES[of]}/of/${encodeURIComponent(subject)}`;
}

function Dues({ view, onGo }: Goes & { view: DuesView }) {
  const { t } = useTranslation();
  const groups = GROUPS.map((group) => ({
    group,
    lines: view.entries.filter((one) => groupOf(one, view.today) === group),
  })).filter(({ lines }) => lines.length > 0);
  const count = (group: Group) => groups.find((one) => one.group === group)?.lines.length ?? 0;
  return (
    <>
      <PageHead
        title={t("due.title")}
        facts={t("due.facts", { today: view.today, late: count("late"), soon: count("soon") })}
      />
      <div className="scroll du-page">
        {view.problems.length > 0 && <ProblemList problems={view.problems} />}
        {groups.length === 0 ? (
          <Empty title={t("due.emptyTitle")} hint={t("due.emptyHint")} />
        ) : (
          <DueTable groups={groups} onGo={onGo} />
        )}
      </div>
    </>
  );
}

function DueTable({
  groups,
  onGo,
}: Goes & { groups: readonly { group: Group; lines: readonly DueLine[] }[] }) {
  const { t } = useTranslation();
  const all = groups.flatMap(({ lines }) => lines);
  const open = (index: number) => {
    const one = all[index];
    if (one !== undefined) {
      onGo(pathOf(one));
    }
  };
  const { pane, item, active } = useRoving({ count: all.length, onPick: open });
  useKeys([{ keys: "Ctrl Enter", label: t("due.open"), run: () => open(active) }]);
  return (
    <table className="grid" role="grid" aria-label={t("due.table")} {...pane}>
      <thead className="stuck">
        <tr>
          {(["matter", "of", "day", "who"] as const).map((head) => (
            <th key={head} scope="col">
              {t(`due.${head}`)}
            </th>
          ))}
          <th scope="col">{t("due.article")}</th>
        </tr>
      </thead>
      {groups.map(({ group, lines }) => (
        <tbody key={group} aria-label={t(`due.group.${group}`)}>
          <tr className="du-group">
            <th scope="rowgroup" colSpan={5}>
              <span className={`say say-${MARKS[group]}`}>
                <Mark kind={MARKS[group]} /> {t(`due.group.${group}`)} <small>{lines.length}</small>
              </span>
            </th>
          </tr>
          {lines.map((one) => {
            const at = all.indexOf(one);
            return (
              <tr key={at} onClick={() => open(at)} {...item(at)}>
                <Line of={one} />
              </tr>
            );
          })}
        </tbody>
      ))}
    </table>
  );
}

function Line({ of }: { of: DueLine }) {
  const { t, i18n } = useTranslation();
  const en = i18n.language === "en";
  return (
    <>
      <th scope="row">
        {en ? of.en : of.zh}
        {of.part !== null && t("due.part", { n: of.part })}
      </th>
      <td>
        {of.subject}
        {of.title !== "" && <div className="dim">{of.title}</div>}
      </td>
      <td className="du-day">
        {of.fixed ? of.day : t("due.since", { day: of.day })}
        {of.late_by > 0 && <div className="say say-stop">{t("due.lateBy", { days: of.late_by })}</div>}
      </td>
      <td>{en ? of.who_en : of.who_zh}</td>
      <td>
        <Article of={of.article === "" ? null : of.article} />
      </td>
    </>
  );
}
