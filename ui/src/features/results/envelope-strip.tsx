import { Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";

import type { ListedSum, ResultRow, ResultsView } from "../../backend";
import { grouped } from "../../components/amount";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes, KeysRest } from "../../components/may";

const FITS = ["all", "in", "out", "departs"] as const;
/** Which bids are shown. */
export type Fit = (typeof FITS)[number];

/** Whether the panel's standing is not what the envelope proposes. */
export function departs(row: ResultRow): boolean {
  const said = row.decision?.standing ?? null;
  return said !== null && said !== "none" && row.proposed !== null && said !== row.proposed;
}

/** The rows that a filter shows. */
export function fitting(view: ResultsView, fit: Fit): ResultRow[] {
  const proposed = (row: ResultRow) => (view.trial.tried ? row.tried : row.proposed);
  return view.rows.filter(
    (row) =>
      fit === "all" ||
      (fit === "departs" ? departs(row) : (proposed(row) === "recommended") === (fit === "in")),
  );
}

/** The recorded envelope and what it comes to, under the trial. */
export function EnvelopeStrip({
  view,
  fit,
  onFit,
  onSet,
  onActs,
}: {
  view: ResultsView;
  fit: Fit;
  onFit: (fit: Fit) => void;
  onSet: () => void;
  onActs: () => void;
}) {
  const { t } = useTranslation();
  const { envelope } = view;
  const now = envelope.versions.at(-1);
  const silent = envelope.departures.filter(({ reason }) => reason === "").length;
  const money = view.session.kind === "bid";
  return (
    <div className="rs-envelope" role="group" aria-label={t("results.envelope.title")}>
      {money && (
        <>
          <b>{t("results.envelope.title")}</b>
          <span role="status">
            {now === undefined
              ? t("results.envelope.none")
              : t("results.envelope.says", {
                  total: grouped(now.total),
                  count: envelope.count,
                  sum: grouped(envelope.sum),
                  left: grouped(envelope.left),
                })}
            {envelope.departures.length > 0 && (
              <> · {t("results.envelope.departs", { count: envelope.departures.length })}</>
            )}
          </span>
          {silent > 0 && (
            <span className="say say-stop">
              <Mark kind="stop" size={12} /> {t("results.envelope.departsOpen", { count: silent })}
            </span>
          )}
          <Beyond listed={envelope.listed} />
          {now !== undefined && (
            <Segmented
              size="small"
              aria-label={t("results.envelope.show")}
              value={fit}
              onChange={onFit}
              options={FITS.map((value) => ({ value, label: t(`results.envelope.filter.${value}`) }))}
            />
          )}
        </>
      )}
      <span className="rs-envelope-do">
        <KeysRest>
          <Do money={money} changes={now !== undefined} onSet={onSet} onActs={onActs} />
        </KeysRest>
      </span>
    </div>
  );
}

/** By how much the panel's own list goes over the envelope; nothing within it. */
function Beyond({ listed }: { listed: ListedSum }) {
  const { t } = useTranslation();
  const beyond = [
    listed.over !== null && t("results.envelope.over", { amount: grouped(listed.over) }),
    ...listed.fields_over.map(([field, amount]) =>
      t("results.envelope.overField", { field, amount: grouped(amount) }),
    ),
    listed.beyond !== null && t("results.envelope.overCount", { count: listed.beyond }),
  ].filter((said) => said !== false);
  if (beyond.length === 0) return null;
  const says = beyond.join(t("results.envelope.and"));
  const { count } = listed;
  return (
    <span className="say say-stop" role="alert">
      <Mark kind="stop" size={12} />{" "}
      {t("results.envelope.listed", { count, sum: grouped(listed.sum), beyond: says })}
    </span>
  );
}

function Do({
  money,
  changes,
  onSet,
  onActs,
}: {
  money: boolean;
  changes: boolean;
  onSet: () => void;
  onActs: () => void;
}) {
  const { t } = useTranslation();
  const set = t(changes ? "results.envelope.change" : "results.envelope.record");
  useKeys([
    { keys: "Ctrl M", label: set, run: onSet, when: money },
    { keys: "Ctrl E", label: t("results.envelope.acts"), run: onActs },
  ]);
  return (
    <>
      {money && (
        <Changes>
          <Button size="small" onClick={onSet}>
            {set} <Keys of="Ctrl M" />
          </Button>
        </Changes>
      )}
      <Button size="small" onClick={onActs}>
        {t("results.envelope.acts")} <Keys of="Ctrl E" />
      </Button>
    </>
  );
}
