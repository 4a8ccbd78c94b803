import { Button, Input, InputNumber, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { BoardView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { ProblemBox } from "../../components/problem-box";
import { Reason } from "./dock";
import { useGateAct } from "./gate-act";
import { useForm, type FormProps } from "./gate-form";
import { HearingForm } from "./hearing-form";
import { beginning, following, planned, running } from "./talk";

/** 汇报与质询: the order, the times, what was asked, and that it is over. */
export function PresentationForm(props: FormProps) {
  const { t } = useTranslation();
  const { no, view } = props;
  const { conduct } = view;
  const over = useForm(
    { ...props, keyless: true },
    { form: "heard" },
    running(conduct) === null ? null : t("board.talk.runs"),
    <p className="sec">
      {t("board.talk.heardSays", {
        done: new Set(conduct.talks.map((talk) => talk.bid_no)).size,
        total: view.bids.length,
      })}
    </p>,
    t("board.talk.heard"),
  );
  return (
    <>
      <h3>{t("board.order.title")}</h3>
      <Order no={no} view={view} />
      <h3>{t("board.talk.title")}</h3>
      <Begin no={no} view={view} />
      <h3>{t("board.talk.end")}</h3>
      {over}
    </>
  );
}

interface PartProps {
  no: string;
  view: BoardView;
}

/** The order by lot, by hand, or as it was set. A drawn one stands. */
function Order({ no, view }: PartProps) {
  const { t } = useTranslation();
  const { order, presented } = view.conduct;
  const act = useGateAct(no);
  const [way, setWay] = useState<"lot" | "hand" | "set">("lot");
  const [digits, setDigits] = useState("");
  const [witnesses, setWitnesses] = useState(view.facts.supervisor ?? "");
  const [mine, setMine] = useState<string[]>([]);
  const titles = presented.map((bid) => view.bids.find((one) => one.no === bid));
  if (order !== null) {
    return (
      <>
        <p>
          {t(`board.order.${order.way}Done`, {
            seed: order.seed ?? "",
            at: order.at,
            witnesses: order.witnesses ?? t("board.order.nobody"),
          })}
        </p>
        <ol className="bd-order">
          {titles.map((bid) => bid !== undefined && <li key={bid.no}>{bid.title}</li>)}
        </ol>
      </>
    );
  }
  const left = view.bids.filter((bid) => !mine.includes(bid.no));
  const drawn = [...mine, ...(left.length === 1 ? left.map((bid) => bid.no) : [])];
  const lacks =
    way === "lot" && !/^\s*(\d\s*){4,32}$/.test(digits.normalize("NFKC"))
      ? t("board.order.needDigits")
      : way === "hand" && drawn.length < view.bids.length
        ? t("board.order.needAll")
        : null;
  const go = () =>
    act.mutate({
      forms: [
        way === "lot"
          ? { form: "lot", digits, witnesses }
          : {
              form: "order",
              by_hand: way === "hand",
              order: way === "hand" ? drawn : [...presented],
              witnesses,
            },
      ],
    });
  return (
    <>
      <Segmented<typeof way>
        value={way}
        onChange={setWay}
        aria-label={t("board.order.title")}
        options={(["lot", "hand", "set"] as const).map((value) => ({
          value,
          label: t(`board.order.${value}`),
        }))}
      />
      <p className="sec">{t(`board.order.${way}Says`)}</p>
      {way === "lot" && (
        <>
          <label className="field" htmlFor="bd-digits">
            {t("board.order.digits")}
          </label>
          <Input
            id="bd-digits"
            className="bd-typed"
            value={digits}
            autoComplete="off"
            onChange={(event) => setDigits(event.target.value)}
          />
        </>
      )}
      {way === "hand" && (
        <Select
          mode="multiple"
          className="bd-full-w"
          aria-label={t("board.order.inOrder")}
          placeholder={t("board.order.inOrder")}
          value={mine}
          onChange={(next: string[]) => setMine(next)}
          options={view.bids.map((bid) => ({ value: bid.no, label: `${bid.position} ${bid.title}` }))}
        />
      )}
      <label className="field" htmlFor="bd-witnesses">
        {t("board.order.witnesses")}
      </label>
      <Input id="bd-witnesses" value={witnesses} onChange={(event) => setWitnesses(event.target.value)} />
      {act.isError && <ProblemBox error={act.error} />}
      <div className="bd-do">
        <Button disabled={lacks !== null || act.isPending} onClick={go}>
          {t(`board.order.${way}Do`)}
        </Button>
        <Reason of={lacks} />
      </div>
    </>
  );
}

/** Which item begins, how long each part may take, and what was asked of it. */
function Begin({ no, view }: PartProps) {
  const { t } = useTranslation();
  const { conduct } = view;
  const act = useGateAct(no);
  const now = running(conduct);
  const next = following(conduct);
  const [chosen, setChosen] = useState<string | null>(null);
  const [report, setReport] = useState(planned(conduct, "report"));
  const [questions, setQuestions] = useState(planned(conduct, "questions"));
  const bid = chosen ?? now?.bid_no ?? next?.bid_no ?? conduct.presented[0] ?? null;
  const hearing = view.hearings.find((one) => one.bid_no === bid);
  const part = now?.part === "report" && now.bid_no === bid ? "questions" : "report";
  const free = bid !== null && !act.isPending;
  const go = () => {
    if (free) {
      const minutes = part === "report" ? report : questions;
      act.mutate(
        { forms: beginning(conduct, { bid_no: bid, part }, minutes, false) },
        { onSuccess: () => setChosen(null) },
      );
    }
  };
  useKeys([{ keys: "Alt B", label: t(`board.talk.begin.${part}`), run: go, when: free, inFields: true }]);
  return (
    <>
      <label className="field" htmlFor="bd-hearing-bid">
        {t("board.rec.bid")}
      </label>
      <Select
        id="bd-hearing-bid"
        className="bd-full-w"
        value={bid}
        onChange={(value: string) => setChosen(value)}
        options={conduct.presented.map((value, at) => ({
          value,
          label: `${at + 1} ${view.bids.find((one) => one.no === value)?.title ?? value}${view.hearings.some((one) => one.bid_no === value) ? ` · ${t("board.rec.recorded")}` : ""}`,
        }))}
      />
      <div className="bd-do">
        <label htmlFor="bd-min-report">{t("board.talk.minReport")}</label>
        <InputNumber
          id="bd-min-report"
          min={1}
          max={240}
          precision={0}
          value={report}
          onChange={(value) => setReport(value ?? report)}
        />
        <label htmlFor="bd-min-questions">{t("board.talk.minQuestions")}</label>
        <InputNumber
          id="bd-min-questions"
          min={1}
          max={240}
          precision={0}
          value={questions}
          onChange={(value) => setQuestions(value ?? questions)}
        />
      </div>
      {act.isError && <ProblemBox error={act.error} />}
      <div className="bd-do">
        <Button disabled={!free} onClick={go}>
          {t(`board.talk.begin.${part}`)} <Keys of="Alt B" />
        </Button>
      </div>
      {bid !== null && (
        <HearingForm key={bid} no={no} hearing={hearing ?? { bid_no: bid, reporter: null, questions: [] }} />
      )}
    </>
  );
}
