import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { BoardView } from "../../backend";
import { Keys } from "../../components/kbd";
import { GatesLine } from "./gates-line";
import { clockTime } from "../../clock";

/** For the wall of the room: gates, how many bids are complete, the time. No name and no score. */
export function Projector({ view, onClose }: { view: BoardView; onClose: () => void }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(() => clockTime());
  useEffect(() => {
    const timer = setInterval(() => setNow(clockTime()), 1000);
    return () => clearInterval(timer);
  }, []);
  const done = view.bids.filter((bid) => bid.due > 0 && bid.scored >= bid.due).length;
  return (
    <div className="bd-proj">
      <h1>{view.session.title}</h1>
      <GatesLine gates={view.gates} />
      <dl>
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
