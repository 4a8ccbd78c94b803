import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type LedgerView } from "../../backend";
import { Mark, type MarkKind } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { Loading, QueryStates } from "../../components/states";
import { ArchiveForm } from "./archive-form";
import { Dock, Reason, type PanelProps } from "./dock";

/** The end of a session: the archive, the result for every laptop, and the receipts of those that were cleared. */
export function EndPanel({ no, onClose }: PanelProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const ledger = useQuery({ queryKey: ["ledger", no], queryFn: () => backend.ledger(no), retry: false });
  const changed = () => queries.invalidateQueries({ queryKey: ["ledger", no] });
  return (
    <Dock title={t("ledger.end")} onClose={onClose}>
      <p className="sec">{t("ledger.endHint")}</p>
      <QueryStates query={ledger} what={t("ledger.what")}>
        {(view) =>
          view.closed ? (
            <>
              <ArchiveForm no={no} archive={view.archive} onArchived={changed} />
              <Results no={no} view={view} onWritten={changed} />
              <Receipts no={no} view={view} onTaken={changed} />
            </>
          ) : (
            <p className="say say-lock">
              <Mark kind="lock" /> {t("ledger.notClosed")}
            </p>
          )
        }
      </QueryStates>
    </Dock>
  );
}

interface StepProps {
  no: string;
  view: LedgerView;
}

function Results({ no, view, onWritten }: StepProps & { onWritten: () => Promise<void> }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [folder, setFolder] = useState("");
  const to = folder.trim();
  const write = useMutation({ mutationFn: () => backend.resultsWrite(no, to), onSuccess: onWritten });
  const name = (expert: string) => view.laptops.find((one) => one.expert_no === expert)?.name ?? expert;
  const lacks = view.archive === null ? t("ledger.needArchive") : to === "" ? t("ledger.needPath") : null;
  return (
    <>
      <h3>{t("ledger.results")}</h3>
      <p className="sec">{t("ledger.resultsHint")}</p>
      <PathField
        id="bd-results"
        label={t("ledger.resultsFolder")}
        value={folder}
        onChange={setFolder}
        choose={() => backend.chooseFolder()}
      />
      <div className="bd-do">
        <Button disabled={lacks !== null || write.isPending} onClick={() => write.mutate()}>
          {t("ledger.resultsDo")}
        </Button>
        <Reason of={lacks} />
      </div>
      {write.isPending && <Loading what={to} />}
      {write.isError && <ProblemBox error={write.error} />}
      {write.data !== undefined && (
        <ul className="bd-results bd-plain" role="status">
          {write.data.map((one) => (
            <li key={one.expert_no}>
              <b>{name(one.expert_no)}</b>{" "}
              {one.path === null ? (
                <>
                  <span className="say say-stop">
                    <Mark kind="stop" /> {t("ledger.notMade")}
                  </span>
                  <ProblemList problems={one.problems} />
                </>
              ) : (
                <span className="say say-done bd-wrap">
                  <Mark kind="done" /> {t("ledger.made")} <code>{one.path}</code>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const MARKS: Record<"none" | "noticed" | "cleared", MarkKind> = {
  none: "none",
  noticed: "wait",
  cleared: "done",
};

function Receipts({ no, view, onTaken }: StepProps & { onTaken: () => Promise<void> }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const [out, setOut] = useState("");
  const [by, setBy] = useState("");
  const take = useMutation({
    mutationFn: () => backend.receiptTake(no, path.trim(), out.trim(), by.trim()),
    onSuccess: onTaken,
  });
  const lacks =
    path.trim() === "" || out.trim() === ""
      ? t("ledger.needPath")
      : by.trim() === ""
        ? t("ledger.needBy")
        : null;
  return (
    <>
      <h3>{t("ledger.receipts")}</h3>
      <ul className="bd-results bd-plain">
        {view.laptops.map((laptop) => (
          <li key={laptop.device}>
            <b>{laptop.name}</b>{" "}
            <span className={`say say-${MARKS[laptop.clearing]}`}>
              <Mark kind={MARKS[laptop.clearing]} size={12} /> {t(`ledger.clearing.${laptop.clearing}`)}
            </span>
          </li>
        ))}
      </ul>
      <PathField
        id="bd-receipt"
        label={t("ledger.receiptPath")}
        value={path}
        onChange={setPath}
        choose={() => backend.chooseFile(["lzclear"])}
      />
      <PathField
        id="bd-receipt-out"
        label={t("ledger.receiptOut")}
        value={out}
        onChange={setOut}
        choose={() => backend.chooseSave(t("ledger.receiptName"))}
      />
      <label className="field" htmlFor="bd-receipt-by">
        {t("ledger.by")}
      </label>
      <Input
        id="bd-receipt-by"
        value={by}
        autoComplete="off"
        onChange={(event) => setBy(event.target.value)}
      />
      <div className="bd-do">
        <Button disabled={lacks !== null || take.isPending} onClick={() => take.mutate()}>
          {t("ledger.receiptDo")}
        </Button>
        <Reason of={lacks} />
      </div>
      {take.isError && <ProblemBox error={take.error} />}
      {take.data !== undefined && (
        <p className="say say-done bd-wrap" role="status">
          <Mark kind="done" />{" "}
          {t(take.data.again ? "ledger.receiptAgain" : "ledger.receiptTaken", {
            name: take.data.name,
            at: take.data.cleared_at,
            path: take.data.path,
            signedBy: take.data.signed_by,
            signedAt: take.data.signed_at,
          })}
        </p>
      )}
    </>
  );
}
