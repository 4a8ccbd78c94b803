import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Mark } from "../components/marks";
import { OpeningBar } from "../components/opening-bar";
import { BottomBar, TopBar, type FrameFooter, type Who } from "./bars";
import { ChainNav, type FrameStep } from "./chain-nav";
import type { Page } from "./pages";

/** A meeting as the top bar names it. */
export interface FrameMeeting {
  no: string;
  title: string;
  date: string;
}

export interface OfficeFrameProps {
  who: Who;
  chain: readonly FrameStep[];
  /** The step the batch is at. */
  current: number | null;
  batches: readonly string[];
  batch: string | null;
  onBatch: (batch: string) => void;
  meetings: readonly FrameMeeting[];
  meeting: string | null;
  onMeeting: (no: string) => void;
  /** The gate the meeting is at, in words. */
  gate?: string | undefined;
  page: Page;
  onGo: (path: string) => void;
  footer: FrameFooter;
  onLock: () => void;
  children: ReactNode;
}

/** The frame of the secretariat's window. It asks nothing of the backend: everything it shows is handed in. */
export function OfficeFrame(props: OfficeFrameProps) {
  const { t } = useTranslation();
  return (
    <div className="of-frame">
      <TopBar
        context={<Context {...props} />}
        gate={props.gate}
        extra={
          <span>
            <Mark kind="lock" size={13} /> {t("frame.vault")} · {t("app.offline")}
          </span>
        }
        who={props.who}
        onLock={props.onLock}
      />
      <ChainNav
        chain={props.chain}
        current={props.current}
        page={props.page}
        unfolded={props.meeting !== null}
        onGo={props.onGo}
      />
      <main className="of-main">
        <OpeningBar />
        {props.children}
      </main>
      <BottomBar {...props.footer} />
    </div>
  );
}

/** Which batch, and which meeting of it. */
function Context({ batches, batch, onBatch, meetings, meeting, onMeeting }: OfficeFrameProps) {
  const { t } = useTranslation();
  return (
    <>
      {batches.length === 0 ? (
        <span className="dim">{t("frame.noBatch")}</span>
      ) : (
        <Select
          className="fr-select"
          variant="borderless"
          size="small"
          aria-label={t("frame.batch")}
          placeholder={t("frame.chooseBatch")}
          popupMatchSelectWidth={false}
          value={batch}
          onChange={(next: string) => onBatch(next)}
          options={batches.map((name) => ({ value: name, label: name }))}
        />
      )}
      <span className="dim" aria-hidden>
        /
      </span>
      {meetings.length === 0 ? (
        <span className="dim">{t("frame.noMeeting")}</span>
      ) : (
        <Select
          className="fr-select"
          variant="borderless"
          size="small"
          aria-label={t("frame.meeting")}
          placeholder={t("frame.chooseMeeting")}
          popupMatchSelectWidth={false}
          value={meeting}
          onChange={(next: string) => onMeeting(next)}
          options={meetings.map(({ no, title, date }) => ({ value: no, label: `${title} · ${date}` }))}
        />
      )}
    </>
  );
}
