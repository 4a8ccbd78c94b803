import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { Part, useLeavePart } from "../../components/unsaved";
import { useTranslation } from "react-i18next";

import { useBackend, type ProjectLine, type ProjectsView } from "../../backend";
import { grouped } from "../../components/amount";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { useRoving } from "../../components/roving";
import { Empty, QueryStates } from "../../components/states";
import { StepTabs } from "../../components/step-tabs";
import { Approvable } from "./approvable";
import { BeforeProjects } from "./before-projects";
import { HistoryPane } from "./history-pane";
import { ProjectDock } from "./project-dock";
import "./projects.css";

/** The book of projects: what was approved, and what sessions concluded on it. */
export function ProjectsPage({ onGo }: { onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const projects = useQuery({ queryKey: ["projects"], queryFn: () => backend.projects(), retry: false });
  return (
    <div className="page">
      <StepTabs here="projects" onGo={onGo} />
      <BeforeProjects onGo={onGo} />
      <QueryStates query={projects} what={t("projects.what")}>
        {(view) => <Book view={view} onGo={onGo} />}
      </QueryStates>
    </div>
  );
}

function Book({ view, onGo }: { view: ProjectsView; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  // What stands beside the list: a project by its number, or one that is being entered.
  const [beside, putBeside] = useState<string | "new" | null>(null);
  const leave = useLeavePart("project");
  const setBeside = (to: string | null) => leave(() => putBeside(to));
  const add = () => setBeside("new");
  const [history, setHistory] = useState(false);
  useKeys([
    { keys: "Ctrl N", label: t("projects.add"), run: add, changes: true },
    { keys: "Ctrl H", label: t("projects.history.open"), run: () => setHistory(!history), changes: true },
  ]);
  const { projects, approvable } = view;
  const chosen = beside === "new" ? null : (projects.find((one) => one.no === beside) ?? projects[0] ?? null);
  const changed = async (no: string) => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ["projects"] }),
      queries.invalidateQueries({ queryKey: ["project"] }),
      queries.invalidateQueries({ queryKey: ["setup"] }),
      queries.invalidateQueries({ queryKey: ["office"] }),
    ]);
    putBeside(no);
  };
  return (
    <>
      <PageHead
        title={t("projects.title")}
        facts={t("projects.facts", {
          count: projects.length,
          over: projects.filter((one) => one.over).length,
        })}
      >
        <Changes>
          <Button aria-expanded={history} onClick={() => setHistory(!history)}>
            {t(history ? "projects.history.close" : "projects.history.open")} <Keys of="Ctrl H" />
          </Button>
          <Button type="primary" onClick={add}>
            {t("projects.add")} <Keys of="Ctrl N" />
          </Button>
        </Changes>
      </PageHead>
      {history && (
        <Changes>
          <HistoryPane />
        </Changes>
      )}
      <div className="docked pj-body">
        <div>
          {projects.length === 0 ? (
            <Empty title={t("projects.emptyTitle")} hint={t("projects.emptyHint")} />
          ) : (
            <ProjectTable projects={projects} chosen={chosen?.no ?? null} onChoose={setBeside} />
          )}
          {approvable.length > 0 && (
            <Changes>
              <Approvable bids={approvable} onMade={changed} />
            </Changes>
          )}
        </div>
        <Part name="project">
          {beside === "new" ? (
            <ProjectDock key="new" no={null} onKept={changed} onClose={() => setBeside(null)} />
          ) : (
            chosen !== null && (
              <ProjectDock
                key={chosen.no}
                no={chosen.no}
                onKept={changed}
                onClose={() => setBeside(null)}
                onCourse={() => onGo(`/projects/of/${encodeURIComponent(chosen.no)}`)}
              />
            )
          )}
        </Part>
      </div>
    </>
  );
}

function ProjectTable({
  projects,
  chosen,
  onChoose,
}: {
  projects: readonly ProjectLine[];
  chosen: string | null;
  onChoose: (no: string) => void;
}) {
  const { t } = useTranslation();
  const pick = (index: number) => {
    const one = projects[index];
    if (one !== undefined) {
      onChoose(one.no);
    }
  };
  const { pane, item } = useRoving({ count: projects.length, onMove: pick, onPick: pick });
  return (
    <table className="grid" role="grid" aria-label={t("projects.table")} {...pane}>
      <thead className="stuck">
        <tr>
          <th scope="col">{t("projects.no")}</th>
          <th scope="col">{t("projects.name")}</th>
          <th scope="col" className="num">
            {t("projects.money")}
          </th>
          <th scope="col">{t("projects.milestones")}</th>
          <th scope="col">{t("projects.stands")}</th>
        </tr>
      </thead>
      <tbody>
        {projects.map((one, index) => (
          <tr key={one.no} aria-selected={one.no === chosen} onClick={() => pick(index)} {...item(index)}>
            <td className="pj-no">{one.no}</td>
            <th scope="row">
              {one.title}
              <div className="dim">
                {one.sponsor} · {one.solver}
              </div>
            </th>
            <td className="num">
              {grouped(one.approved)}
              <div className="dim">{one.paid === null ? "—" : grouped(one.paid)}</div>
            </td>
            <td>{t("projects.passed", { passed: one.passed, all: one.milestones })}</td>
            <td>
              <span className={`say say-${one.over ? "done" : "wait"}`}>
                <Mark kind={one.over ? "done" : "wait"} />{" "}
                {t(one.over ? "projects.over" : "projects.running")}
              </span>
              {one.last !== null && (
                <div className="dim">
                  {t("projects.lastWord", {
                    session: one.last.session_no,
                    word: t(`results.conclusion.${one.last.conclusion}`),
                  })}
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
