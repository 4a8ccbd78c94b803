import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SetupView } from "../../../backend";
import { Keys } from "../../../components/kbd";
import "./draw.css";
import { DrawRecord } from "./draw-record";
import { OpenDraw } from "./open-draw";
import { PlanForm } from "./plan-form";

/** Drawing experts: the plan or the open draw, then every draw on record, the newest first. */
export function DrawPane({
  no,
  view,
  locked,
  onClose,
}: {
  no: string;
  view: SetupView;
  /** Why nothing can be changed; nothing while it can. */
  locked: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const isOpen = ({ outcome, set_aside }: (typeof view.draws)[number]) =>
    outcome === null && set_aside === null;
  const open = view.draws.find(isOpen);
  const past = view.draws.filter((one) => !isOpen(one)).reverse();
  // For how many draws on record another one was asked for: it is not, once that is there.
  const [moreAt, setMoreAt] = useState(0);
  const planning = open === undefined && locked === null && moreAt === view.draws.length;
  return (
    <section className="dr" aria-label={t("draw.title")}>
      <div className="sec-h">
        <h2>
          {t("draw.title")} <small>{locked ?? t("draw.hint")}</small>
        </h2>
        <Button size="small" onClick={onClose}>
          {t("draw.close")} <Keys of="Ctrl D" />
        </Button>
      </div>
      {open !== undefined && <OpenDraw key={open.number} no={no} draw={open} locked={locked} />}
      {planning && <PlanForm key={view.draws.length} no={no} view={view} />}
      {open === undefined && locked === null && !planning && (
        <div className="dr-more">
          <Button size="small" onClick={() => setMoreAt(view.draws.length)}>
            {t("draw.more")}
          </Button>
        </div>
      )}
      {past.map((one) => (
        <DrawRecord key={one.number} no={no} draw={one} />
      ))}
    </section>
  );
}
