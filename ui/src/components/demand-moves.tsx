import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DemandAct, type DemandLine, type DemandStatus } from "../backend";
import { ProblemBox } from "./problem-box";
import { useDemandAct } from "./use-demand-act";

/** What can be done by hand with a demand where it stands. */
const ACTS: Partial<Record<DemandStatus, readonly DemandAct[]>> = {
  collected: ["return"],
  complete: ["return"],
  under_review: ["withdraw", "return"],
  proposed: ["take_back"],
  returned: ["resubmit"],
  not_selected: ["take_back", "reconsider"],
};

function actsOf(line: DemandLine): readonly DemandAct[] {
  const acts = line.batch === null ? (ACTS[line.status] ?? []) : [];
  // What somebody above the panel left out is reconsidered; the panel's word stands.
  const dropped = line.status === "not_selected" && line.word?.conclusion !== "defer";
  return dropped ? acts.filter((act) => act !== "take_back") : acts;
}

/** Moves a demand by hand: each but its coming back asks for the reason first. */
export function DemandMoves({ line }: { line: DemandLine }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [asked, setAsked] = useState<DemandAct | null>(null);
  const [why, setWhy] = useState("");
  const close = () => {
    setAsked(null);
    setWhy("");
  };
  const move = useDemandAct(
    ({ act, reason }: { act: DemandAct; reason: string }) => backend.demandMove([line.no], act, reason),
    close,
  );
  const acts = actsOf(line);
  const press = (act: DemandAct) => {
    move.reset();
    if (act === "resubmit") {
      move.mutate({ act, reason: "" });
    } else {
      setAsked(act);
    }
  };
  if (acts.length === 0) {
    return null;
  }
  return (
    <>
      <div className="dm-do">
        {acts.map((act) => (
          <Button key={act} size="small" disabled={move.isPending} onClick={() => press(act)}>
            {t(`needs.act.${act}`)}
          </Button>
        ))}
      </div>
      {asked !== null && (
        <form
          aria-label={t(`needs.act.${asked}`)}
          onSubmit={(event) => {
            event.preventDefault();
            if (why.trim() !== "") {
              move.mutate({ act: asked, reason: why.trim() });
            }
          }}
        >
          <label className="field" htmlFor="dm-why">
            {t(`needs.act.${asked}`)} · {t("needs.why")}
          </label>
          <Input
            id="dm-why"
            autoFocus
            autoComplete="off"
            value={why}
            placeholder={t("needs.whyHint")}
            onChange={(event) => setWhy(event.target.value)}
          />
          <div className="dm-do">
            <Button
              size="small"
              type="primary"
              htmlType="submit"
              disabled={why.trim() === "" || move.isPending}
            >
              {t("needs.doIt")}
            </Button>
            <Button size="small" onClick={close}>
              {t("needs.cancel")}
            </Button>
            {why.trim() === "" && <span className="sec">{t("needs.needWhy")}</span>}
          </div>
        </form>
      )}
      {move.isError && <ProblemBox error={move.error} />}
    </>
  );
}
