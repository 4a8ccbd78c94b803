import { useQuery } from "@tanstack/react-query";
import { Button, Input, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type Conclusion, type ResultsView } from "../../backend";
import { CONCLUSIONS } from "../../components/conclusions";
import { ProblemBox } from "../../components/problem-box";
import { useUnsaved } from "../../components/unsaved";
import { usePanelAct } from "./use-panel-act";
import { miscounted, NO_VOTE, VoteFields, voteOf } from "./vote-fields";

/** A vote on the conclusion of a bid or a demand, or on anything else. */
export function VoteForm({
  no,
  view,
  about,
}: {
  no: string;
  view: ResultsView;
  about: (bid: string | null) => string;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [bid, setBid] = useState<string | null>(null);
  const [conclusion, setConclusion] = useState<Conclusion | null>(null);
  const [question, setQuestion] = useState("");
  const [vote, setVote] = useState(NO_VOTE);
  const act = usePanelAct(no, () => {
    setBid(null);
    setConclusion(null);
    setQuestion("");
    setVote(NO_VOTE);
  });
  const other = bid === "";
  const explain = useQuery({
    queryKey: ["explain", no, bid],
    queryFn: () => backend.explain(no, bid ?? ""),
    enabled: bid !== null && !other,
    retry: false,
  });
  const voters = other || bid === null ? view.panel.voters : (explain.data?.voters ?? []);
  useUnsaved(vote !== NO_VOTE && !act.isPending ? { what: t("results.acts.work") } : null);
  const missing = [
    ...(bid === null ? [t("results.acts.vote.on")] : []),
    ...(bid !== null && !other && conclusion === null ? [t("results.acts.vote.conclusion")] : []),
    ...(other && question.trim() === "" ? [t("results.acts.vote.question")] : []),
    ...(miscounted(vote) ? [t("results.tieForm.count")] : []),
    ...(vote.countedBy.trim() === "" ? [t("results.acts.vote.counted")] : []),
  ];
  return (
    <>
      <div className="rs-do">
        <Select
          size="small"
          aria-label={t("results.acts.vote.on")}
          placeholder={t("results.acts.vote.on")}
          popupMatchSelectWidth={false}
          value={bid}
          onChange={(value: string) => {
            setBid(value);
            setConclusion(null);
            setVote({ ...vote, named: {} });
          }}
          options={[
            ...view.rows.map(({ no: value, title }) => ({ value, label: `${about(value)} ${title}` })),
            { value: "", label: t("results.acts.vote.other") },
          ]}
        />
      </div>
      {bid !== null && !other && (
        <Radio.Group
          aria-label={t("results.acts.vote.conclusion")}
          value={conclusion}
          onChange={(event) => setConclusion(event.target.value as Conclusion)}
          options={CONCLUSIONS[view.session.kind].map((value) => ({
            value,
            label: t(`results.conclusion.${value}`),
          }))}
        />
      )}
      {other && (
        <>
          <label className="field" htmlFor="rs-question">
            {t("results.acts.vote.question")}
          </label>
          <Input id="rs-question" value={question} onChange={(event) => setQuestion(event.target.value)} />
        </>
      )}
      {bid !== null && (
        <VoteFields
          id="rs-vote-form"
          voters={voters}
          recorded={view.panel.voters_recorded}
          typed={vote}
          onTyped={setVote}
        />
      )}
      {act.isError && <ProblemBox error={act.error} />}
      <div className="rs-do">
        <Button
          size="small"
          disabled={missing.length > 0 || act.isPending}
          onClick={() =>
            act.mutate({
              act: "vote",
              bid_no: other ? null : bid,
              conclusion: other ? null : conclusion,
              question: other ? question.trim() : "",
              vote: voteOf(vote),
            })
          }
        >
          {t("results.acts.vote.save")}
        </Button>
        {bid !== null && missing.length > 0 && (
          <span className="sec">{t("results.acts.missing", { what: missing.join("、") })}</span>
        )}
        {act.isSuccess && (
          <span className="sec" role="status">
            {t("results.acts.saved")}
          </span>
        )}
      </div>
    </>
  );
}
