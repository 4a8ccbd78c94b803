import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useKeys } from "../components/keys";
import { useRoving } from "../components/roving";
import { MEETING_PAGES, pathOf, STEP_PAGES, stepOf, type Page } from "./pages";

/** One step of the chain as the frame shows it. */
export interface FrameStep {
  step: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** Nothing where nobody knows. */
  count: number | null;
  waiting: number;
  /** Whether this version keeps the step. */
  available: boolean;
}

/** The chain of seven steps is the navigation. One Tab stop, arrows inside, `Alt 1–7` from anywhere. */
export function ChainNav({
  chain,
  current,
  page,
  unfolded,
  onGo,
}: {
  chain: readonly FrameStep[];
  /** The step the batch is at. */
  current: number | null;
  page: Page;
  /** Whether a meeting is chosen, whose pages unfold under 五. */
  unfolded: boolean;
  onGo: (path: string) => void;
}) {
  const { t } = useTranslation();
  const order: (Page | undefined)[] = [
    "home",
    ...chain.flatMap(({ step }) => [STEP_PAGES[step - 1], ...(step === 5 && unfolded ? MEETING_PAGES : [])]),
    "experts",
    "units",
    "journal",
    "safe",
  ];
  const { pane, item } = useRoving({ count: order.length, initial: Math.max(order.indexOf(page), 0) });
  const stop = (to: Page | undefined) => item(order.indexOf(to));
  // The step that was asked for and is not kept.
  const [absent, setAbsent] = useState<number | null>(null);
  const go = (step: number) => {
    const of = chain.find((one) => one.step === step);
    const to = STEP_PAGES[step - 1];
    if (of?.available === true && to !== undefined) {
      setAbsent(null);
      onGo(pathOf(to));
    } else {
      document.getElementById(`step-${step}`)?.focus();
      setAbsent(step);
    }
  };
  useKeys([{ keys: "Alt 1–7", label: t("frame.steps"), run: (key) => go(Number(key)) }], {
    everywhere: true,
  });
  const link = (to: Page, words: ReactNode) => (
    <button
      type="button"
      className="of-link"
      aria-current={page === to ? "page" : undefined}
      onClick={() => onGo(pathOf(to))}
      {...stop(to)}
    >
      {words}
    </button>
  );
  return (
    <nav className="of-nav" aria-label={t("frame.chain")} {...pane}>
      {link("home", t("frame.overview"))}
      <ol className="of-chain">
        {chain.map((one) => (
          <li key={one.step} data-time={timeOf(one, current)} data-on={stepOf(page) === one.step}>
            <Step
              of={one}
              current={current}
              page={page}
              onGo={() => go(one.step)}
              stop={stop(STEP_PAGES[one.step - 1])}
            />
            {one.step === 5 && unfolded && (
              <ul aria-label={t("frame.meetingPages")}>
                {MEETING_PAGES.map((to) => (
                  <li key={to}>{link(to, t(`frame.${to}`))}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      <p className="of-absent-says" role="status">
        {absent !== null && t("frame.absentSays", { step: t(`frame.step.s${absent as 1}`) })}
      </p>
      <div className="of-nav-foot">
        {link("experts", t("frame.experts"))}
        {link("units", t("frame.units"))}
        {link("journal", t("frame.journalPage"))}
        {link("safe", t("frame.safe"))}
      </div>
    </nav>
  );
}

/** A step that nobody keeps a book of is not said to be past. */
function timeOf({ step, count }: FrameStep, current: number | null): "past" | "now" | "next" {
  if (step === current) return "now";
  // A step without anything in it was not gone through, wherever one is.
  return current === null || step > current || (count ?? 0) === 0 ? "next" : "past";
}

/** A node on the line, the step's name, how many there are, and how many wait. */
function Step({
  of,
  current,
  page,
  onGo,
  stop,
}: {
  of: FrameStep;
  current: number | null;
  page: Page;
  onGo: () => void;
  stop: ReturnType<ReturnType<typeof useRoving>["item"]>;
}) {
  const { t } = useTranslation();
  const { step, count, waiting, available } = of;
  const time = timeOf(of, current);
  const here = STEP_PAGES[step - 1] === page ? "page" : time === "now" ? "step" : undefined;
  return (
    <button
      id={`step-${step}`}
      type="button"
      className="of-step"
      aria-current={here}
      aria-disabled={!available}
      title={available ? undefined : t("frame.absent")}
      onClick={onGo}
      {...stop}
    >
      <span className="of-node" aria-hidden>
        {t(`frame.numeral.s${step}`)}
      </span>
      <span className="of-name">
        {t(`frame.step.s${step}`)}
        {!available && (
          <small className="of-absent" aria-hidden>
            {t("frame.absent")}
          </small>
        )}
      </span>
      <span className="aside">{t(`frame.${time}`)}</span>
      <span className="of-count">{count ?? "—"}</span>
      {waiting > 0 ? (
        <span className="of-waiting" title={t("frame.waiting", { count: waiting })}>
          <span aria-hidden>{waiting}</span>
          <span className="aside">{t("frame.waiting", { count: waiting })}</span>
        </span>
      ) : (
        <span className="of-waiting-none" />
      )}
    </button>
  );
}
