import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type CoursePaper, type CourseView } from "../../backend";
import { Forms, useHere } from "../../components/form/here";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { NextLine } from "../../components/next-act";
import { PageHead } from "../../components/page-head";
import { PapersForm } from "../../components/papers-form";
import { ProblemList } from "../../components/problem-list";
import { refocus } from "../../components/refocus";
import { QueryStates } from "../../components/states";
import { StepTabs } from "../../components/step-tabs";
import { AcceptPart } from "./accept-part";
import { ContractPart } from "./contract-part";
import "./course.css";
import { EndPart } from "./end-part";
import { LedgerPart } from "./ledger-part";
import { leadOf, SECTIONS, type SectionName } from "./lead";
import { NodesPart } from "./nodes-part";
import { ExtensionPart, HistoryPart, InspectPart } from "./other-parts";
import { Section, type PartProps } from "./section";
import { useSummaries } from "./summaries";

interface Goes {
  onGo: (path: string) => void;
}

/** The course of one project: contract, milestones and payments, ledger, acceptance, and how it may end (四（六）, 四（七）). */
export function CoursePage(props: Goes & { no: string }) {
  return (
    <Forms>
      <CourseOf {...props} />
    </Forms>
  );
}

function CourseOf({ no, onGo }: Goes & { no: string }) {
  const { t } = useTranslation();
  const { nowhere } = useHere();
  const backend = useBackend();
  const course = useQuery({
    queryKey: ["course", no],
    queryFn: () => backend.course(no),
    retry: false,
    // What is being typed stands on it.
    refetchOnWindowFocus: false,
  });
  // Within a form the key is the form's.
  useKeys([{ keys: "Esc", label: t("course.back"), run: () => onGo("/projects"), when: nowhere }]);
  return (
    <div className="page">
      <StepTabs here="projects" onGo={onGo} />
      <QueryStates query={course} what={t("course.what")}>
        {(view) => <Course view={view} onGo={onGo} />}
      </QueryStates>
    </div>
  );
}

const GO = "Ctrl G";

/** Leads to where work goes on: into its form, to a button there, or to the head of its section. */
function goTo(section: SectionName): void {
  requestAnimationFrame(() => {
    const place = document.querySelector(`.co-page [data-part="${section}"]`);
    const to =
      place?.querySelector<HTMLElement>("form[data-main] :is(input, textarea):not(:disabled)") ??
      place?.querySelector<HTMLElement>(".co-steps button:not(:disabled)") ??
      place?.querySelector<HTMLElement>("h2 button");
    to?.focus({ preventScroll: true });
    // (A page without layout has nothing to scroll.)
    (to?.closest("form") ?? place)?.scrollIntoView?.({ block: "start" });
  });
}

function Course({ view, onGo }: Goes & { view: CourseView }) {
  const { t, i18n } = useTranslation();
  const lead = leadOf(view);
  // What somebody folded or opened; else the section where work goes on, and the ledger.
  const [opened, setOpened] = useState<Partial<Record<SectionName, boolean>>>({});
  const summaries = useSummaries(view);
  const go = () => {
    if (lead !== null) {
      setOpened((was) => ({ ...was, [lead.section]: true }));
      goTo(lead.section);
    }
  };
  useKeys([{ keys: GO, label: t("course.go"), run: go, when: lead !== null, inFields: true }]);
  const props = (section: SectionName): PartProps => ({
    view,
    lead: lead?.section === section ? lead.offer : null,
    // Whoever saved goes on from what comes next.
    onDone: () => refocus(".ap-next"),
  });
  const parts: Record<SectionName, ReactNode> = {
    contract: <ContractPart {...props("contract")} main={lead?.section === "contract"} />,
    nodes: <NodesPart {...props("nodes")} onGo={onGo} />,
    ledger: <LedgerPart {...props("ledger")} />,
    accept: <AcceptPart {...props("accept")} />,
    extension: <ExtensionPart {...props("extension")} />,
    inspect: <InspectPart {...props("inspect")} />,
    end: <EndPart {...props("end")} />,
    history: <HistoryPart view={view} />,
  };
  return (
    <>
      <PageHead
        title={`${view.no}　${view.title}`}
        facts={t("course.facts", {
          state: i18n.language === "en" ? view.state_en : view.state_zh,
          payee: view.payee,
          policy: view.policy_version,
        })}
      >
        <Button onClick={() => onGo("/projects")}>
          {t("course.back")} <Keys of="Esc" />
        </Button>
      </PageHead>
      <div className="scroll co-page">
        <NextLine next={view.next} done={t("course.done")}>
          {lead !== null && (
            <Button size="small" onClick={go}>
              {t("course.go")} <Keys of={GO} />
            </Button>
          )}
        </NextLine>
        <Origin view={view} />
        {view.problems.length > 0 && <ProblemList problems={view.problems} />}
        {SECTIONS.map((name) => (
          <Section
            key={name}
            name={name}
            {...summaries[name]}
            open={opened[name] ?? (name === lead?.section || name === "ledger")}
            onOpen={(open) => setOpened((was) => ({ ...was, [name]: open }))}
          >
            {parts[name]}
          </Section>
        ))}
        <Papers view={view} />
      </div>
    </>
  );
}

/** By what the project was granted, or since when it is kept here. */
function Origin({ view }: { view: CourseView }) {
  const { t } = useTranslation();
  return (
    <p className="sec">
      {view.plan_no !== "" && t("course.plan", { no: view.plan_no })}
      {view.issued !== null && t("course.issued", { on: view.issued.on, number: view.issued.number })}
      {view.taken_over !== null && t("course.takenOver", { on: view.taken_over })}
    </p>
  );
}

/** The papers that its records can fill, each with the number that its name has. */
function papersOf({
  nodes,
  payments,
  acceptances,
  extensions,
  endings,
}: CourseView): [CoursePaper, number?][] {
  const when = (there: boolean, paper: CoursePaper): [CoursePaper][] => (there ? [[paper]] : []);
  const rectified = nodes.some(({ said }) => said.some(({ conclusion }) => conclusion === "rectify"));
  return [
    [{ paper: "contract" }],
    ...nodes
      .filter(({ papers, said }) => papers !== null || said.length > 0)
      .map(({ n }): [CoursePaper, number] => [{ paper: "assessment", milestone: n }, n]),
    ...payments.map(({ at }): [CoursePaper, number] => [{ paper: "payment_opinion", at }, at + 1]),
    ...when(rectified, { paper: "rectification" }),
    ...when(
      acceptances.some(({ said }) => said !== null),
      { paper: "acceptance_result" },
    ),
    ...when(extensions.length > 0, { paper: "extension_reply" }),
    ...when(
      endings.some(({ argued }) => argued !== null),
      { paper: "termination" },
    ),
  ];
}

function Papers({ view }: { view: CourseView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const papers = papersOf(view);
  return (
    <section className="co-section" aria-label={t("approval.papers.title")}>
      <h2 className="co-plain">{t("approval.papers.title")}</h2>
      <div className="co-narrow">
        <PapersForm<string>
          id="co"
          of={view.no}
          papers={papers.map(([{ paper }, n = 0], at) => ({
            value: String(at),
            label: t(`course.paper.${paper}`, { n }),
          }))}
          onSave={(at, path) => {
            const [paper = { paper: "contract" as const }] = papers[Number(at)] ?? [];
            return backend.courseSavePaper(view.no, paper, path);
          }}
        />
      </div>
    </section>
  );
}
