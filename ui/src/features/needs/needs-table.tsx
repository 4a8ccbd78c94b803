import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { DemandLine } from "../../backend";
import { grouped } from "../../components/amount";
import { Completeness, StatusWord } from "../../components/demands";
import { Mark } from "../../components/marks";
import { useRoving } from "../../components/roving";

/** As many are there at first, and as many more each time. */
const STEP = 200;

/** The demands: one Tab stop, the arrows choose. */
export function NeedsTable({
  demands,
  chosen,
  onChoose,
}: {
  demands: readonly DemandLine[];
  chosen: string;
  onChoose: (no: string) => void;
}) {
  const { t } = useTranslation();
  const [limit, setLimit] = useState(STEP);
  const shown = demands.slice(0, limit);
  const choose = (index: number) => {
    const one = shown[index];
    if (one !== undefined) {
      onChoose(one.no);
    }
  };
  const { pane, item } = useRoving({ count: shown.length, onMove: choose, onPick: choose });
  const rest = demands.length - shown.length;
  return (
    <div>
      <table className="grid dm-table" role="grid" aria-label={t("needs.what")} {...pane}>
        <thead className="stuck">
          <tr>
            <th scope="col">{t("needs.no")}</th>
            <th scope="col">{t("needs.name")}</th>
            <th scope="col">{t("needs.field")}</th>
            <th scope="col">{t("needs.six")}</th>
            <th scope="col" className="num">
              {t("needs.investment")}
            </th>
            <th scope="col">{t("needs.state")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one, index) => (
            <tr key={one.no} aria-selected={one.no === chosen} onClick={() => choose(index)} {...item(index)}>
              <td className="dm-nowrap">{one.no}</td>
              <th scope="row" className="dm-title">
                {one.title}
                <small>{one.sponsor}</small>
              </th>
              <td>
                {one.field === "" ? <span className="say say-stop">{t("needs.fieldNone")}</span> : one.field}
                {one.field !== "" && !one.priority && (
                  <span className={one.field_ok ? "say say-none" : "say say-warn"}>
                    <Mark kind={one.field_ok ? "info" : "warn"} size={12} /> {t("needs.outside")}
                  </span>
                )}
              </td>
              <td>
                <Completeness line={one} />
              </td>
              <td className="num">
                {one.total_investment === null ? (
                  <span className="dim">{t("needs.blank")}</span>
                ) : (
                  grouped(one.total_investment)
                )}
              </td>
              <td>
                <StatusWord status={one.status} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <p className="dm-more">
          {t("needs.shown", { shown: shown.length, count: demands.length })}{" "}
          <Button size="small" onClick={() => setLimit(limit + STEP)}>
            {t("needs.more", { count: Math.min(rest, STEP) })}
          </Button>
        </p>
      )}
    </div>
  );
}
