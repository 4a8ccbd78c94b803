import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BoardView, type PaperConflict, type PaperView } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { useUnsaved } from "../../components/unsaved";
import { Reason, useChanged } from "./dock";

/** Sheets from a laptop and from paper: people decide which counts, with a reason; never the later by itself. */
export function PaperConflicts({ no, view, sheets }: { no: string; view: BoardView; sheets: PaperView }) {
  const { t } = useTranslation();
  if (sheets.conflicts.length === 0) {
    return null;
  }
  return (
    <>
      <h3>{t("board.paper.conflicts")}</h3>
      <ul className="bd-results bd-plain">
        {sheets.conflicts.map((of) => (
          <Settle key={`${of.expert_no}/${of.bid_no}`} no={no} view={view} of={of} />
        ))}
      </ul>
    </>
  );
}

function Settle({ no, view, of }: { no: string; view: BoardView; of: PaperConflict }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [reason, setReason] = useState("");
  const settle = useMutation({
    mutationFn: (paper: boolean) => backend.paperSettle(no, of.expert_no, of.bid_no, paper, reason.trim()),
    onSuccess: changed,
  });
  useUnsaved(reason.trim() === "" || settle.isSuccess ? null : { what: t("board.paper.work") });
  const position = view.bids.find((bid) => bid.no === of.bid_no)?.position ?? of.bid_no;
  const id = `bd-paper-settle-${of.expert_no}-${of.bid_no}`;
  const missing = reason.trim() === "" ? t("board.paper.needReason") : null;
  const off = missing !== null || settle.isPending;
  return (
    <li>
      <div>
        <Mark kind="warn" />{" "}
        {t("board.paper.conflict", {
          name: of.name,
          position,
          laptop: of.laptop_at,
          paper: of.paper_at,
        })}
      </div>
      <label className="field" htmlFor={id}>
        {t("board.paper.why")}
      </label>
      <Input id={id} value={reason} onChange={(event) => setReason(event.target.value)} />
      {settle.isError && <ProblemBox error={settle.error} />}
      <div className="bd-do">
        <Button size="small" disabled={off} onClick={() => settle.mutate(false)}>
          {t("board.paper.takeLaptop")}
        </Button>
        <Button size="small" disabled={off} onClick={() => settle.mutate(true)}>
          {t("board.paper.takePaper")}
        </Button>
        <Reason of={missing} />
      </div>
    </li>
  );
}
