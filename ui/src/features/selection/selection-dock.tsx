import { useTranslation } from "react-i18next";

import { useBackend, type DemandLine, type SelectionView } from "../../backend";
import { DemandMoves } from "../../components/demand-moves";
import { StatusWord } from "../../components/demands";
import { Changes } from "../../components/may";
import { Side } from "../../components/side";
import { DatedForm } from "./dated-form";
import { revisionOpen } from "./tabs";
import { WordForm } from "./word-form";

/** The chosen demand: the panel's word to be recorded, or what was recorded and what it still asks for. */
export function SelectionDock({
  line,
  limits,
  session,
  today,
}: {
  line: DemandLine;
  /** Whether the review that has it is a session. */
  session: boolean;
  limits: SelectionView["limits"];
  today: string;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { word, revised } = line;
  return (
    <Side className="dock dm-dock" label={t("selection.detail")}>
      <h2>{line.title}</h2>
      <div className="dm-do">
        <StatusWord status={line.status} />
        {line.reason !== "" && line.reason !== word?.reason && <span className="sec">{line.reason}</span>}
      </div>
      <dl className="dm-facts">
        <dt>{t("needs.no")}</dt>
        <dd>{line.no}</dd>
        <dt>{t("needs.sponsor")}</dt>
        <dd>{line.sponsor}</dd>
        <dt>{t("needs.field")}</dt>
        <dd>{line.field}</dd>
        {line.review !== null && (
          <>
            <dt>{t("selection.review")}</dt>
            <dd>{line.review}</dd>
          </>
        )}
        {word !== null && (
          <>
            <dt>{t("selection.conclusion")}</dt>
            <dd>
              <b>{t(`needs.conclusion.${word.conclusion}`)}</b>{" "}
              <small>{t(line.by_session ? "selection.fromSession" : "selection.byHand")}</small>
              {word.by_hand !== "" && <small> {word.by_hand}</small>}
            </dd>
            {word.score !== "" && (
              <>
                <dt>{t("selection.score")}</dt>
                <dd>{word.score}</dd>
              </>
            )}
            <dt>{t("selection.form.reason")}</dt>
            <dd>{word.reason}</dd>
            {word.revise !== "" && (
              <>
                <dt>{t("selection.form.revise")}</dt>
                <dd>{word.revise}</dd>
              </>
            )}
          </>
        )}
        {line.provincial !== null && (
          <>
            <dt>{t("selection.province")}</dt>
            <dd>
              {t("selection.reported", { on: line.provincial.on })} {line.provincial.note}
            </dd>
          </>
        )}
      </dl>
      {line.status === "complete" && <p className="sec">{t("selection.readyHint")}</p>}
      {line.status === "under_review" && session && <p className="sec">{t("selection.inSession")}</p>}
      <Changes>
        <DemandMoves line={line} />
      </Changes>
      {line.status === "under_review" && (
        <Changes>
          <WordForm line={line} limits={limits} session={session} />
        </Changes>
      )}
      {revisionOpen(line) && (
        <>
          <h3>{t("selection.revised.title")}</h3>
          <p className="sec">{t("selection.revised.asked", { text: word?.revise ?? "" })}</p>
          <Changes>
            <DatedForm
              id="sl-revised"
              label={t("selection.revised.title")}
              day={t("selection.revised.on")}
              note={t("selection.revised.note")}
              save={t("selection.revised.save")}
              today={today}
              act={(made) => backend.demandRevised(line.no, made)}
            />
          </Changes>
        </>
      )}
      {revised !== null && (
        <p className="say say-done">{t("selection.revised.done", { on: revised.on, note: revised.note })}</p>
      )}
    </Side>
  );
}
