import { Input, InputNumber, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { GateForm } from "../../backend";
import { TextField } from "../../components/text-field";
import { clockTime } from "../../clock";
import { Members, useForm, type FormProps } from "./gate-form";

/** 纪律与承诺: the supervisor read it, and it ends now. */
export function PledgeForm(props: FormProps) {
  const { t } = useTranslation();
  const { view } = props;
  const [by, setBy] = useState(view.facts.supervisor ?? "");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState(() => clockTime().slice(0, 5));
  const { present, pledged } = view.conduct;
  const [paper, setPaper] = useState<string[]>([]);
  const asked = present.map((one) => one.expert_no).filter((one) => !pledged.includes(one));
  const form: GateForm = { form: "pledge", read_by: by, from, to, on_paper: paper };
  return useForm(
    props,
    form,
    null,
    <>
      <TextField id="bd-read-by" label={t("board.gates2.readBy")} value={by} onChange={setBy} />
      <div className="bd-two">
        <TextField
          id="bd-read-from"
          label={t("board.gates2.from")}
          value={from}
          onChange={setFrom}
          hint={t("board.gates2.timeHint")}
        />
        <TextField
          id="bd-read-to"
          label={t("board.gates2.to")}
          value={to}
          onChange={setTo}
          hint={t("board.gates2.timeHint")}
        />
      </div>
      <Members
        view={view}
        only={asked}
        legend={t("board.gates2.onPaper")}
        chosen={paper}
        onChoose={setPaper}
        all={t("board.gates2.allByHand")}
      />
      <p className="sec">{t("board.gates2.atDesk", { count: pledged.length })}</p>
    </>,
    paper.length === 0 ? undefined : t("board.gates2.doPledge", { count: paper.length }),
  );
}

/** 问询回避: who was asked is ticked, and of them who has something to declare. */
export function RecusalForm(props: FormProps) {
  const { t } = useTranslation();
  const { view } = props;
  const [by, setBy] = useState(view.facts.host ?? "");
  const here = view.conduct.present.map((one) => one.expert_no);
  const [asked, setAsked] = useState<string[]>([]);
  const known = view.experts
    .filter((_, at) => view.bids.some((bid) => bid.cells[at] === "recused" || bid.cells[at] === "pending"))
    .map(({ no }) => no);
  const [conflict, setConflict] = useState(known);
  const answers = asked.map((expert_no) => ({ expert_no, conflict: conflict.includes(expert_no) }));
  return useForm(
    props,
    { form: "recusal", asked_by: by, answers },
    asked.length === 0 ? t("board.gates2.needWho") : null,
    <>
      <TextField id="bd-asked-by" label={t("board.gates2.askedBy")} value={by} onChange={setBy} />
      <Members
        view={view}
        {...(here.length > 0 ? { only: here } : {})}
        legend={t("board.gates2.asked")}
        chosen={asked}
        onChoose={setAsked}
        all={t("board.gates2.allAsked")}
      />
      <Members
        view={view}
        only={asked}
        legend={t("board.gates2.conflict")}
        chosen={conflict}
        onChoose={setConflict}
      />
      <p className="sec">{t("board.gates2.recusalSays")}</p>
    </>,
    asked.length === 0 ? undefined : t("board.gates2.doAsked", { count: asked.length }),
  );
}

/** 推举组长 */
export function ChairForm(props: FormProps) {
  const { t } = useTranslation();
  const { view } = props;
  const here = view.conduct.present.map((one) => one.expert_no);
  const may = view.experts.filter(({ no }) => here.length === 0 || here.includes(no));
  const [chair, setChair] = useState<string | null>(null);
  const [appointed, setAppointed] = useState(false);
  const [votes, setVotes] = useState<number | null>(null);
  const [by, setBy] = useState("");
  const [proposed, setProposed] = useState("");
  const lacks =
    chair === null
      ? t("board.gates2.needChair")
      : appointed && by.trim() === ""
        ? t("board.gates2.needBy")
        : null;
  return useForm(
    props,
    {
      form: "chair",
      expert_no: chair ?? "",
      votes: appointed ? null : votes,
      appointed_by: appointed ? by : "",
      proposed_by: proposed,
    },
    lacks,
    <>
      <label className="field" htmlFor="bd-chair">
        {t("board.rec.chair")}
      </label>
      <Select
        id="bd-chair"
        className="bd-full-w"
        value={chair}
        placeholder={t("board.gates2.needChair")}
        onChange={(next: string) => setChair(next)}
        options={may.map(({ no, name }) => ({ value: no, label: name }))}
      />
      <Segmented<boolean>
        value={appointed}
        onChange={setAppointed}
        aria-label={t("board.rec.chairWay")}
        options={[
          { value: false, label: t("board.gates2.elected") },
          { value: true, label: t("board.gates2.appointed") },
        ]}
      />
      {appointed ? (
        <TextField id="bd-chair-by" label={t("board.gates2.appointedBy")} value={by} onChange={setBy} />
      ) : (
        <>
          <label className="field" htmlFor="bd-votes">
            {t("board.gates2.votes")}
          </label>
          <InputNumber
            id="bd-votes"
            min={1}
            max={view.experts.length}
            precision={0}
            value={votes}
            placeholder={t("board.gates2.votesHint")}
            onChange={setVotes}
          />
        </>
      )}
      <TextField
        id="bd-proposed"
        label={t("board.gates2.proposedBy")}
        value={proposed}
        onChange={setProposed}
      />
    </>,
  );
}

/** 合议复议: its beginning, then its end. */
export function DiscussionForm(props: FormProps) {
  const { t } = useTranslation();
  const began = props.view.conduct.discussion_began;
  return useForm(
    props,
    { form: began === null ? "discussion_begin" : "discussed" },
    null,
    <p className="sec">
      {began === null ? t("board.gates2.discussionSays") : t("board.gates2.began", { at: began })}
    </p>,
    began === null ? t("board.gates2.begin") : t("board.gates2.end"),
  );
}

/** What a member does beside the gates: comes later, leaves, refuses to sign. */
export function MemberForm(props: FormProps & { what: "arrived" | "left" | "refuse" }) {
  const { t } = useTranslation();
  const { view, what } = props;
  const here = view.conduct.present.map((one) => one.expert_no);
  const may = view.experts.filter(({ no }) =>
    what === "refuse" ? true : here.includes(no) === (what === "left"),
  );
  const [who, setWho] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const keyed = view.conduct.signed_by_key.find(({ expert_no }) => expert_no === who);
  const form: GateForm =
    what === "arrived"
      ? { form: "arrived", expert_no: who ?? "", way: keyed?.way ?? "paper" }
      : { form: what, expert_no: who ?? "", reason };
  const lacks =
    who === null
      ? t("board.gates2.needWho")
      : what !== "arrived" && reason.trim() === ""
        ? t("board.rcs.needReason")
        : null;
  const done = () => {
    setWho(null);
    setReason("");
    props.onDone();
  };
  return useForm(
    { ...props, onDone: done, small: true },
    form,
    lacks,
    <>
      <Select
        aria-label={t(`board.gates2.${what}`)}
        className="bd-full-w"
        value={who}
        placeholder={t(`board.gates2.${what}Who`)}
        onChange={(next: string) => setWho(next)}
        options={may.map(({ no, name }) => ({ value: no, label: name }))}
      />
      {what !== "arrived" && (
        <Input
          aria-label={t("board.rcs.reason")}
          placeholder={t("board.rcs.reason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </>,
    t(what === "arrived" && keyed !== undefined ? "board.gates2.arrivedKeyDo" : `board.gates2.${what}Do`),
  );
}
