import { useTranslation } from "react-i18next";

import type { ChainStep, OfficeHome } from "../../backend";
import { Mark, type MarkKind } from "../../components/marks";
import { currentStep, pathOf, STEP_PAGES } from "../../frame/pages";

type StepNo = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Seven ruled columns: one big figure, two facts and one status each. */
export function ChainColumns({ home, onGo }: { home: OfficeHome; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const now = currentStep(home);
  return (
    <ol className="oh-seven" aria-label={t("home.chain")}>
      {home.chain.map((of) => {
        const page = STEP_PAGES[of.step - 1];
        const words = <Column of={of} home={home} />;
        return (
          <li key={of.step} data-now={of.step === now}>
            {of.count === null || page === undefined ? (
              <div className="oh-col">{words}</div>
            ) : (
              <button type="button" className="oh-col" onClick={() => onGo(pathOf(page))}>
                {words}
                {of.step === now && <span className="aside">{t("home.now")}</span>}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Column({ of, home }: { of: ChainStep; home: OfficeHome }) {
  const { t } = useTranslation();
  const step = of.step as StepNo;
  const [mark, status] = useStatus(of, home);
  const facts: [string, number][] =
    step === 4
      ? [
          [t("home.batches"), home.batches.length],
          [t("home.inMeetings"), home.chain.find((one) => one.step === 5)?.count ?? 0],
        ]
      : step === 5
        ? [
            [t("home.sessions"), home.sessions.length],
            [t("home.register"), home.experts],
          ]
        : demandFacts(step, home.demands).map(([name, figure]) => [t(`home.demand.${name}`), figure]);
  return (
    <>
      <span className="oh-step">
        <span className="dim" aria-hidden>
          {t(`frame.numeral.s${step}`)}
        </span>
        {t(`frame.step.s${step}`)}
      </span>
      <span className={of.count === null ? "oh-figure dim" : "oh-figure"}>
        {of.count ?? "—"}
        {of.count !== null && <small>{t(`home.unit.s${step}`)}</small>}
      </span>
      {facts.map(([name, figure]) => (
        <span className="oh-fact" key={name}>
          {name} <b>{figure}</b>
        </span>
      ))}
      <span className={`say say-${mark} oh-status`}>
        <Mark kind={mark} /> {status}
      </span>
    </>
  );
}

type DemandFact = "complete" | "lacking" | "underReview" | "notSelected" | "published" | "approved";

/** Two facts of one of the first three steps. */
function demandFacts(step: StepNo, counts: OfficeHome["demands"]): [DemandFact, number][] {
  switch (step) {
    case 1:
      return [
        ["complete", counts.complete],
        ["lacking", counts.lacking],
      ];
    case 2:
      return [
        ["underReview", counts.under_review],
        ["notSelected", counts.not_selected],
      ];
    case 3:
      return [
        ["published", counts.published],
        ["approved", counts.approved],
      ];
    default:
      return [];
  }
}

/** How a step stands, as a mark and a word. */
function useStatus(of: ChainStep, home: OfficeHome): [MarkKind, string] {
  const { t } = useTranslation();
  if (of.count === null) return ["none", t("home.absent")];
  if (of.step === 7) {
    if (of.waiting > 0) return ["warn", t("home.late", { count: of.waiting })];
    return of.count > 0 ? ["part", t("home.inTime")] : ["none", t("home.notBegun")];
  }
  if (of.step === 1 && of.waiting > 0) return ["warn", t("home.demand.waits", { count: of.waiting })];
  if (of.waiting > 0) return ["warn", t("home.waits", { count: of.waiting })];
  if (of.step <= 3) {
    return of.count > 0 ? ["done", t("home.entered")] : ["none", t("home.demand.none")];
  }
  if (of.step === 4 || of.step === 6)
    return of.count > 0 ? ["done", t("home.entered")] : ["none", t("home.notEntered")];
  if (home.sessions.length === 0) return ["none", t("home.noMeeting")];
  return home.sessions.every(({ stage }) => stage === "closed")
    ? ["done", t("home.over")]
    : ["part", t("home.running")];
}

/** The same seven for a new vault: what each step is for. */
export function ChainLesson() {
  const { t } = useTranslation();
  return (
    <ol className="oh-seven oh-lesson" aria-label={t("home.chain")}>
      {([1, 2, 3, 4, 5, 6, 7] as const).map((step) => (
        <li key={step}>
          <div className="oh-col">
            <span className="oh-step">
              <span className="oh-node" aria-hidden>
                {t(`frame.numeral.s${step}`)}
              </span>
              {t(`frame.step.s${step}`)}
            </span>
            <span className="oh-does">{t(`home.does.s${step}`)}</span>
          </div>
        </li>
      ))}
    </ol>
  );
}
