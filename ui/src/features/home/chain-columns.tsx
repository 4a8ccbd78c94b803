import { useTranslation } from "react-i18next";

import type { ChainStep, OfficeHome } from "../../backend";
import { Mark, type MarkKind } from "../../components/marks";
import { pathOf, STEP_PAGES } from "../../frame/pages";

type StepNo = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The step the work is at: the review once there is a meeting, otherwise the bids. */
function currentStep(home: OfficeHome): number {
  return home.sessions.length > 0 ? 5 : 4;
}

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
        : [];
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
        {of.count !== null && (step === 4 || step === 5) && <small>{t(`home.unit.s${step}`)}</small>}
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

/** How a step stands, as a mark and a word. */
function useStatus(of: ChainStep, home: OfficeHome): [MarkKind, string] {
  const { t } = useTranslation();
  if (of.count === null) return ["none", t("home.absent")];
  if (of.waiting > 0) return ["warn", t("home.waits", { count: of.waiting })];
  if (of.step === 4) return of.count > 0 ? ["done", t("home.entered")] : ["none", t("home.notEntered")];
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
