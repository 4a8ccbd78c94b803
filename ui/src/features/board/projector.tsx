import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { BoardView } from "../../backend";
import { Keys } from "../../components/kbd";
import { GatesLine } from "./gates-line";
import { standing } from "./standing";
import { clockTime } from "../../clock";
import { minutesAndSeconds, running, useLeft } from "./talk";

/** For the wall of the room: gates, what is presented by its number and the time left, how many bids are complete, the time. No name and no score. */
export function Projector({ view, onClose }: { view: BoardView; onClose: () => void }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(() => clockTime());
  useEffect(() => {
    const timer = setInterval(() => setNow(clockTime()), 1000);
    return () => clearInterval(timer);
  }, []);
  const talk = running(view.conduct);
  const left = useLeft(talk);
  const heard = new Set(view.conduct.talks.map((one) => one.bid_no)).size;
  const done = view.bids.filter((bid) => bid.due > 0 && bid.scored >= bid.due).length;
  return (
    <div className="bd-proj">
      <h1>{view.session.title}</h1>
      <GatesLine gates={standing(view)} />
      {talk !== null && left !== null && (
        <p className={left < 0 ? "bd-wall bd-over" : "bd-wall"}>
          {t("board.proj.presenting", {
            part: t(`board.talk.${talk.part}`),
            position: view.conduct.presented.indexOf(talk.bid_no) + 1,
          })}
          <b role="timer">
            {t(left < 0 ? "board.talk.over" : "board.talk.left", { time: minutesAndSeconds(left) })}
          </b>
        </p>
      )}
      <dl>
        {heard > 0 && (
          <div>
            <dt>{t("board.proj.heard")}</dt>
            <dd>{t("board.of", { done: heard, total: view.bids.length })}</dd>
          </div>
        )}
        <div>
          <dt>{t("board.proj.bids")}</dt>
          <dd>{t("board.of", { done, total: view.bids.length })}</dd>
        </div>
        <div>
          <dt>{t("board.proj.clock")}</dt>
          <dd>
            <time>{now}</time>
          </dd>
        </div>
      </dl>
      <Button onClick={onClose}>
        {t("board.proj.exit")} <Keys of="Esc" />
      </Button>
    </div>
  );
}
