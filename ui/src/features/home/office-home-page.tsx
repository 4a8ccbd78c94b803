import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { HomeFacts, OfficeHome } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { ChainColumns, ChainLesson } from "./chain-columns";
import "./office-home.css";
import { INTAKE, NEW_MEETING, sessionPath } from "./paths";
import { Limits, SessionList, VaultFacts } from "./side-facts";
import { useDay } from "./use-day";
import { WaitingTable } from "./waiting-table";

interface OfficeHomeProps {
  home: OfficeHome;
  vault: HomeFacts;
  onGo: (path: string) => void;
}

/** The secretariat's first page: the chain, who is waited for, the meetings, what ends when. */
export function OfficeHomePage({ home, vault, onGo }: OfficeHomeProps) {
  const { t } = useTranslation();
  const { longDay } = useDay();
  const going = home.sessions.find(({ stage }) => stage !== "closed");
  const empty = home.sessions.length === 0 && vault.counts?.bids === 0 && home.demands.all === 0;
  const resume = () => going !== undefined && onGo(sessionPath(going));
  useKeys([
    { keys: "Ctrl N", label: t("home.newMeeting"), run: () => onGo(NEW_MEETING), changes: true },
    { keys: "Ctrl Enter", label: t("home.resume"), run: resume, when: going !== undefined },
  ]);
  const line = t("home.line", { batch: home.batches[0] ?? t("home.noBatch"), day: longDay(home.today) });
  return (
    <div className="page oh">
      <PageHead title={t("home.title")} facts={line}>
        <Changes>
          <Button
            type={going === undefined && !empty ? "primary" : "default"}
            onClick={() => onGo(NEW_MEETING)}
          >
            {t("home.newMeeting")} <Keys of="Ctrl N" />
          </Button>
        </Changes>
        {going !== undefined && (
          <Button type="primary" onClick={resume}>
            {t("home.resume")} <Keys of="Ctrl Enter" />
          </Button>
        )}
      </PageHead>
      {empty ? (
        <Beginning home={home} vault={vault} onGo={onGo} />
      ) : (
        <div className="scroll">
          <ChainColumns home={home} onGo={onGo} />
          <div className="oh-body">
            <section>
              <WaitingTable home={home} onGo={onGo} />
            </section>
            <section>
              <SessionList sessions={home.sessions} onGo={onGo} />
              <Limits home={home} />
              <VaultFacts vault={vault} />
            </section>
          </div>
        </div>
      )}
    </div>
  );
}

/** A new vault: what the chain is, and the three acts that bring the first meeting. */
function Beginning({ home, vault, onGo }: OfficeHomeProps) {
  const { t } = useTranslation();
  const acts = [
    {
      name: t("home.stepBids"),
      hint: t("home.stepBidsHint"),
      count: vault.counts?.bids ?? 0,
      go: INTAKE.bids,
    },
    { name: t("home.stepExperts"), hint: t("home.stepExpertsHint"), count: home.experts, go: INTAKE.experts },
    { name: t("home.stepMeeting"), hint: t("home.stepMeetingHint"), count: 0, go: NEW_MEETING },
  ];
  const first = acts.findIndex(({ count }) => count === 0);
  return (
    <div className="scroll">
      <ChainLesson />
      <div className="oh-begin">
        <h2>{t("home.emptyTitle")}</h2>
        <p className="sec">{t("home.emptyHint")}</p>
        <ol>
          {acts.map(({ name, hint, count, go }, index) => (
            <li key={name}>
              <span className="oh-node" aria-hidden>
                {index + 1}
              </span>
              <div>
                <b>{name}</b>
                <p className="sec">{hint}</p>
                {count > 0 && (
                  <p className="say say-done">
                    <Mark kind="done" /> {t("home.stepDone", { count })}
                  </p>
                )}
              </div>
              <Changes>
                <Button type={index === first ? "primary" : "default"} onClick={() => onGo(go)}>
                  {name}
                </Button>
              </Changes>
            </li>
          ))}
        </ol>
        <Limits home={home} />
        <VaultFacts vault={vault} />
      </div>
    </div>
  );
}
