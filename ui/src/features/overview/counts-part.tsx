import { useTranslation } from "react-i18next";

import type { FunnelStep, TargetLine } from "../../backend";
import { Article } from "../../components/article";
import { Mark } from "../../components/marks";
import { Bars, type Bar } from "./bars";
import { Part, said } from "./part";

/** 目标: what was reached of each, as far as the policy sets one. */
export function TargetsPart({ targets, today }: { targets: readonly TargetLine[]; today: string }) {
  const { t } = useTranslation();
  const bars = targets.map((one): Bar => {
    const { count, target } = one;
    return {
      label: said(one),
      figure:
        target === null
          ? t("overview.targets.noTarget", { count })
          : t("overview.chart.of", { done: count, whole: target }),
      parts: target === null ? [] : [{ look: "full", value: BigInt(count) }],
      whole: target === null ? null : BigInt(target),
    };
  });
  return (
    <Part
      name="targets"
      facts={
        <>
          {t("overview.targets.hint")} <Article of="二" />
        </>
      }
    >
      <div className="ov-pair">
        <table className="grid" aria-label={t("overview.targets.table")}>
          <thead>
            <tr>
              <th scope="col">{t("overview.targets.target")}</th>
              <th scope="col" className="num">
                {t("overview.targets.count")}
              </th>
              <th scope="col" className="num">
                {t("overview.targets.of")}
              </th>
              <th scope="col">{t("overview.targets.note")}</th>
            </tr>
          </thead>
          <tbody>
            {targets.map((one) => (
              <Target key={one.zh} of={one} />
            ))}
          </tbody>
        </table>
        <Bars name={t("overview.targets.chart")} today={today} bars={bars} own />
      </div>
    </Part>
  );
}

function Target({ of }: { of: TargetLine }) {
  const { t } = useTranslation();
  const { count, target } = of;
  return (
    <tr>
      <th scope="row">{said(of)}</th>
      <td className="num">{count}</td>
      <td className="num">{target ?? <span className="dim">{t("overview.targets.none")}</span>}</td>
      <td>
        {target !== null && count >= target && (
          <span className="say say-done">
            <Mark kind="done" size={12} /> {t("overview.targets.reached")}
          </span>
        )}{" "}
        {said({ zh: of.note_zh, en: of.note_en })}
      </td>
    </tr>
  );
}

/** 全链条: how many there are of each step, from the demand to the result. */
export function FunnelPart({ funnel, today }: { funnel: readonly FunnelStep[]; today: string }) {
  const { t } = useTranslation();
  const bars = funnel.map((one): Bar => ({
    label: said(one),
    figure: String(one.count),
    parts: [{ look: "full", value: BigInt(one.count) }],
  }));
  return (
    <Part name="funnel" facts={t("overview.funnel.hint")}>
      <div className="ov-pair">
        <table className="grid ov-short" aria-label={t("overview.funnel.table")}>
          <thead>
            <tr>
              <th scope="col">{t("overview.funnel.step")}</th>
              <th scope="col" className="num">
                {t("overview.funnel.count")}
              </th>
            </tr>
          </thead>
          <tbody>
            {funnel.map((one) => (
              <tr key={one.zh}>
                <th scope="row">{said(one)}</th>
                <td className="num">{one.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Bars name={t("overview.funnel.chart")} today={today} bars={bars} />
      </div>
    </Part>
  );
}
