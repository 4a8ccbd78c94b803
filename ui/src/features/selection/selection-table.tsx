import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";

import type { DemandLine } from "../../backend";
import { StatusWord } from "../../components/demands";
import { Mark } from "../../components/marks";
import { useRoving } from "../../components/roving";
import { revisionOpen } from "./tabs";

/** Demands of one tab. The arrows choose one, Space ticks it for what the buttons above do. */
export function SelectionTable({
  demands,
  chosen,
  onChoose,
  ticked,
  onTick,
}: {
  demands: readonly DemandLine[];
  chosen: string;
  onChoose: (no: string) => void;
  ticked: ReadonlySet<string>;
  /** Nothing: they cannot be ticked here. */
  onTick: ((numbers: string[], on: boolean) => void) | null;
}) {
  const { t } = useTranslation();
  const choose = (index: number) => {
    const one = demands[index];
    if (one !== undefined) {
      onChoose(one.no);
    }
  };
  const pick = (index: number) => {
    const one = demands[index];
    if (one !== undefined && onTick !== null) {
      onTick([one.no], !ticked.has(one.no));
    }
    choose(index);
  };
  const { pane, item } = useRoving({ count: demands.length, onMove: choose, onPick: pick });
  const all = demands.map((one) => one.no);
  const some = all.filter((no) => ticked.has(no)).length;
  return (
    <div>
      <table className="grid dm-table" role="grid" aria-label={t("selection.title")} {...pane}>
        <thead className="stuck">
          <tr>
            {onTick !== null && (
              <th scope="col">
                <Checkbox
                  aria-label={t("selection.chooseAll")}
                  checked={some === all.length}
                  indeterminate={some > 0 && some < all.length}
                  onChange={(event) => onTick(all, event.target.checked)}
                />
              </th>
            )}
            <th scope="col">{t("needs.no")}</th>
            <th scope="col">{t("needs.name")}</th>
            <th scope="col">{t("needs.field")}</th>
            <th scope="col">{t("selection.conclusion")}</th>
            <th scope="col" className="num">
              {t("selection.score")}
            </th>
            <th scope="col">{t("selection.province")}</th>
            <th scope="col">{t("needs.state")}</th>
          </tr>
        </thead>
        <tbody>
          {demands.map((one, index) => (
            <tr key={one.no} aria-selected={one.no === chosen} onClick={() => choose(index)} {...item(index)}>
              {onTick !== null && (
                <td>
                  <Checkbox
                    tabIndex={-1}
                    aria-label={`${t("selection.choose")} ${one.no}`}
                    checked={ticked.has(one.no)}
                    onChange={(event) => onTick([one.no], event.target.checked)}
                  />
                </td>
              )}
              <td className="dm-nowrap">{one.no}</td>
              <th scope="row" className="dm-title">
                {one.title}
                <small>{one.sponsor}</small>
              </th>
              <td>{one.field}</td>
              <td>
                {one.word === null ? (
                  <span className="dim">—</span>
                ) : (
                  t(`needs.conclusion.${one.word.conclusion}`)
                )}
                {revisionOpen(one) && (
                  <span className="say say-warn">
                    <Mark kind="warn" size={12} /> {t("selection.revisionOpen")}
                  </span>
                )}
                {one.revised !== null && <small>{t("selection.revisionDone", { on: one.revised.on })}</small>}
              </td>
              <td className="num">{one.word?.score ?? ""}</td>
              <td>
                {one.provincial === null ? (
                  <span className="dim">{t("selection.notReported")}</span>
                ) : (
                  t("selection.reported", { on: one.provincial.on })
                )}
              </td>
              <td>
                <StatusWord status={one.status} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
