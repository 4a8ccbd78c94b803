import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BoardLack, type BoardView } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { useUnsaved } from "../../components/unsaved";
import { Reason, useChanged } from "./dock";

type Way = "pass" | "back";

/** What is missing of members who locked: each is made good, or passed over with a reason. */
export function LackList({ no, view }: { no: string; view: BoardView }) {
  const { t } = useTranslation();
  if (view.lacks.length === 0) {
    return null;
  }
  return (
    <>
      <h3>{t("board.lack.title")}</h3>
      <p className="sec">{t("board.lack.hint")}</p>
      <ul className="bd-results bd-plain">
        {view.lacks.map((lack) => (
          <LackItem key={`${lack.expert_no}/${lack.bid_no ?? ""}`} no={no} view={view} lack={lack} />
        ))}
      </ul>
    </>
  );
}

function LackItem({ no, view, lack }: { no: string; view: BoardView; lack: BoardLack }) {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way | null>(null);
  const bid = view.bids.find((one) => one.no === lack.bid_no);
  const open = lack.passed_over === null;
  return (
    <li>
      <div>
        <Mark kind={open ? "warn" : "done"} /> <b>{lack.name}</b>{" "}
        <span className="sec">
          {lack.bid_no === null
            ? t("board.lack.records", { numbers: lack.records ?? "" })
            : t("board.lack.sheet", {
                position: bid?.position ?? "",
                no: lack.bid_no,
                title: bid?.title ?? "",
              })}
        </span>
        {lack.passed_over !== null && <p>{t("board.lack.passed", { reason: lack.passed_over })}</p>}
        {open && lack.given_back && <p>{t("board.lack.isBack", { name: lack.name })}</p>}
      </div>
      {way !== null && <LackForm no={no} view={view} lack={lack} way={way} onDone={() => setWay(null)} />}
      {open && way === null && (
        <div className="bd-do">
          {lack.bid_no !== null && !lack.given_back && (
            <Button size="small" onClick={() => setWay("back")}>
              {t("board.lack.back")}
            </Button>
          )}
          <Button size="small" onClick={() => setWay("pass")}>
            {t(lack.bid_no === null ? "board.lack.passRecords" : "board.lack.pass")}
          </Button>
        </div>
      )}
    </li>
  );
}

/** A reason, and for a bid that is given back the chair's assent. */
function LackForm({
  no,
  view,
  lack,
  way,
  onDone,
}: {
  no: string;
  view: BoardView;
  lack: BoardLack;
  way: Way;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [reason, setReason] = useState("");
  const [chair, setChair] = useState(
    view.experts.find((expert) => expert.no === view.conduct.chair?.expert_no)?.name ?? "",
  );
  const act = useMutation({
    mutationFn: () =>
      way === "back"
        ? backend.giveBack(no, lack.expert_no, lack.bid_no ?? "", reason.trim(), chair.trim())
        : backend.passOver(no, lack.expert_no, lack.bid_no, reason.trim()),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  useUnsaved(reason.trim() === "" || act.isSuccess ? null : { what: t("board.lack.work") });
  const missing =
    reason.trim() === ""
      ? t("board.lock2.needReason")
      : way === "back" && chair.trim() === ""
        ? t("board.lack.needChair")
        : null;
  const id = `bd-lack-${lack.expert_no}-${lack.bid_no ?? "records"}`;
  return (
    <div>
      <label className="field" htmlFor={id}>
        {t("board.lock2.reason")}
      </label>
      <Input id={id} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
      {way === "back" && (
        <>
          <label className="field" htmlFor={`${id}-chair`}>
            {t("board.lack.chair")}
          </label>
          <Input id={`${id}-chair`} value={chair} onChange={(event) => setChair(event.target.value)} />
        </>
      )}
      {act.isError && <ProblemBox error={act.error} />}
      <div className="bd-do">
        <Button
          size="small"
          danger={way === "pass"}
          disabled={missing !== null || act.isPending}
          onClick={() => act.mutate()}
        >
          {t(way === "back" ? "board.lack.backDo" : "board.lack.passDo")}
        </Button>
        <Button size="small" onClick={onDone}>
          {t("board.lack.cancel")}
        </Button>
        <Reason of={missing} />
      </div>
    </div>
  );
}
