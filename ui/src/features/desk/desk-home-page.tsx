import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { DeskHome, DeskMeeting } from "../../backend";
import { IdleChoice } from "../../components/idle";
import { useKeys } from "../../components/keys";
import { useFirstFocus } from "../../components/landing";
import { Mark, type MarkKind } from "../../components/marks";
import { DeskFrame } from "../../frame/desk-frame";
import "./desk.css";
import "./desk-home.css";
import { ClosingStep } from "./closing-step";
import { Enter } from "./enter-step";
import { CardStep, RequestStep, TaskStep } from "./home-steps";
import { useDeskSize } from "./size";
import { Changes } from "../../components/may";

export interface DeskHomePageProps {
  home: DeskHome;
  owner: string;
  onMeeting: (meeting: string) => void;
  /** Something was read in: what is known of the meetings has changed. */
  onChanged: () => void;
  onLock: () => void;
}

const STEPS = ["card", "request", "task", "enter", "closing"] as const;
type Step = (typeof STEPS)[number];

/** How far a meeting is on this laptop, most advanced first. */
function stateOf(meeting: DeskMeeting): {
  mark: MarkKind;
  word: "cleared" | "handed" | "locked" | "scoring" | "task" | "card";
} {
  if (meeting.cleared_at !== null) {
    return { mark: "done", word: "cleared" };
  }
  if (meeting.locked_at !== null) {
    return meeting.packs_out > 0 ? { mark: "done", word: "handed" } : { mark: "lock", word: "locked" };
  }
  if (meeting.pledged_at !== null) {
    return { mark: "part", word: "scoring" };
  }
  return meeting.task ? { mark: "none", word: "task" } : { mark: "wait", word: "card" };
}

/** Whether a step after the first can be opened: the desk with its task; the end always, it says what it waits for. */
function reachable(step: Step, meeting: DeskMeeting): boolean {
  return step !== "enter" || meeting.task;
}

/** Whether a step can be opened. The last one can always be looked at: it says what it is for and what comes before it. */
function opens(step: Step, meeting: DeskMeeting | undefined): boolean {
  return step === "card" || step === "closing" || (meeting !== undefined && reachable(step, meeting));
}

/** Whether a step can be done now, only after another one, or only after the meeting. */
function waits(step: Step, meeting: DeskMeeting | undefined): "stepNext" | "stepWaits" | "stepLater" {
  if (step !== "card" && (meeting === undefined || !reachable(step, meeting))) {
    return "stepWaits";
  }
  const came = meeting !== undefined && (meeting.archived || meeting.result.length > 0);
  return step === "closing" && !came ? "stepLater" : "stepNext";
}

/** An expert's first page: the meetings this laptop knows, and the way into one, step by step. */
export function DeskHomePage({ home, owner, onMeeting, onChanged, onLock }: DeskHomePageProps) {
  const { t } = useTranslation();
  const [size, setSize] = useDeskSize();
  const [chosen, setChosen] = useState<string | null>(() => home.meetings[0]?.meeting ?? null);
  const [opened, setOpened] = useState<Step | null>(null);
  const meeting = home.meetings.find((one) => one.meeting === chosen);
  const reached: Step =
    meeting === undefined
      ? "card"
      : meeting.cleared_at !== null
        ? "closing"
        : meeting.task
          ? "enter"
          : "request";
  const step = opened ?? reached;
  const choose = (next: string | null) => {
    setChosen(next);
    setOpened(null);
  };
  useKeys([
    {
      keys: "Alt 1–5",
      label: t("desk.step.key"),
      run: (key) => {
        const to = STEPS[Number(key) - 1];
        if (to !== undefined && opens(to, meeting)) {
          setOpened(to);
        }
      },
      inFields: true,
    },
  ]);
  const bodies: Record<Step, ReactNode> = {
    card: (
      <CardStep
        onPinned={(pinned) => {
          onChanged();
          setChosen(pinned);
          setOpened("request");
        }}
      />
    ),
    request: meeting && <RequestStep meeting={meeting.meeting} digits={home.digits} onWritten={onChanged} />,
    task: (
      <TaskStep
        onTaken={({ view, result }) => {
          onChanged();
          setChosen(view.meeting);
          setOpened(result ? "closing" : "enter");
        }}
      />
    ),
    enter: meeting && <Enter meeting={meeting} onMeeting={onMeeting} onChanged={onChanged} />,
    closing: (
      <ClosingStep
        meeting={meeting}
        // What is said of the pack stays: the step is held open while the meeting is read anew.
        onTaken={() => {
          setOpened("closing");
          onChanged();
        }}
        onCleared={onChanged}
        onStep={setOpened}
      />
    ),
  };
  return (
    <DeskFrame
      title={t("desk.homeTitle")}
      size={size}
      onSize={setSize}
      who={{ role: t("desk.expert"), name: owner }}
      footer={{}}
      onLock={onLock}
    >
      <div className="dh">
        <nav className="dh-meetings" aria-label={t("desk.meetings")}>
          <h2>{t("desk.meetings")}</h2>
          {home.meetings.length === 0 && <p className="sec">{t("desk.noMeetings")}</p>}
          <ul>
            {home.meetings.map((one) => (
              <li key={one.meeting}>
                <button
                  type="button"
                  aria-current={one.meeting === meeting?.meeting}
                  onClick={() => choose(one.meeting)}
                >
                  <MeetingWords meeting={one} />
                </button>
              </li>
            ))}
            <li>
              <button type="button" aria-current={meeting === undefined} onClick={() => choose(null)}>
                <b>＋ {t("desk.newMeeting")}</b>
              </button>
            </li>
          </ul>
          <IdleChoice />
        </nav>
        <div className="dh-steps">
          <h1>{meeting === undefined ? t("desk.newMeeting") : <MeetingTitle meeting={meeting} />}</h1>
          <ol>
            {STEPS.map((one, index) => {
              const past = index < STEPS.indexOf(reached);
              const can = opens(one, meeting);
              const open = can && one === step;
              return (
                <li key={one} data-open={open}>
                  <h2>
                    <button type="button" aria-expanded={open} disabled={!can} onClick={() => setOpened(one)}>
                      <span className="dh-n" title={`Alt ${index + 1}`}>
                        {index + 1}
                      </span>
                      {t(`desk.step.${one}`)}
                      {past && (
                        <span className="say say-done">
                          <Mark kind="done" /> {t("desk.stepPast")}
                        </span>
                      )}
                      {!past && one !== step && (
                        <span className="say say-none">
                          <Mark kind={waits(one, meeting) === "stepWaits" ? "lock" : "none"} />{" "}
                          {t(`desk.${waits(one, meeting)}`)}
                        </span>
                      )}
                    </button>
                  </h2>
                  {open && (
                    <StepBody>
                      {one === "enter" ? bodies[one] : <Changes said>{bodies[one]}</Changes>}
                    </StepBody>
                  )}
                </li>
              );
            })}
          </ol>
        </div>
      </div>
    </DeskFrame>
  );
}

/** The body of a step: whoever has nowhere else to type begins in it. */
function StepBody({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  useFirstFocus(body, "input, .dk-acts button");
  return (
    <div ref={body} className="dh-body">
      {children}
    </div>
  );
}

/** The name of a meeting. An earlier build kept none of one that it cleared; then its number stands for it. */
function useTitle({ title, cleared_at, meeting }: DeskMeeting): string {
  const { t } = useTranslation();
  const none =
    cleared_at === null ? t("desk.untitled") : t("ledger.desk.clearedUntitled", { id: meeting.slice(0, 8) });
  return title ?? none;
}

/** The heading: of a meeting that was cleared, that it was and when. */
function MeetingTitle({ meeting }: { meeting: DeskMeeting }) {
  const { t } = useTranslation();
  const title = useTitle(meeting);
  const at = meeting.cleared_at;
  return at === null ? title : t("ledger.desk.clearedTitle", { title, at });
}

function MeetingWords({ meeting }: { meeting: DeskMeeting }) {
  const { t } = useTranslation();
  const { mark, word } = stateOf(meeting);
  const title = useTitle(meeting);
  return (
    <>
      <b>{title}</b>
      <small>
        {t("desk.meetingId")} <code>{meeting.meeting.slice(0, 8)}</code>
      </small>
      <span className={`say say-${mark}`}>
        <Mark kind={mark} />{" "}
        {t(`desk.meetingState.${word}`, {
          at: meeting.cleared_at ?? meeting.locked_at ?? "",
          count: meeting.packs_out,
        })}
      </span>
      {meeting.deviations > 0 && (
        <span className="say say-warn">
          <Mark kind="warn" /> {t("desk.said.homeAsked", { count: meeting.deviations })}
        </span>
      )}
    </>
  );
}
