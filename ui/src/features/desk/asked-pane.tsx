import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type AskedView, type DeskView } from "../../backend";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { Pane } from "./pane";

/** Reasons under way, by the score they are about. */
export type Words = Readonly<Record<string, string>>;

const keyOf = ({ bid_no: bid, criterion, own }: AskedView) => `${bid}/${criterion ?? ""}/${own}`;

/** Own scores on which the office asks for a word, in private: nobody else's score is here. */
export function AskedPane({
  view,
  words,
  onWord,
  onView,
  onOpen,
  onClose,
}: {
  view: DeskView;
  /** Reasons under way, by the score they are about: they outlive the pane. */
  words: Words;
  onWord: (of: string, text: string) => void;
  onView: (view: DeskView) => void;
  /** The sheet of that item is open, to be changed. */
  onOpen: (bid: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Pane title={t("desk.said.asked")} onClose={onClose}>
      <p className="sec">{t("desk.said.askedMeans")}</p>
      {view.asked.length === 0 && <p>{t("desk.said.askedNone")}</p>}
      <ul className="dk-asked">
        {view.asked.map((asked) => (
          <Asked
            key={keyOf(asked)}
            view={view}
            asked={asked}
            reason={words[keyOf(asked)] ?? ""}
            onReason={(text) => onWord(keyOf(asked), text)}
            onView={onView}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </Pane>
  );
}

function Asked({
  view,
  asked,
  reason,
  onReason,
  onView,
  onOpen,
}: {
  view: DeskView;
  asked: AskedView;
  reason: string;
  onReason: (text: string) => void;
  onView: (view: DeskView) => void;
  onOpen: (bid: string) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const id = useId();
  const uphold = useMutation({
    mutationFn: () => backend.deskUphold(view.meeting, asked.bid_no, asked.criterion, reason.trim()),
    onSuccess: (next) => {
      onReason("");
      onView(next);
    },
  });
  const change = useMutation({
    mutationFn: () => backend.deskReconsider(view.meeting, asked.bid_no),
    onSuccess: (next) => {
      onView(next);
      onOpen(asked.bid_no);
    },
  });
  const open = asked.state === "open";
  const busy = uphold.isPending || change.isPending;
  const where = t(asked.above ? "desk.said.above" : "desk.said.below");
  return (
    <li>
      <p>
        <Mark kind={open ? "warn" : "done"} /> <b>{asked.bid_no}</b> {asked.title}
      </p>
      <p>
        {t("desk.said.askedOwn", { what: asked.criterion_name ?? t("desk.said.total"), own: asked.own })}
        {asked.share === null
          ? t("desk.said.askedFar", { where, limit: asked.limit })
          : t("desk.said.askedShare", { where, share: asked.share, limit: asked.limit })}
      </p>
      {open ? (
        <>
          <label className="field" htmlFor={id}>
            {t("desk.said.upholdWhy")}
          </label>
          <Input.TextArea
            id={id}
            value={reason}
            autoSize={{ minRows: 2, maxRows: 5 }}
            onChange={(event) => onReason(event.target.value)}
          />
          <div className="dk-acts">
            <Changes said>
              <Button type="primary" disabled={reason.trim() === "" || busy} onClick={() => uphold.mutate()}>
                {t("desk.said.uphold")}
              </Button>
              <Button disabled={busy} onClick={() => change.mutate()}>
                {t("desk.said.change")}
              </Button>
            </Changes>
            {reason.trim() === "" && <span className="sec">{t("desk.said.upholdNeeds")}</span>}
          </div>
        </>
      ) : (
        <p className="sec">
          {t(`desk.said.state.${asked.state}`)}
          {asked.reason !== "" && t("desk.said.because", { reason: asked.reason })}
        </p>
      )}
      {uphold.isError && <ProblemBox error={uphold.error} />}
      {change.isError && <ProblemBox error={change.error} />}
    </li>
  );
}
