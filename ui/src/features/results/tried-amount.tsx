import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";

import type { ResultsView, WhatIf } from "../../backend";
import { grouped } from "../../components/amount";
import { faultOf, plain } from "./figures";

/** An amount tried for one bid, as it is typed. */
export interface TypedAmount {
  no: string;
  rd: string;
  fiscal: string;
}

export const NO_AMOUNT: TypedAmount = { no: "", rd: "", fiscal: "" };

/** What of it is tried: nothing while a field cannot be read. */
export function amountsOf(typed: TypedAmount): WhatIf["amounts"] {
  const { no, rd, fiscal } = typed;
  const usable = faultOf(rd) === null && faultOf(fiscal) === null;
  return no === "" || !usable ? [] : [{ no, rd: plain(rd), fiscal: plain(fiscal) }];
}

/** Tries another R&D input or fiscal amount for one bid: cap, award and line follow, and nothing is stored. */
export function TriedAmount({
  view,
  typed,
  onTyped,
}: {
  view: ResultsView;
  typed: TypedAmount;
  onTyped: (typed: TypedAmount) => void;
}) {
  const { t } = useTranslation();
  const row = view.rows.find(({ no }) => no === typed.no);
  const input = (name: "rd" | "fiscal") => (
    <label>
      {t(`results.envelope.amount.${name}`)}{" "}
      <Input
        size="small"
        className="rs-amount"
        inputMode="decimal"
        autoComplete="off"
        value={typed[name]}
        aria-invalid={faultOf(typed[name]) !== null}
        {...(faultOf(typed[name]) === null ? {} : { status: "error" as const })}
        onChange={(event) => onTyped({ ...typed, [name]: event.target.value })}
      />
    </label>
  );
  return (
    <span className="rs-tried" role="group" aria-label={t("results.envelope.amount.label")}>
      <label>
        {t("results.envelope.amount.label")}{" "}
        <Select
          size="small"
          popupMatchSelectWidth={false}
          aria-label={t("results.envelope.amount.bid")}
          value={typed.no}
          onChange={(no: string) => onTyped({ ...NO_AMOUNT, no })}
          options={[
            { value: "", label: t("results.envelope.amount.none") },
            ...view.rows
              .filter(({ solver }) => solver !== null)
              .map(({ no, position, title }) => ({
                value: no,
                label: t("results.bidLine", { position, solver: title }),
              })),
          ]}
        />
      </label>
      {typed.no !== "" && (
        <>
          {input("rd")}
          {input("fiscal")}
          {row?.award != null && row.cap !== null && (
            <span className="sec" role="status">
              {t("results.envelope.amount.says", { cap: grouped(row.cap), award: grouped(row.award) })}
            </span>
          )}
        </>
      )}
    </span>
  );
}
