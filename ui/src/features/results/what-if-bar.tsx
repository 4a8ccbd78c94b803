import { Button, Input, Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Aggregation, ResultsView, WhatIf } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { grouped } from "../../components/amount";
import { isAmount, plain } from "./figures";

/** Tries a cut-off, a sum, another rule. The frozen rules stay what they are, and the bar says so. */
export function WhatIfBar({
  view,
  whatIf,
  onChange,
  onReset,
}: {
  view: ResultsView;
  whatIf: WhatIf;
  onChange: (whatIf: WhatIf) => void;
  onReset: () => void;
}) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  const [resets, setResets] = useState(0);
  useKeys([
    {
      keys: "Ctrl T",
      label: t("results.trial.key"),
      run: () => bar.current?.querySelector("input")?.focus(),
    },
  ]);
  const { trial } = view;
  const changed = whatIf.cutoff !== null || whatIf.envelope !== null || whatIf.aggregation !== null;
  return (
    <div ref={bar} className="rs-trial" role="group" aria-label={t("results.trial.label")}>
      <b>
        {t("results.trial.label")} <Keys of="Ctrl T" />
      </b>
      <Amount
        key={`c${resets}`}
        label={t("results.trial.cutoff")}
        value={whatIf.cutoff}
        onChange={(cutoff) => onChange({ ...whatIf, cutoff })}
      />
      <Amount
        key={`e${resets}`}
        label={t("results.trial.envelope")}
        unit={t("results.trial.wan")}
        value={whatIf.envelope}
        onChange={(envelope) => onChange({ ...whatIf, envelope })}
      />
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
          ]}
        />
      </label>
      {changed && (
        <Button
          size="small"
          onClick={() => {
            setResets(resets + 1);
            onReset();
          }}
        >
          {t("results.trial.reset")}
        </Button>
      )}
      <span className="rs-says" role="status">
        <b>{t("results.trial.says", { bids: trial.bids, sum: grouped(trial.sum) })}</b>{" "}
        {trial.tried ? (
          <span className="say say-warn">
            <Mark kind="warn" /> {t("results.trial.tried")}
          </span>
        ) : (
          <span className="dim">{t("results.trial.never")}</span>
        )}
      </span>
    </div>
  );
}

/** An amount that is typed; blank is none. What is no number is not tried, and said to be none. */
function Amount({
  label,
  unit,
  value,
  onChange,
}: {
  label: string;
  unit?: string;
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value ?? "");
  const amount = plain(typed);
  const wrong = amount !== "" && !isAmount(amount);
  return (
    <label>
      {label}{" "}
      <Input
        size="small"
        className="rs-amount"
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        aria-invalid={wrong}
        {...(wrong ? { status: "error" as const } : {})}
        onChange={(event) => {
          setTyped(event.target.value);
          const next = plain(event.target.value);
          if (next === "" || isAmount(next)) {
            onChange(next === "" ? null : next);
          }
        }}
      />{" "}
      {unit}
      {wrong && (
        <span className="say say-stop" role="alert">
          <Mark kind="stop" size={12} /> {t("results.trial.notNumber")}
        </span>
      )}
    </label>
  );
}
