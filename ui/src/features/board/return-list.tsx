import { useMutation } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BoardReturn, type BoardView } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { useUnsaved } from "../../components/unsaved";
import { Reason, useChanged } from "./dock";

/** 退回重评: a signed sheet goes back to its expert with a reason and the chair's assent; what was returned so far. */
export function ReturnList({ no, view }: { no: string; view: BoardView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const signed = view.experts.some(({ pack }) => pack?.locked);
  if (view.session.stage !== "scoring" || (!signed && view.returns.length === 0)) {
    return null;
  }
  return (
    <>
      <h3>{t("board.return.title")}</h3>
      <p className="sec">{t("board.return.hint")}</p>
      <ul className="bd-results bd-plain">
        {view.returns.map((one) => (
          <Returned key={`${one.expert_no}/${one.bid_no}/${one.at}`} no={no} view={view} of={one} />
        ))}
      </ul>
      {open ? (
        <ReturnForm no={no} view={view} onDone={() => setOpen(false)} />
      ) : (
        <Button size="small" onClick={() => setOpen(true)}>
          {t("board.return.open")}
        </Button>
      )}
    </>
  );
}

function Returned({ no, view, of }: { no: string; view: BoardView; of: BoardReturn }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [reason, setReason] = useState<string | null>(null);
  const end = useMutation({
    mutationFn: () => backend.sheetReturnEnd(no, of.expert_no, of.bid_no, (reason ?? "").trim()),
    onSuccess: changed,
  });
  const position = view.bids.find((bid) => bid.no === of.bid_no)?.position ?? of.bid_no;
  const id = `bd-return-${of.expert_no}-${of.bid_no}`;
  const typed = (reason ?? "").trim() !== "" && !end.isSuccess;
  useUnsaved(typed ? { what: t("board.return.work") } : null);
  const state = of.waits ? "waits" : of.ended === null ? "came" : "ended";
  return (
    <li>
      <div>
        <Mark kind={of.waits ? "warn" : "done"} /> <b>{of.name}</b>{" "}
        <span className="sec">
          {t("board.return.line", { position, at: of.at, reason: of.reason, chair: of.approved_by })}
        </span>
        <p>{t(`board.return.${state}`, { name: of.name, reason: of.ended ?? "" })}</p>
      </div>
      {of.waits && reason === null && (
        <Button size="small" onClick={() => setReason("")}>
          {t("board.return.end")}
        </Button>
      )}
      {of.waits && reason !== null && (
        <div>
          <label className="field" htmlFor={id}>
            {t("board.return.endWhy")}
          </label>
          <Input id={id} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
          {end.isError && <ProblemBox error={end.error} />}
          <div className="bd-do">
            <Button
              size="small"
              danger
              disabled={reason.trim() === "" || end.isPending}
              onClick={() => end.mutate()}
            >
              {t("board.return.endDo")}
            </Button>
            <Button size="small" onClick={() => setReason(null)}>
              {t("board.lack.cancel")}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}

function ReturnForm({ no, view, onDone }: { no: string; view: BoardView; onDone: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [expert, setExpert] = useState<string | null>(null);
  const [bid, setBid] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [chair, setChair] = useState(view.experts.find((one) => one.chair)?.name ?? "");
  const at = view.experts.findIndex((one) => one.no === expert);
  const cell = (cells: readonly string[]) =>
    cells[at] === "scored" || cells[at] === "abstained" || cells[at] === "paper";
  const bids = at < 0 ? [] : view.bids.filter(({ cells }) => cell(cells));
  const act = useMutation({
    mutationFn: () => backend.sheetReturn(no, expert ?? "", bid ?? "", reason.trim(), chair.trim()),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  useUnsaved(reason.trim() === "" || act.isSuccess ? null : { what: t("board.return.work") });
  const missing =
    expert === null || bid === null
      ? t("board.return.needWhich")
      : reason.trim() === ""
        ? t("board.lock2.needReason")
        : chair.trim() === ""
          ? t("board.lack.needChair")
          : null;
  return (
    <div>
      <label className="field" htmlFor="bd-return-expert">
        {t("board.return.expert")}
      </label>
      <Select
        id="bd-return-expert"
        value={expert}
        onChange={(value: string) => {
          setExpert(value);
          setBid(null);
        }}
        options={view.experts
          .filter(({ pack }) => pack?.locked)
          .map((one) => ({ value: one.no, label: one.name }))}
      />
      <label className="field" htmlFor="bd-return-bid">
        {t("board.return.bid")}
      </label>
      <Select
        id="bd-return-bid"
        value={bid}
        onChange={(value: string) => setBid(value)}
        options={bids.map((one) => ({ value: one.no, label: `${one.position} ${one.title}` }))}
      />
      <label className="field" htmlFor="bd-return-why">
        {t("board.lock2.reason")}
      </label>
      <Input id="bd-return-why" value={reason} onChange={(event) => setReason(event.target.value)} />
      <label className="field" htmlFor="bd-return-chair">
        {t("board.lack.chair")}
      </label>
      <Input id="bd-return-chair" value={chair} onChange={(event) => setChair(event.target.value)} />
      {act.isError && <ProblemBox error={act.error} />}
      <div className="bd-do">
        <Button size="small" disabled={missing !== null || act.isPending} onClick={() => act.mutate()}>
          {t("board.return.do")}
        </Button>
        <Button size="small" onClick={onDone}>
          {t("board.lack.cancel")}
        </Button>
        <Reason of={missing} />
      </div>
    </div>
  );
}
