import { Button, Checkbox, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ExplainView, VetoLine } from "../../backend";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { useUnsaved } from "../../components/unsaved";
import { usePanelAct } from "./use-panel-act";
import { miscounted, NO_VOTE, VoteFields, voteOf } from "./vote-fields";

/** The panel's word on a veto that an expert's answer raised: confirmed or not, on what grounds, by what vote. */
export function VetoWord({
  no,
  view,
  veto,
  closed,
}: {
  no: string;
  view: ExplainView;
  veto: VetoLine;
  closed: boolean;
}) {
  const { t } = useTranslation();
  const [confirmed, setConfirmed] = useState<boolean | null>(null);
  const [grounds, setGrounds] = useState("");
  const [voted, setVoted] = useState(false);
  const [vote, setVote] = useState(NO_VOTE);
  const act = usePanelAct(no, () => {
    setConfirmed(null);
    setGrounds("");
    setVoted(false);
    setVote(NO_VOTE);
  });
  const typed = confirmed !== null || grounds.trim() !== "" || voted;
  useUnsaved(typed && !act.isPending ? { what: t("results.acts.work") } : null);
  const id = `rs-veto-${veto.gate}`;
  const missing = [
    ...(confirmed === null ? [t("results.acts.veto.word")] : []),
    ...(grounds.trim() === "" ? [t("results.acts.veto.grounds")] : []),
    ...(voted && miscounted(vote) ? [t("results.tieForm.count")] : []),
    ...(voted && vote.countedBy.trim() === "" ? [t("results.acts.vote.counted")] : []),
  ];
  const { said } = veto;
  return (
    <>
      {said !== null && (
        <p className="rs-veto-said">
          <Mark kind={said.confirmed ? "stop" : "done"} size={12} />{" "}
          {t("results.acts.veto.said", {
            word: t(said.confirmed ? "results.acts.veto.confirmed" : "results.acts.veto.not"),
            grounds: said.grounds,
            at: said.at,
          })}
        </p>
      )}
      {!closed && (
        <Changes>
          <fieldset className="rs-veto">
            <legend>{t("results.acts.veto.word")}</legend>
            <Radio.Group
              name={id}
              value={confirmed}
              onChange={(event) => setConfirmed(event.target.value as boolean)}
              options={[
                { value: true, label: t("results.acts.veto.confirmed") },
                { value: false, label: t("results.acts.veto.not") },
              ]}
            />
            <label className="field" htmlFor={id}>
              {t("results.acts.veto.grounds")}
            </label>
            <Input id={id} value={grounds} onChange={(event) => setGrounds(event.target.value)} />
            <Checkbox checked={voted} onChange={(event) => setVoted(event.target.checked)}>
              {t("results.acts.veto.withVote")}
            </Checkbox>
            {voted && (
              <VoteFields id={`${id}-vote`} voters={view.voters} recorded typed={vote} onTyped={setVote} />
            )}
            {act.isError && <ProblemBox error={act.error} />}
            <div className="rs-do">
              <Button
                size="small"
                disabled={missing.length > 0 || act.isPending}
                onClick={() =>
                  act.mutate({
                    act: "veto",
                    bid_no: view.no,
                    gate: veto.gate,
                    confirmed: confirmed === true,
                    grounds: grounds.trim(),
                    vote: voted ? voteOf(vote) : null,
                  })
                }
              >
                {t("results.acts.veto.save")}
              </Button>
              {typed && missing.length > 0 && (
                <span className="sec">{t("results.acts.missing", { what: missing.join("、") })}</span>
              )}
            </div>
          </fieldset>
        </Changes>
      )}
    </>
  );
}
