import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { BoardView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { useGateAct } from "./gate-act";
import { beginning, ending, following, minutesAndSeconds, planned, running, useLeft } from "./talk";

/** What is presented now, with the time that is left, for as long as it runs. It began by a record: closing anything stops
 * nothing. */
export function TalkLine({ no, view }: { no: string; view: BoardView }) {
  const { t } = useTranslation();
  const { conduct } = view;
  const talk = running(conduct);
  const left = useLeft(talk);
  const [outOf, setOutOf] = useState<string | null>(null);
  const act = useGateAct(no);
  const next = following(conduct);
  const free = talk !== null && !act.isPending;
  const out = talk !== null && outOf === talk.bid_no;
  const go = () => {
    if (free && next !== null) {
      act.mutate({ forms: beginning(conduct, next, planned(conduct, next.part), out) });
    }
  };
  const stop = () => {
    if (free) {
      act.mutate({ forms: [ending(conduct, talk.bid_no, out)] });
    }
  };
  useKeys([
    { keys: "Alt N", label: t("board.talk.next"), run: go, when: free && next !== null, inFields: true },
    { keys: "Alt S", label: t("board.talk.stop"), run: stop, when: free, inFields: true },
  ]);
  if (talk === null || left === null) {
    return null;
  }
  const title = (bid: string) => view.bids.find((one) => one.no === bid)?.title ?? bid;
  return (
    <section className={left < 0 ? "bd-talk bd-over" : "bd-talk"} aria-label={t("board.talk.what")}>
      <span>
        {t(`board.talk.${talk.part}`)} · {conduct.presented.indexOf(talk.bid_no) + 1} {title(talk.bid_no)}
      </span>
      <b role="timer">
        {t(left < 0 ? "board.talk.over" : "board.talk.left", { time: minutesAndSeconds(left) })}
      </b>
      <Changes>
        {conduct.with_recusal.includes(talk.bid_no) && (
          <Checkbox checked={out} onChange={(event) => setOutOf(event.target.checked ? talk.bid_no : null)}>
            {t("board.talk.out")}
          </Checkbox>
        )}
        <Button size="small" type="primary" disabled={!free || next === null} onClick={go}>
          {t(talk.part === "report" ? "board.talk.toQuestions" : "board.talk.toNext")} <Keys of="Alt N" />
        </Button>
        <Button size="small" disabled={!free} onClick={stop}>
          {t("board.talk.stop")} <Keys of="Alt S" />
        </Button>
      </Changes>
      {act.isError && <ProblemBox error={act.error} />}
    </section>
  );
}
