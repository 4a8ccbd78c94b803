import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AdjustmentLine, OverviewView } from "../../backend";
import { Article } from "../../components/article";
import { Part, said, useFew } from "./part";

const EVERY = "";

/** The year of a day. */
const yearOf = ({ on }: AdjustmentLine): string => on.slice(0, 4);

/** 动态调整: what was changed on the way and why, the newest first. */
export function AdjustmentsPart({ adjustments }: Pick<OverviewView, "adjustments">) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(EVERY);
  const years = [...new Set(adjustments.map(yearOf))].sort().reverse();
  // What was undone meanwhile may have been the last of its year.
  const year = years.includes(chosen) ? chosen : EVERY;
  const lines = adjustments.filter((one) => year === EVERY || yearOf(one) === year).reverse();
  return (
    <Part
      name="adjustments"
      facts={
        <>
          {adjustments.length > 0 && t("overview.adjustments.count", { count: lines.length })}{" "}
          <Article of="五（二）" />
        </>
      }
      acts={
        adjustments.length > 0 && (
          <label className="ov-filter">
            {t("overview.adjustments.filter")}
            <Select<string>
              size="small"
              aria-label={t("overview.adjustments.filter")}
              value={year}
              onChange={setChosen}
              options={[
                { value: EVERY, label: t("overview.adjustments.every") },
                ...years.map((value) => ({ value, label: t("overview.money.yearOf", { year: value }) })),
              ]}
            />
          </label>
        )
      }
    >
      {adjustments.length === 0 ? (
        <p className="sec">{t("overview.adjustments.none")}</p>
      ) : (
        <Table key={year} lines={lines} />
      )}
    </Part>
  );
}

function Table({ lines }: { lines: readonly AdjustmentLine[] }) {
  const { t } = useTranslation();
  const { shown, more } = useFew(lines);
  return (
    <>
      <table className="grid ov-words" aria-label={t("overview.adjustments.table")}>
        <thead>
          <tr>
            {(["on", "subject", "change", "reason", "article"] as const).map((head) => (
              <th key={head} scope="col">
                {t(`overview.adjustments.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((one, at) => (
            <tr key={at}>
              <td className="ov-day">{one.on}</td>
              <td>{one.subject}</td>
              <th scope="row">{said(one)}</th>
              <td>{one.reason || <span className="dim">{t("overview.adjustments.noReason")}</span>}</td>
              <td>
                <Article of={one.article === "" ? null : one.article} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}
