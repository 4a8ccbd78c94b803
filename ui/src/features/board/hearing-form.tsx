import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type HearingView } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { SavedAt } from "../../components/saved-at";
import { useChanged } from "./dock";
import { useKept } from "./kept";

/** What is kept of a form: blank pairs are left out, a blank name is no name. */
function clean(hearing: HearingView): HearingView {
  const reporter = hearing.reporter?.trim() ?? "";
  return {
    ...hearing,
    reporter: reporter === "" ? null : reporter,
    questions: hearing.questions.filter(([question, answer]) => `${question}${answer}`.trim() !== ""),
  };
}

/** Who presented a bid, what was asked and answered; saved at each pause. */
export function HearingForm({ no, hearing }: { no: string; hearing: HearingView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [mine, setMine] = useState(hearing);
  const kept = useKept(clean(mine), async (next) => {
    await backend.hearingSet(no, next);
    void changed();
  });
  // One blank pair is always there to write in.
  const pairs: [string, string][] = mine.questions.length === 0 ? [["", ""]] : mine.questions;
  const setPair = (at: number, pair: [string, string]) =>
    setMine({ ...mine, questions: pairs.map((old, index) => (index === at ? pair : old)) });
  const id = `bd-h-${hearing.bid_no}`;
  return (
    <>
      <label className="field" htmlFor={`${id}-by`}>
        {t("board.rec.reporter")}
      </label>
      <Input
        id={`${id}-by`}
        value={mine.reporter ?? ""}
        onChange={(event) => setMine({ ...mine, reporter: event.target.value })}
      />
      {pairs.map(([question, answer], at) => (
        <div key={at} className="bd-qa">
          <label className="field" htmlFor={`${id}-q${at}`}>
            {t("board.rec.question", { n: at + 1 })}
          </label>
          <Input.TextArea
            id={`${id}-q${at}`}
            rows={2}
            value={question}
            onChange={(event) => setPair(at, [event.target.value, answer])}
          />
          <label className="field" htmlFor={`${id}-a${at}`}>
            {t("board.rec.answer", { n: at + 1 })}
          </label>
          <Input.TextArea
            id={`${id}-a${at}`}
            rows={2}
            value={answer}
            onChange={(event) => setPair(at, [question, event.target.value])}
          />
          {pairs.length > 1 && (
            <Button
              size="small"
              onClick={() => setMine({ ...mine, questions: pairs.filter((_, index) => index !== at) })}
            >
              {t("board.rec.remove")}
            </Button>
          )}
        </div>
      ))}
      <div className="bd-do">
        <Button size="small" onClick={() => setMine({ ...mine, questions: [...pairs, ["", ""]] })}>
          {t("board.rec.add")}
        </Button>
        <SavedAt state={kept.state} at={kept.at} />
      </div>
      {kept.state === "failed" && <ProblemBox error={kept.error} />}
    </>
  );
}
