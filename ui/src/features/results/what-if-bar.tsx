import { Button, Input, Select } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Aggregation, ResultsView, WhatIf } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { grouped } from "../../components/amount";
import { faultOf, plain, type Fault } from "./figures";
import { amountsOf, TriedAmount, type TypedAmount } from "./tried-amount";

/** What stands in the fields, usable or not. */
export interface Typed {
  cutoff: string;
  envelope: string;
}

export function faultsOf(typed: Typed, total: string): Record<keyof Typed, Fault | null> {
  return { cutoff: faultOf(typed.cutoff, total), envelope: faultOf(typed.envelope) };
}

/** Tries a cut-off, a sum, another rule. The frozen rules stay what they are, and the bar says so. */
export function WhatIfBar({
  view,
  whatIf,
  refused,
  typed,
  onTyped,
  onChange,
  amount,
  onAmount,
  onReset,
}: {
  view: ResultsView;
  whatIf: WhatIf;
  /** Whether the program refused the trial. */
  refused: boolean;
  typed: Typed;
  onTyped: (typed: Typed) => void;
  onChange: (whatIf: WhatIf) => void;
  amount: TypedAmount;
  onAmount: (amount: TypedAmount) => void;
  onReset: () => void;
}) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  useKeys([
    {
      keys: "Ctrl T",
      label: t("results.trial.key"),
      run: () => bar.current?.querySelector("input")?.focus(),
    },
  ]);
  const { trial, envelope } = view;
  // While nothing is tried the recorded envelope says what is within it, in its figures: it knows of fields, of a most number
  // and of departures, which the lines of a trial do not.
  const recorded = !trial.tried && view.session.kind === "bid" && envelope.versions.length > 0;
  const changed =
    typed.cutoff !== "" || typed.envelope !== "" || whatIf.aggregation !== null || amount.no !== "";
  const faults = faultsOf(typed, view.total);
  const said = (["cutoff", "envelope"] as const).flatMap((field) => {
    const fault = faults[field];
    return fault === null
      ? []
      : [t(`results.trial.fault.${fault}`, { field: t(`results.trial.${field}`), total: view.total })];
  });
  const put = (field: keyof Typed, text: string) => {
    onTyped({ ...typed, [field]: text });
    if (faultOf(text, field === "cutoff" ? view.total : undefined) === null) {
      onChange({ ...whatIf, [field]: plain(text) === "" ? null : plain(text) });
    }
  };
  return (
    <div ref={bar} className="rs-trial" role="group" aria-label={t("results.trial.label")}>
      <b>
        {t("results.trial.label")} <Keys of="Ctrl T" />
      </b>
      <Amount
        label={t("results.trial.cutoff")}
        value={typed.cutoff}
        wrong={faults.cutoff !== null}
        onChange={(text) => put("cutoff", text)}
      />
      {view.session.kind !== "demand" && (
        <Amount
          label={t("results.trial.envelope")}
          unit={t("results.trial.wan")}
          value={typed.envelope}
          wrong={faults.envelope !== null}
          onChange={(text) => put("envelope", text)}
        />
      )}
      <label>
        {t("results.trial.rule")}{" "}
        <Select
          size="small"
          popupMatchSelectWidth={false}
          aria-label={t("results.trial.rule")}
          value={whatIf.aggregation ?? ""}
          onChange={(rule: Aggregation | "") =>
            onChange({ ...whatIf, aggregation: rule === "" ? null : rule })
          }
          options={[
            { value: "" as const, label: t("results.trial.frozen") },
            { value: "trimmed" as const, label: t("results.trial.trimmed") },
            { value: "mean" as const, label: t("results.trial.mean") },
            { value: "median" as const, label: t("results.trial.median") },
          ]}
        />
      </label>
      {view.session.kind !== "demand" && (
        <TriedAmount
          view={view}
          typed={amount}
          onTyped={(typed) => {
            onAmount(typed);
            onChange({ ...whatIf, amounts: amountsOf(typed) });
          }}
        />
      )}
      {changed && (
        <Button size="small" onClick={onReset}>
          {t("results.trial.reset")}
        </Button>
      )}
      {said.length > 0 || refused ? (
        <span className="rs-says say say-stop" id="rs-fault" {...(refused ? {} : { role: "alert" })}>
          <Mark kind="stop" size={12} />{" "}
          {said.length > 0
            ? t("results.trial.notTried", { why: said.join("；") })
            : t("results.trial.refused")}
        </span>
      ) : (
        <span className="rs-says" role="status">
          <b>
            {view.session.kind === "demand"
              ? t("results.trial.saysDemands", {
                  bids: view.rows.filter((row) => row.within === "both").length,
                })
              : recorded
                ? t("results.trial.saysListed", { bids: envelope.count, sum: grouped(envelope.sum) })
                : t("results.trial.says", { bids: trial.bids, sum: grouped(trial.sum) })}
          </b>{" "}
          {trial.shown_but_under > 0 && (
            <span className="say say-warn">
              <Mark kind="warn" /> {t("results.trial.under", { count: trial.shown_but_under })}
            </span>
          )}
          {trial.tried ? (
            <span className="say say-warn">
              <Mark kind="warn" /> {t("results.trial.tried")}
            </span>
          ) : (
            <span className="dim">{t("results.trial.never")}</span>
          )}
        </span>
      )}
    </div>
  );
}

/** An amount that is typed; blank is none. What cannot be used is said at the right, for both together. */
function Amount({
  label,
  unit,
  value,
  wrong,
  onChange,
}: {
  label: string;
  unit?: string;
  value: string;
  wrong: boolean;
  onChange: (text: string) => void;
}) {
  return (
    <label>
      {label}{" "}
      <Input
        size="small"
        className="rs-amount"
        inputMode="decimal"
        autoComplete="off"
        value={value}
        aria-invalid={wrong}
        {...(wrong ? { status: "error" as const, "aria-describedby": "rs-fault" } : {})}
        onChange={(event) => onChange(event.target.value)}
      />{" "}
      {unit}
    </label>
  );
}
