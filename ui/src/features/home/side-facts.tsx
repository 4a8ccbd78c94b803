import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { HomeFacts, OfficeHome, SessionCard, Stage } from "../../backend";
import { Article } from "../../components/article";
import { Mark, type MarkKind } from "../../components/marks";
import { sessionPath } from "./paths";
import { useDay } from "./use-day";

const stages: Record<Stage, MarkKind> = {
  preparing: "none",
  frozen: "lock",
  scoring: "part",
  tallied: "part",
  closed: "done",
};

/** The meetings, newest first. */
export function SessionList({
  sessions,
  onGo,
}: {
  sessions: readonly SessionCard[];
  onGo: (path: string) => void;
}) {
  const { t } = useTranslation();
  const { day } = useDay();
  return (
    <>
      <div className="sec-h">
        <h2>
          {t("home.sessions")} <small>{t("home.meetingsHint", { count: sessions.length })}</small>
        </h2>
      </div>
      {sessions.length === 0 && <p className="oh-none">{t("home.noMeetings")}</p>}
      <ul className="oh-sessions">
        {sessions.map((one) => (
          <li key={one.no}>
            <div>
              <button type="button" className="oh-link" onClick={() => onGo(sessionPath(one))}>
                {one.title}
              </button>
              <div className="dim">
                {one.no} · {day(one.date)} · {t("home.counts", { bids: one.bids, experts: one.experts })}
              </div>
            </div>
            <span className={`say say-${stages[one.stage]}`}>
              <Mark kind={stages[one.stage]} /> {t(`meetings.stage.${one.stage}`)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Days on which something ends: the policy, the calendar. */
export function Limits({ home: { today, policy, calendar_until: until } }: { home: OfficeHome }) {
  const { t } = useTranslation();
  const { day } = useDay();
  const over = today > policy.valid_to;
  const late = until === null || until < today;
  const limit = { number: policy.number, day: day(policy.valid_to) };
  const calendar = () => {
    if (until === null) return t("home.calendarNone");
    return t(late ? "home.calendarOver" : "home.calendarUntil", { day: day(until) });
  };
  return (
    <>
      <div className="sec-h">
        <h2>{t("home.dates")}</h2>
      </div>
      <ul className="rules">
        <li className={over ? "look" : ""}>
          <Mark kind={over ? "warn" : "done"} />
          <span>
            {t(over ? "home.policyOver" : "home.policyUntil", limit)}
            <small>{t("home.policyVersion", { version: policy.version })}</small>
          </span>
          <Article of={t("home.policyArticle")} />
        </li>
        <li className={late ? "look" : ""}>
          <Mark kind={late ? "warn" : "done"} />
          <span>
            {calendar()}
            <small>{t("home.calendarHint")}</small>
          </span>
        </li>
      </ul>
    </>
  );
}

/** What the vault says of itself. */
export function VaultFacts({ vault: { card, ...vault } }: { vault: HomeFacts }) {
  const { t } = useTranslation();
  const lines: [string, ReactNode][] = [
    [t("home.folder"), card.folder],
    [t("home.created"), card.created],
    [t("home.journal"), t("home.journalEntries", { count: vault.journal_seq })],
    [t("home.head"), <code key="head">{vault.journal_head}</code>],
    [t("home.network"), t("home.noNetwork")],
  ];
  return (
    <>
      <div className="sec-h">
        <h2>{t("home.vaultFacts")}</h2>
      </div>
      <dl className="oh-facts">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
