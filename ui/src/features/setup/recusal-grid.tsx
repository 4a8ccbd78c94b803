import type { Ref } from "react";
import { useTranslation } from "react-i18next";

import type { SetupView } from "../../backend";
import { Mark } from "../../components/marks";
import type { useRoving } from "../../components/roving";
import { answersOf, chosenBids, recusalOf, stateOf, type CellState } from "./matrix";

const looks: Record<CellState, string> = { none: "", open: "su-open", recused: "hatch", cleared: "su-no" };

/** Experts × bids. One Tab stop, arrows inside. */
export function RecusalGrid({
  ref,
  view,
  roving,
  onArrive,
}: {
  ref: Ref<HTMLTableElement>;
  view: SetupView;
  roving: ReturnType<typeof useRoving>;
  onArrive: () => void;
}) {
  const { t } = useTranslation();
  const bids = chosenBids(view);
  const row = Math.floor(roving.active / bids.length);
  const column = roving.active % bids.length;
  return (
    <>
      <div className="su-mx-scroll">
        <table
          ref={ref}
          className="matrix su-mx"
          role="grid"
          aria-label={t("setup.matrix")}
          onFocus={onArrive}
          {...roving.pane}
        >
          <thead>
            <tr>
              <th scope="col">{t("setup.expert")}</th>
              {bids.map((bid, at) => (
                <th
                  key={bid.no}
                  scope="col"
                  className={at === column ? "su-here" : ""}
                  title={bid.title}
                  aria-label={t("setup.item", { position: bid.position })}
                >
                  {bid.position}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.panel.map((member, at) => (
              <tr key={member.no}>
                <th scope="row" className={at === row ? "su-here" : ""}>
                  {member.name} <small>{t(`setup.category.${member.category}`)}</small>
                </th>
                {bids.map((bid, of) => {
                  const state = stateOf(recusalOf(view, { expert: member.no, bid: bid.no }));
                  const index = at * bids.length + of;
                  const seen =
                    state === "recused"
                      ? t("setup.recusedShort")
                      : state === "cleared"
                        ? t("setup.clearedShort")
                        : "";
                  return (
                    <td
                      key={bid.no}
                      role="gridcell"
                      className={looks[state]}
                      aria-selected={index === roving.active}
                      aria-label={t("setup.cellName", {
                        name: member.name,
                        position: bid.position,
                        title: bid.title,
                        // Holds the word that is seen.
                        state: t(`setup.cell.${state}`),
                      })}
                      onClick={(event) => event.currentTarget.focus()}
                      {...roving.item(index)}
                    >
                      {state === "open" && <Mark kind="warn" size={15} />}
                      {seen}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                {view.sheet.scored ? (
                  <>
                    {t("setup.left")} <small>{t("setup.least", { min: view.min_valid })}</small>
                  </>
                ) : (
                  t("setup.unscored.left")
                )}
              </th>
              {bids.map(({ no, position, valid_left }) =>
                view.sheet.scored ? (
                  <Left key={no} position={position} count={valid_left} min={view.min_valid} />
                ) : (
                  <Answers key={no} position={position} count={answersOf(view, no)} />
                ),
              )}
            </tr>
          </tfoot>
        </table>
      </div>
      <div className="legend su-legend">
        <span>
          <i className="sw hatch" /> {t("setup.legend.recused")}
        </span>
        <span>
          <i className="sw sw-warn" /> <Mark kind="warn" size={12} /> {t("setup.legend.open")}
        </span>
        <span>{t("setup.legend.cleared")}</span>
        <span>
          <Mark kind="warn" size={12} /> {t(view.sheet.scored ? "setup.legend.low" : "setup.unscored.legend")}
        </span>
      </div>
    </>
  );
}

/** Valid scores that a bid keeps. */
function Left({ position, count, min }: { position: number; count: number; min: number }) {
  const { t } = useTranslation();
  const low = count <= min;
  const words = t("setup.leftCell", { position, count });
  return (
    <td
      className={low ? "su-low" : ""}
      title={low ? `${words}：${t(count < min ? "setup.underLeast" : "setup.atLeast")}` : words}
    >
      {low && <Mark kind="warn" size={11} />} {count}
      {low && <span className="aside">{t(count < min ? "setup.underLeast" : "setup.atLeast")}</span>}
    </td>
  );
}

/** Experts who answer of an item where nothing is scored: no score can be too few. */
function Answers({ position, count }: { position: number; count: number }) {
  const { t } = useTranslation();
  return (
    <td className={count === 0 ? "su-low" : ""} title={t("setup.unscored.leftCell", { position, count })}>
      {count === 0 && <Mark kind="warn" size={11} />} {count}
      {count === 0 && <span className="aside">{t("setup.unscored.nobody")}</span>}
    </td>
  );
}
