import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ForkSide, type ForkView, type LedgerView } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { useTyped } from "../../components/unsaved";
import { Reason } from "./dock";
import { useLedger } from "./use-ledger";

/** Forks: an alarm until people decide, with a witness, which side counts. No score is shown. */
export function ForkList({ no, view }: { no: string; view: LedgerView }) {
  const { t } = useTranslation();
  return (
    <>
      {view.forks.length > 0 && (
        <div role="alert">
          <h3 className="say say-stop">
            <Mark kind="stop" /> {t("ledger.forks", { count: view.forks.length })}
          </h3>
          {view.forks.map((fork) => (
            <Fork key={`${fork.device}-${fork.number}`} no={no} fork={fork} />
          ))}
        </div>
      )}
      {view.settled.length > 0 && (
        <>
          <h3>{t("ledger.settled")}</h3>
          <ul className="bd-results bd-plain">
            {view.settled.map((one, index) => (
              <li key={index} className="bd-wrap">
                {t("ledger.settledLine", { ...one })}
                {one.packs.length > 0 && (
                  <small className="dim">
                    {" "}
                    {t("ledger.settledPacks", {
                      packs: one.packs
                        .map((pack) => (one.chosen.includes(pack) ? t("ledger.counts", { pack }) : pack))
                        .join("、"),
                    })}
                  </small>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Fork({ no, fork }: { no: string; fork: ForkView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const put = useLedger(no);
  const [chosen, setChosen] = useState<string | null>(null);
  const [word, setWord] = useState({ by: "", witness: "", reason: "" });
  const { device, number } = fork;
  const settle = useMutation({
    mutationFn: () => backend.forkSettle(no, { device, number, chosen: chosen ?? "", ...word }),
    onSuccess: put,
  });
  const lacks =
    chosen === null
      ? t("ledger.needSide")
      : word.by.trim() === ""
        ? t("ledger.needBy")
        : word.witness.trim() === ""
          ? t("ledger.needWitness")
          : word.reason.trim() === ""
            ? t("ledger.needReason")
            : null;
  const id = `bd-fork-${device.slice(0, 8)}-${number}`;
  const fields = ["by", "witness", "reason"] as const;
  const typed = useTyped(t("ledger.forkWork", { name: fork.name }), settle.isPending || settle.isSuccess);
  return (
    <section onInput={typed} className="bd-fork" aria-label={fork.name}>
      <p>{t("ledger.forkWhat", { name: fork.name, number })}</p>
      {fork.seen_at !== null && (
        <p className="sec">{t("ledger.forkSeen", { at: fork.seen_at, by: fork.seen_by ?? "" })}</p>
      )}
      <fieldset className="bd-members">
        <legend>{fork.name}</legend>
        {fork.sides.map((side, index) => (
          <label key={side.hash}>
            <input
              type="radio"
              name={id}
              disabled={!side.here}
              checked={chosen === side.hash}
              onChange={() => setChosen(side.hash)}
            />
            <Side side={side} n={index + 1} />
          </label>
        ))}
      </fieldset>
      {fields.map((field) => (
        <div key={field}>
          <label className="field" htmlFor={`${id}-${field}`}>
            {t(`ledger.${field}`)}
          </label>
          <Input
            id={`${id}-${field}`}
            value={word[field]}
            autoComplete="off"
            onChange={(event) => setWord({ ...word, [field]: event.target.value })}
          />
        </div>
      ))}
      {settle.isError && <ProblemBox error={settle.error} />}
      <div className="bd-do">
        <Button danger disabled={lacks !== null || settle.isPending} onClick={() => settle.mutate()}>
          {t("ledger.settle")}
        </Button>
        <Reason of={lacks} />
      </div>
    </section>
  );
}

const KINDS = ["sheet", "lock", "pledge", "recusal"] as const;

function Side({ side, n }: { side: ForkSide; n: number }) {
  const { t } = useTranslation();
  const kind = KINDS.find((one) => one === side.kind) ?? "none";
  const facts = [
    t(`ledger.kind.${kind}`),
    ...(side.bid_no === null ? [] : [t("ledger.sideBid", { no: side.bid_no })]),
    ...(side.at === null ? [] : [side.at]),
    t("ledger.sideFollows", { count: side.follows }),
    ...(side.packs.length === 0 ? [] : [t("ledger.sidePacks", { packs: side.packs.join("、") })]),
  ];
  return (
    <span>
      <b>{t("ledger.side", { n })}</b> {facts.join(" · ")}
      {side.outside.map((pack) => (
        <small key={pack.digest} className="say say-warn">
          <Mark kind="warn" size={12} />{" "}
          {t("ledger.sideOutside", {
            seq: pack.sequence,
            file: pack.file,
            digest: pack.digest.slice(0, 12),
          })}
        </small>
      ))}
    </span>
  );
}
