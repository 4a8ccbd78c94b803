import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { MoneyLineView, OverviewView } from "../../backend";
import { grouped, wanOf } from "../../components/amount";
import { Mark } from "../../components/marks";
import { Unknown } from "../../components/unknown";
import { Bars, type Bar } from "./bars";
import type { Look, Titled } from "./chart";
import { Part, said } from "./part";
import { fen, restOf } from "./shares";
import { YearsBlock } from "./years-block";

const FIGURES = ["approved", "paid", "left", "refunded"] as const;

/** 财政资金: what was approved, paid, is to be paid and came back; by field, by phase, by year. */
export function MoneyPart({ view, onGo }: { view: OverviewView; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const { all, today } = view;
  if (all.projects === 0) {
    return (
      <Part name="money">
        <p className="sec">
          {t("overview.money.none")}{" "}
          <Button size="small" onClick={() => onGo("/plans")}>
            {t("overview.money.toPlans")}
          </Button>
        </p>
      </Part>
    );
  }
  // A phase that nobody is in says nothing.
  const phases = view.phases.filter(({ projects }) => projects > 0);
  return (
    <Part name="money" facts={t("overview.money.unit")}>
      <dl className="ov-all">
        {FIGURES.map((figure) => (
          <div key={figure}>
            <dt>{t(`overview.money.${figure}`)}</dt>
            <dd>
              <Figure of={all} figure={figure} />
            </dd>
          </div>
        ))}
      </dl>
      <Adds all={all} />
      <Block by="fields" lines={view.fields} all={all} today={today} />
      <Block by="phases" lines={phases} all={all} today={today} />
      <YearsBlock years={view.years} today={today} />
    </Part>
  );
}

/** How the figures add up, and what is unknown in them. */
function Adds({ all }: { all: MoneyLineView }) {
  const { t } = useTranslation();
  const rest = restOf(all);
  const { unknown } = all;
  return (
    <>
      {rest >= 0n && (
        <p className="sec">
          {rest === 0n
            ? t("overview.money.adds")
            : t(unknown > 0 ? "overview.money.restUnknown" : "overview.money.rest", {
                rest: grouped(wanOf(rest)),
              })}
        </p>
      )}
      {unknown > 0 && (
        <p className="say say-warn ov-long">
          <Mark kind="warn" /> {t("overview.money.unknown", { count: unknown })}
        </p>
      )}
    </>
  );
}

/** Whether nobody recorded the payments of any project of a group: what was paid is then unknown, not nothing. */
function untold({ projects, unknown }: MoneyLineView): boolean {
  return projects > 0 && unknown === projects;
}

/** The money of groups of projects: a table with its sum, and a bar for each. */
function Block({
  by,
  lines,
  all,
  today,
}: {
  by: "fields" | "phases";
  lines: readonly MoneyLineView[];
  all: MoneyLineView;
  today: string;
}) {
  const { t } = useTranslation();
  const named = lines.map((line) => ({ line, name: said(line) || t("overview.money.noField") }));
  return (
    <>
      <h3>{t(`overview.money.${by}`)}</h3>
      <div className="ov-pair">
        <table className="grid" aria-label={t(`overview.money.${by}`)}>
          <thead>
            <tr>
              <th scope="col">{t(by === "fields" ? "overview.money.field" : "overview.money.phase")}</th>
              {(["projects", ...FIGURES] as const).map((head) => (
                <th key={head} scope="col" className="num">
                  {t(`overview.money.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {named.map(({ line, name }) => (
              <MoneyRow key={line.zh} of={line} name={name} />
            ))}
          </tbody>
          <tfoot>
            <MoneyRow of={all} name={t("overview.all")} />
          </tfoot>
        </table>
        <MoneyBars
          name={t(by === "fields" ? "overview.money.chartFields" : "overview.money.chartPhases")}
          today={today}
          named={named}
        />
      </div>
    </>
  );
}

/** A bar for each group: what was paid, what is to be paid, and what is neither. */
function MoneyBars({
  named,
  ...titled
}: Titled & { named: readonly { line: MoneyLineView; name: string }[] }) {
  const { t } = useTranslation();
  const bars = named.map(({ line, name }): Bar => ({
    label: name,
    figure: t("overview.chart.of", {
      done: untold(line) ? "?" : grouped(line.paid),
      whole: grouped(line.approved),
    }),
    parts: [
      { look: "full", value: fen(line.paid) },
      { look: "open", value: fen(line.left) },
      { look: "broken", value: restOf(line) },
    ],
  }));
  const legend: { look: Look; label: string }[] = [
    { look: "full", label: t("overview.money.paid") },
    { look: "open", label: t("overview.money.left") },
  ];
  if (named.some(({ line }) => restOf(line) > 0n)) {
    legend.push({ look: "broken", label: t("overview.money.other") });
  }
  return <Bars {...titled} bars={bars} legend={legend} />;
}

function MoneyRow({ of, name }: { of: MoneyLineView; name: string }) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row">
        {name}
        {of.unknown > 0 && (
          <div className="dim">{t("overview.money.unknownShort", { count: of.unknown })}</div>
        )}
      </th>
      <td className="num">{of.projects}</td>
      {FIGURES.map((figure) => (
        <td key={figure} className="num">
          <Figure of={of} figure={figure} />
        </td>
      ))}
    </tr>
  );
}

/** An amount, or that nobody knows it. */
function Figure({ of, figure }: { of: MoneyLineView; figure: (typeof FIGURES)[number] }) {
  const { t } = useTranslation();
  const payment = figure === "paid" || figure === "left";
  return payment && untold(of) ? <Unknown what={t("overview.money.notTold")} /> : grouped(of[figure]);
}
