import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type LedgerLaptop, type LedgerPack, type LedgerView } from "../../backend";
import { Mark } from "../../components/marks";
import { Empty, QueryStates } from "../../components/states";
import { Dock, type PanelProps } from "./dock";
import { ForkList } from "./fork-list";
import { useLedger } from "./use-ledger";
import { WordForm } from "./word-form";
import { grouped } from "./words";

/** What came from whom: laptops with their packs, what is missing; an import is undone, a fork settled, a laptop revoked. */
export function LedgerPanel({ no, onClose }: PanelProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const ledger = useQuery({ queryKey: ["ledger", no], queryFn: () => backend.ledger(no), retry: false });
  return (
    <Dock title={t("ledger.title")} onClose={onClose}>
      <p className="sec">{t("ledger.hint")}</p>
      <QueryStates query={ledger} what={t("ledger.what")}>
        {(view) => <Ledger no={no} view={view} />}
      </QueryStates>
    </Dock>
  );
}

function Ledger({ no, view }: { no: string; view: LedgerView }) {
  const { t } = useTranslation();
  return (
    <>
      <ForkList no={no} view={view} />
      {view.laptops.length === 0 ? (
        <Empty title={t("ledger.empty")} hint={t("ledger.emptyHint")} />
      ) : (
        <ul className="bd-ledger">
          {view.laptops.map((laptop) => (
            <Laptop key={laptop.device} no={no} laptop={laptop} />
          ))}
        </ul>
      )}
      <p className="dim bd-wrap">
        {t("ledger.state")}
        <br />
        <code>{view.state}</code>
      </p>
    </>
  );
}

function Laptop({ no, laptop }: { no: string; laptop: LedgerLaptop }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const put = useLedger(no);
  const [open, setOpen] = useState(false);
  const revoke = useMutation({
    mutationFn: ({ by, reason }: { by: string; reason: string }) =>
      backend.laptopRevoke(no, laptop.device, by, reason),
    onSuccess: put,
  });
  const { revoked } = laptop;
  return (
    <li aria-label={laptop.name}>
      <div>
        <b>{laptop.name}</b> <code className="dim">{grouped(laptop.digits)}</code>
      </div>
      <small>{t("ledger.comparedBy", { by: laptop.compared_by, at: laptop.at })}</small>
      {revoked !== null && (
        <p className="say say-stop">
          <Mark kind="stop" /> {t("ledger.revoked", { ...revoked })}
        </p>
      )}
      {laptop.missing.length > 0 && (
        <p className="say say-warn">
          <Mark kind="warn" /> {t("ledger.missing", { numbers: laptop.missing.join("、") })}
        </p>
      )}
      {laptop.packs.length === 0 ? (
        <p className="say say-none">
          <Mark kind="none" size={12} /> {t("ledger.noPacks")}
        </p>
      ) : (
        <ol>
          {laptop.packs.map((pack) => (
            <Pack key={pack.digest} no={no} pack={pack} />
          ))}
        </ol>
      )}
      {revoked === null &&
        (open ? (
          <WordForm
            id={`bd-revoke-${laptop.device.slice(0, 8)}`}
            hint={t("ledger.revokeHint")}
            act={t("ledger.revokeDo")}
            named
            busy={revoke.isPending}
            error={revoke.error}
            onSay={(by, reason) => revoke.mutate({ by, reason })}
            onLeave={() => setOpen(false)}
          />
        ) : (
          <Button size="small" onClick={() => setOpen(true)}>
            {t("ledger.revoke")}
          </Button>
        ))}
    </li>
  );
}

function Pack({ no, pack }: { no: string; pack: LedgerPack }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const put = useLedger(no);
  const [open, setOpen] = useState(false);
  const undo = useMutation({
    mutationFn: (reason: string) => backend.packUndo(no, pack.digest, reason),
    onSuccess: put,
  });
  const marks = [
    [pack.late, t("ledger.late")],
    [pack.stale, t("ledger.stale")],
    [pack.rival, t("ledger.rival")],
    [pack.forked, t("ledger.forked")],
    [pack.set_aside !== null, pack.set_aside === null ? "" : t("board.asideWhy", { ...pack.set_aside })],
  ] as const;
  return (
    <li>
      <b>{t("ledger.pack", { seq: pack.sequence })}</b>{" "}
      {pack.rival && <code className="dim">{pack.digest.slice(0, 12)} </code>}
      <span className="sec">
        {pack.at} · {t("ledger.events", { count: pack.events })}
      </span>
      {marks
        .filter(([is]) => is)
        .map(([, words]) => (
          <span key={words} className="say say-warn">
            <Mark kind="warn" /> {words}
          </span>
        ))}
      {pack.undo &&
        (open ? (
          <WordForm
            id={`bd-undo-${pack.digest.slice(0, 8)}`}
            hint={t("ledger.undoHint")}
            act={t("ledger.undo")}
            busy={undo.isPending}
            error={undo.error}
            onSay={(_, reason) => undo.mutate(reason)}
            onLeave={() => setOpen(false)}
          />
        ) : (
          <Button size="small" type="text" onClick={() => setOpen(true)}>
            {t("ledger.undo")}
          </Button>
        ))}
    </li>
  );
}
