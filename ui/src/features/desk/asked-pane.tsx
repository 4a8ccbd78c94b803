import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type AskedView, type DeskView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
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
      onReason("");
      onView(next);
      onOpen(asked.bid_no);
    },
  });
  const [sure, setSure] = useState(false);
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
      {open && sure ? (
        <ChangeQuestion
          also={view.asked.filter((one) => one.bid_no === asked.bid_no && one.state === "open").length - 1}
          drops={reason.trim() !== ""}
          busy={busy}
          onOpen={() => change.mutate()}
          onLeave={() => setSure(false)}
        />
      ) : open ? (
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
              <Button disabled={busy} onClick={() => setSure(true)}>
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

/** What opening a signed sheet means, before it is opened: there is no way back to standing by the score. */
function ChangeQuestion({
  also,
  drops,
  busy,
  onOpen,
  onLeave,
}: {
  /** Other questions about the same item that it answers as well. */
  also: number;
  /** A reason for standing by the score was typed. */
  drops: boolean;
  busy: boolean;
  onOpen: () => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("desk.said.changeDo"),
      run: onOpen,
      when: !busy,
      inFields: true,
      changes: true,
    },
    { keys: "Esc", label: t("desk.said.changeLeave"), run: onLeave, inFields: true },
  ]);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      className="note note-warn"
      role="alertdialog"
      aria-label={t("desk.said.changeAsk")}
      tabIndex={-1}
    >
      <Mark kind="warn" size={16} />
      <div>
        <b>{t("desk.said.changeAsk")}</b>
        <p>{t("desk.said.changeMeans")}</p>
        {also > 0 && <p>{t("desk.said.changeAlso", { count: also })}</p>}
        {drops && <p>{t("desk.said.changeDrops")}</p>}
        <div className="dk-acts">
          <Button type="primary" disabled={busy} onClick={onOpen}>
            {t("desk.said.changeDo")} <Keys of="Ctrl Enter" />
          </Button>
          <Button disabled={busy} onClick={onLeave}>
            {t("desk.said.changeLeave")} <Keys of="Esc" />
          </Button>
        </div>
      </div>
    </div>
  );
}
