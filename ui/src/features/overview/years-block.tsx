import { useTranslation } from "react-i18next";

import type { YearLine } from "../../backend";
import { grouped } from "../../components/amount";
import type { Look } from "./chart";
import { Columns, widthOfColumns, type Group } from "./columns";
import { fen } from "./shares";

/** What moved in a year, by the word that the column has here. */
const SERIES = [
  { of: "approved", word: "granted", look: "open" },
  { of: "paid", word: "moved", look: "full" },
  { of: "refunded", word: "back", look: "grey" },
] as const satisfies readonly { of: keyof YearLine; word: string; look: Look }[];

/** So wide a chart still has room beside its table. */
const BESIDE = 560;

/** By year: what was granted, paid and came back; what has no year comes last. */
export function YearsBlock({ years, today }: { years: readonly YearLine[]; today: string }) {
  const { t } = useTranslation();
  if (years.length === 0) {
    return null;
  }
  const nameOf = ({ year }: YearLine) =>
    year === null ? t("overview.money.beforeBook") : t("overview.money.yearOf", { year });
  const series = SERIES.map(({ word, look }) => ({ look, label: t(`overview.money.${word}`) }));
  const groups = years.map((line): Group => ({
    label: nameOf(line),
    // What has no year is blank, not nothing.
    values: SERIES.map(({ of }) => ({ value: fen(line[of]), figure: grouped(line[of]) || "—" })),
  }));
  const names = series.map(({ label }) => label);
  return (
    <>
      <h3>{t("overview.money.years")}</h3>
      <div className={widthOfColumns(groups, names) > BESIDE ? "ov-below" : "ov-pair"}>
        <table className="grid" aria-label={t("overview.money.years")}>
          <thead>
            <tr>
              <th scope="col">{t("overview.money.year")}</th>
              <th scope="col" className="num">
                {t("overview.money.yearProjects")}
              </th>
              {names.map((name) => (
                <th key={name} scope="col" className="num">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {years.map((line) => (
              <tr key={line.year ?? "none"}>
                <th scope="row">{nameOf(line)}</th>
                <td className="num">{line.projects}</td>
                {SERIES.map(({ of }) => (
                  <td key={of} className="num">
                    {grouped(line[of]) || "—"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <Columns name={t("overview.money.chartYears")} today={today} groups={groups} series={series} />
      </div>
    </>
  );
}
