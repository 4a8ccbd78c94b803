import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ResultsView } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { useUnsaved } from "../../components/unsaved";
import { usePanelAct } from "./use-panel-act";

/** A member's dissent in the member's own words; or that nobody has any. */
export function DissentForm({
  no,
  view,
  about,
}: {
  no: string;
  view: ResultsView;
  about: (bid: string | null) => string;
}) {
  const { t } = useTranslation();
  const [member, setMember] = useState<string | null>(null);
  const [bid, setBid] = useState("");
  const [text, setText] = useState("");
  const act = usePanelAct(no, () => {
    setMember(null);
    setText("");
  });
  useUnsaved(text.trim() !== "" && !act.isPending ? { what: t("results.acts.work") } : null);
  const on = bid === "" ? null : bid;
  const there = view.panel.dissents.some((one) => one.expert_no === member && one.bid_no === on);
  const ready = member !== null && (text.trim() !== "" || (there && !view.panel.signed)) && !act.isPending;
  return (
    <>
      <div className="rs-do">
        <Select
          size="small"
          aria-label={t("results.acts.dissent.member")}
          placeholder={t("results.acts.dissent.member")}
          popupMatchSelectWidth={false}
          value={member}
          onChange={setMember}
          options={view.panel.members.map(({ expert_no: value, name: label }) => ({ value, label }))}
        />
        <Select
          size="small"
          aria-label={t("results.acts.dissent.on")}
          popupMatchSelectWidth={false}
          value={bid}
          onChange={setBid}
          options={[
            { value: "", label: about(null) },
            ...view.rows.map(({ no: value, title }) => ({ value, label: `${about(value)} ${title}` })),
          ]}
        />
      </div>
      <label className="field" htmlFor="rs-dissent">
        {t("results.acts.dissent.text")}
      </label>
      <Input.TextArea
        id="rs-dissent"
        rows={3}
        value={text}
        placeholder={t("results.acts.dissent.textHint")}
        onChange={(event) => setText(event.target.value)}
      />
      {act.isError && <ProblemBox error={act.error} />}
      <div className="rs-do">
        <Button
          size="small"
          disabled={!ready}
          onClick={() =>
            act.mutate({ act: "dissent", expert_no: member ?? "", bid_no: on, text: text.trim() })
          }
        >
          {t("results.acts.dissent.save")}
        </Button>
        {view.panel.dissents.length === 0 && !view.panel.no_dissent && (
          <Button
            size="small"
            disabled={act.isPending}
            onClick={() => act.mutate({ act: "no_dissent", asked_by: "" })}
          >
            {t("results.acts.dissent.askNobody")}
          </Button>
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

/** 监督人意见. */
export function RemarksForm({ no, supervisor }: { no: string; supervisor: string }) {
  const { t } = useTranslation();
  const [who, setWho] = useState(supervisor);
  const [text, setText] = useState("");
  const act = usePanelAct(no, () => setText(""));
  useUnsaved(text.trim() !== "" && !act.isPending ? { what: t("results.acts.work") } : null);
  return (
    <>
      <label className="field" htmlFor="rs-remarks-who">
        {t("results.acts.remarks.supervisor")}
      </label>
      <Input id="rs-remarks-who" value={who} onChange={(event) => setWho(event.target.value)} />
      <label className="field" htmlFor="rs-remarks">
        {t("results.acts.remarks.text")}
      </label>
      <Input.TextArea
        id="rs-remarks"
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {act.isError && <ProblemBox error={act.error} />}
      <div className="rs-do">
        <Button
          size="small"
          disabled={who.trim() === "" || text.trim() === "" || act.isPending}
          onClick={() => act.mutate({ act: "remarks", supervisor: who.trim(), text: text.trim() })}
        >
          {t("results.acts.remarks.save")}
        </Button>
        {act.isSuccess && (
          <span className="sec" role="status">
            {t("results.acts.saved")}
          </span>
        )}
      </div>
    </>
  );
}
