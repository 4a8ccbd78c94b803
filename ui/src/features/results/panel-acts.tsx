import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { ResultsView, VoteLine } from "../../backend";
import { Keys } from "../../components/kbd";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { Side } from "../../components/side";
import { useVoids } from "./blanks";
import { DissentForm, RemarksForm } from "./opinion-forms";
import { VoteForm } from "./vote-form";

/** Votes, dissent, remarks of the supervisor: what is recorded, and the forms that add to it. */
export function PanelActs({ no, view, onClose }: { no: string; view: ResultsView; onClose: () => void }) {
  const { t } = useTranslation();
  const { panel } = view;
  const voids = useVoids(no);
  const about = (bid: string | null) =>
    bid === null
      ? t("results.acts.whole")
      : t("results.acts.item", { position: view.rows.find((row) => row.no === bid)?.position ?? bid });
  const late = (is: boolean) => is && <b> · {t("results.acts.late")}</b>;
  const outcome = (vote: VoteLine) =>
    t("results.acts.vote.line", {
      favour: vote.in_favour,
      against: vote.against,
      abstained: vote.abstained,
      outcome: t(vote.carried ? "results.acts.vote.carried" : "results.acts.vote.lost"),
    });
  return (
    <Side className="rs-dock" label={t("results.acts.title")}>
      <div className="sec-h">
        <h2>{t("results.acts.title")}</h2>
        <Button size="small" onClick={onClose}>
          {t("results.dock.close")} <Keys of="Esc" />
        </Button>
      </div>
      <div className="rs-form">
        <p className="sec">{t("results.acts.hint")}</p>
        {panel.signed && (
          <p className="note note-warn">
            <Mark kind="lock" /> {t("results.acts.signed")}
          </p>
        )}
        {voids > 0 && (
          <p className="note note-warn">
            <Mark kind="warn" /> {t("board.gates2.voids", { count: voids })}
          </p>
        )}
        <Changes said>
          <section aria-label={t("results.acts.dissent.title")}>
            <h3>{t("results.acts.dissent.title")}</h3>
            {panel.dissents.length === 0 && (
              <p className="dim">
                {t(panel.no_dissent ? "results.acts.dissent.nobody" : "results.acts.dissent.none")}
              </p>
            )}
            <ul className="rs-acts">
              {panel.dissents.map((one) => (
                <li key={`${one.at}/${one.expert_no}/${one.bid_no ?? ""}/${one.text}`}>
                  <b>{one.name}</b> · {about(one.bid_no)}
                  {late(one.late)}
                  <q>{one.text}</q>
                  <small className="dim">{t("results.acts.who", { at: one.at, by: one.by })}</small>
                </li>
              ))}
            </ul>
            <DissentForm no={no} view={view} about={about} />
          </section>
          <section aria-label={t("results.acts.remarks.title")}>
            <h3>{t("results.acts.remarks.title")}</h3>
            {panel.remarks.length === 0 && <p className="dim">{t("results.acts.remarks.none")}</p>}
            <ul className="rs-acts">
              {panel.remarks.map((one) => (
                <li key={`${one.at}/${one.supervisor}/${one.text}`}>
                  <b>{one.supervisor}</b>
                  {late(one.late)}
                  <q>{one.text}</q>
                  <small className="dim">{t("results.acts.who", { at: one.at, by: one.by })}</small>
                </li>
              ))}
            </ul>
            <RemarksForm no={no} supervisor={panel.supervisor} />
          </section>
          <section aria-label={t("results.acts.vote.title")}>
            <h3>{t("results.acts.vote.title")}</h3>
            {panel.votes.length === 0 && <p className="dim">{t("results.acts.vote.none")}</p>}
            <ul className="rs-acts">
              {panel.votes.map((one, at) => (
                <li key={`${one.at}/${at}`}>
                  <b>
                    {one.bid_no === null
                      ? one.question
                      : `${about(one.bid_no)} ${one.conclusion === null ? "" : t(`results.conclusion.${one.conclusion}`)}`}
                  </b>{" "}
                  {outcome(one)}
                  <small className="dim">{one.at}</small>
                </li>
              ))}
            </ul>
            {view.session.stage !== "closed" && <VoteForm no={no} view={view} about={about} />}
          </section>
        </Changes>
      </div>
    </Side>
  );
}
