import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BoardView, type PaperExpert, type PaperView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { Empty, QueryStates } from "../../components/states";
import { Part, useLeavePart, useUnsaved } from "../../components/unsaved";
import { Dock, Reason, useChanged, type PanelProps } from "./dock";
import { PaperConflicts } from "./paper-conflicts";
import "./paper.css";
import { PaperEntry, type SheetOf } from "./paper-entry";

const CLOSE = "Ctrl Shift Enter";

/** 纸质评分录入: a sheet is found by its code or by expert and item, typed twice, and counts. */
export function PaperPanel({ no, view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [expert, putExpert] = useState<string | null>(null);
  const [sheet, putSheet] = useState<SheetOf | null>(null);
  const leave = useLeavePart("sheets");
  const paper = useQuery({ queryKey: ["paper", no], queryFn: () => backend.paperView(no), retry: false });
  const open = (of: SheetOf) =>
    leave(() => {
      putExpert(of.expert);
      putSheet(of);
    });
  return (
    <Dock title={t("board.paper.title")} onClose={onClose}>
      <Part name="sheets">
        {sheet !== null ? (
          <PaperEntry
            key={`${sheet.expert}/${sheet.bid}`}
            no={no}
            of={sheet}
            onBack={() => leave(() => putSheet(null))}
          />
        ) : (
          <>
            <p className="sec">{t("board.paper.hint")}</p>
            <ByCode no={no} onFound={open} />
            <QueryStates query={paper} what={t("board.paper.what")}>
              {(sheets) => (
                <Sheets
                  no={no}
                  view={view}
                  sheets={sheets}
                  expert={expert}
                  onExpert={(one) => leave(() => putExpert(one))}
                  onSheet={open}
                />
              )}
            </QueryStates>
          </>
        )}
      </Part>
    </Dock>
  );
}

/** A code as a scanner types it, with Enter behind it. */
function ByCode({ no, onFound }: { no: string; onFound: (of: SheetOf) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [code, setCode] = useState("");
  const find = useMutation({
    mutationFn: () => backend.paperFind(no, code.trim()),
    onSuccess: (form) => onFound({ expert: form.expert_no, bid: form.bid_no }),
  });
  const ready = code.trim() !== "" && !find.isPending;
  return (
    <>
      <label className="field" htmlFor="bd-paper-code">
        {t("board.paper.code")}
      </label>
      <div className="bd-do">
        <Input
          id="bd-paper-code"
          className="num bd-paper-code"
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          onPressEnter={() => ready && find.mutate()}
        />
        <Button disabled={!ready} onClick={() => find.mutate()}>
          {t("board.paper.find")}
        </Button>
      </div>
      {find.isError && <ProblemBox error={find.error} />}
    </>
  );
}

function Sheets({
  no,
  view,
  sheets,
  expert,
  onExpert,
  onSheet,
}: {
  no: string;
  view: BoardView;
  sheets: PaperView;
  expert: string | null;
  onExpert: (expert: string) => void;
  onSheet: (of: SheetOf) => void;
}) {
  const { t } = useTranslation();
  const of = sheets.experts.find((one) => one.no === expert);
  if (sheets.experts.every(({ rows }) => rows.length === 0)) {
    return <Empty title={t("board.paper.none")} hint={t("board.paper.noneHint")} />;
  }
  return (
    <>
      <PaperConflicts no={no} view={view} sheets={sheets} />
      <label className="field" htmlFor="bd-paper-expert">
        {t("board.paper.expert")}
      </label>
      <Select
        id="bd-paper-expert"
        value={expert}
        placeholder={t("board.paper.choose")}
        onChange={onExpert}
        options={sheets.experts.map((one) => ({ value: one.no, label: one.name }))}
      />
      {of !== undefined && (
        <>
          <ul className="bd-results bd-plain bd-paper-list">
            {of.rows.map((row) => {
              const bid = view.bids.find((one) => one.no === row.bid_no);
              const label = t("board.paper.list", { position: bid?.position ?? "", title: bid?.title ?? "" });
              return (
                <li key={row.bid_no}>
                  <Button
                    type="link"
                    className="bd-paper-open"
                    onClick={() => onSheet({ expert: of.no, bid: row.bid_no })}
                  >
                    {label}
                  </Button>
                  <span className="sec">
                    {row.state === "counted" && <Mark kind="done" size={12} />}
                    {(row.state === "differs" || row.state === "conflict") && (
                      <Mark kind="warn" size={12} />
                    )}{" "}
                    {t(`board.paper.state.${row.state}`)} · {row.code}
                  </span>
                </li>
              );
            })}
          </ul>
          <Close key={of.no} no={no} view={view} of={of} />
        </>
      )}
    </>
  );
}

/** All sheets of an expert are in; each without a score has a reason. */
function Close({ no, view, of }: { no: string; view: BoardView; of: PaperExpert }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map());
  const here = (state: string) => state === "counted" || state === "laptop" || state === "conflict";
  const lacking = of.rows.filter((row) => !here(row.state)).map((row) => row.bid_no);
  const close = useMutation({
    mutationFn: () =>
      backend.paperClose(
        no,
        of.no,
        lacking.map((bid): [string, string] => [bid, (reasons.get(bid) ?? "").trim()]),
      ),
    onSuccess: async () => {
      setReasons(new Map());
      await changed();
    },
  });
  const typed = [...reasons.values()].some((reason) => reason.trim() !== "");
  useUnsaved(typed ? { what: t("board.paper.work") } : null);
  const missing = lacking.some((bid) => (reasons.get(bid) ?? "").trim() === "")
    ? t("board.paper.needMissing")
    : null;
  const can = of.closed_at === null && of.rows.some((row) => row.state === "counted");
  const ready = can && missing === null && !close.isPending;
  // Not the key by which a sheet counts: pressed once too often it would lock an expert.
  useKeys([
    {
      keys: CLOSE,
      label: t("board.paper.closeDo"),
      run: () => close.mutate(),
      when: ready,
      inFields: true,
      changes: true,
    },
  ]);
  if (of.closed_at !== null) {
    return (
      <p className="say say-done">
        <Mark kind="done" /> {t("board.paper.closed", { at: of.closed_at })}
      </p>
    );
  }
  if (!can) {
    return null;
  }
  const position = (no: string) => view.bids.find((bid) => bid.no === no)?.position ?? no;
  return (
    <>
      <h3>{t("board.paper.close")}</h3>
      <p className="sec">{t("board.paper.closeHint")}</p>
      {lacking.map((bid) => (
        <div key={bid}>
          <label className="field" htmlFor={`bd-paper-lack-${bid}`}>
            {t("board.paper.missing", { position: position(bid) })}
          </label>
          <Input
            id={`bd-paper-lack-${bid}`}
            value={reasons.get(bid) ?? ""}
            onChange={(event) => setReasons(new Map(reasons).set(bid, event.target.value))}
          />
        </div>
      ))}
      {close.isError && <ProblemBox error={close.error} />}
      <div className="bd-do">
        <Button disabled={!ready} onClick={() => close.mutate()}>
          {t("board.paper.closeDo")} <Keys of={CLOSE} />
        </Button>
        <Reason of={missing} />
      </div>
    </>
  );
}
