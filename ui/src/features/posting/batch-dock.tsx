import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { BatchView, Deciding } from "../../backend";
import { Article } from "../../components/article";
import { Mark, type MarkKind } from "../../components/marks";
import { Changes } from "../../components/may";
import { Side } from "../../components/side";
import { DecideForm } from "./decide-form";
import { Papers } from "./papers";
import { NumberForm, PublishForm } from "./publish-form";

/** The way of a list to its publication, one gate after the other, and its papers. */
export function BatchDock({
  batch,
  today,
  onPreview,
}: {
  batch: BatchView;
  today: string;
  onPreview: OnPreview;
}) {
  const { t } = useTranslation();
  const total = batch.listed.length;
  const done = batch.listed.filter((one) => one.challenge_no !== null).length;
  const numbered = total > 0 && done === total;
  const { publication } = batch;
  const grounds = batch.grounds.map((one) => t(`posting.ground.${one}`)).join(t("needs.comma"));
  return (
    <Side className="dock dm-dock" label={t("posting.way")}>
      <h2>
        {t("posting.way")} <Article of={t("posting.article")} />
      </h2>
      <p className="sec">{t("posting.made", { on: batch.made_on, grounds })}</p>
      {batch.ground_text !== "" && <p className="sec">{batch.ground_text}</p>}
      {batch.expired_reason !== null && (
        <p className="say say-warn">
          <Mark kind="warn" /> {batch.expired_reason}
        </p>
      )}
      <DecisionStep batch={batch} which="study" today={today} waits={null} />
      <DecisionStep
        batch={batch}
        which="approval"
        today={today}
        waits={batch.study === null ? t("posting.step.study") : null}
      />
      <Step title={t("posting.step.number")} mark={numbered ? "done" : "none"}>
        <p className="sec">{t("posting.numbered", { done, total })}</p>
        {publication === null && !numbered && total > 0 && (
          <Changes>
            <NumberForm batch={batch} />
          </Changes>
        )}
      </Step>
      <Step title={t("posting.step.publish")} mark={publication === null ? "none" : "done"}>
        {publication !== null ? (
          <p>
            {t("posting.published", {
              on: publication.on,
              deadline: `${publication.deadline_day} ${publication.deadline_time}`,
              place: publication.place,
            })}
          </p>
        ) : batch.approval === null ? (
          <p className="sec">{t("posting.waits", { step: t("posting.step.approval") })}</p>
        ) : !numbered ? (
          <p className="sec">{t("posting.waits", { step: t("posting.step.number") })}</p>
        ) : (
          <Changes>
            <PublishForm batch={batch} today={today} />
          </Changes>
        )}
      </Step>
      <Papers batch={batch} onPreview={onPreview} />
    </Side>
  );
}

export type OnPreview = (paper: "archive" | "public") => void;

function Step({ title, mark, children }: { title: string; mark: MarkKind; children: ReactNode }) {
  return (
    <section>
      <h3>
        <Mark kind={mark} /> {title}
      </h3>
      {children}
    </section>
  );
}

function DecisionStep({
  batch,
  which,
  today,
  waits,
}: {
  batch: BatchView;
  which: Deciding;
  today: string;
  /** What must be recorded first. */
  waits: string | null;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const decision = batch[which];
  const body = () => {
    if (decision !== null && open) {
      return (
        <DecideForm batch={batch} which={which} today={today} was={decision} onDone={() => setOpen(false)} />
      );
    }
    if (decision !== null) {
      return (
        <>
          <p>{t("posting.recorded", { ...decision })}</p>
          <p className="sec">{t("posting.attended", { who: decision.attendance })}</p>
          {decision.left_out.map(([no, reason]) => (
            <p className="sec" key={no}>
              {t("posting.leftOut", { no, reason })}
            </p>
          ))}
          {batch.corrections
            .filter((one) => one.which === which)
            .map((one) => (
              <p className="sec" key={one.at}>
                {t("posting.corrected", {
                  at: one.at,
                  who: one.recorded_by,
                  reason: one.reason,
                  before: one.before === null ? "—" : t("posting.recorded", { ...one.before }),
                })}
              </p>
            ))}
          <Changes>
            <Button size="small" onClick={() => setOpen(true)}>
              {t("posting.decide.correct", { step: t(`posting.step.${which}`) })}
            </Button>
          </Changes>
        </>
      );
    }
    if (waits !== null) {
      return <p className="sec">{t("posting.waits", { step: waits })}</p>;
    }
    return open ? (
      <DecideForm batch={batch} which={which} today={today} was={null} onDone={() => setOpen(false)} />
    ) : (
      <div className="dm-do">
        <Changes>
          <Button size="small" disabled={batch.listed.length === 0} onClick={() => setOpen(true)}>
            {t("posting.decide.record", { step: t(`posting.step.${which}`) })}
          </Button>
        </Changes>
        <span className="sec">
          {batch.listed.length === 0 ? t("posting.emptyList") : t("posting.unrecorded")}
        </span>
      </div>
    );
  };
  return (
    <Step title={t(`posting.step.${which}`)} mark={decision === null ? "none" : "done"}>
      {body()}
    </Step>
  );
}
