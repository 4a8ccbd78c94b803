import { Button } from "antd";
import { useLayoutEffect, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { ResultsView } from "../../backend";
import { Mark } from "../../components/marks";

/** The bids in the order drawn; a bid moves by Ctrl and an arrow, or by its buttons. */
export function TieOrder({
  view,
  order,
  onOrder,
}: {
  view: ResultsView;
  order: readonly string[];
  onOrder: (order: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  /** The bid that moved and the button that moved it keep the focus. */
  const moved = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (moved.current !== null) {
      list.current?.querySelector<HTMLElement>(`[data-move="${moved.current}"]:not(:disabled)`)?.focus();
      moved.current = null;
    }
  }, [order]);
  const move = (from: number, by: number, way: string) => {
    const bid = order[from];
    const other = order[from + by];
    if (bid === undefined || other === undefined) {
      return;
    }
    const next = [...order];
    next[from] = other;
    next[from + by] = bid;
    const last = from + by === 0 || from + by === order.length - 1;
    // At the end its button rests: the other one takes the focus.
    moved.current = `${bid}/${last ? (by < 0 ? "down" : "up") : way}`;
    onOrder(next);
  };
  const press = (from: number) => (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.ctrlKey && by !== undefined) {
      event.preventDefault();
      move(from, by, by < 0 ? "up" : "down");
    }
  };
  return (
    <fieldset>
      <legend>{t("results.tieForm.order")}</legend>
      <ol ref={list} className="rs-order">
        {order.map((bid, at) => {
          const row = view.rows.find((one) => one.no === bid);
          return (
            <li key={bid} onKeyDown={press(at)}>
              <b>{at + 1}</b>
              <span>
                <Mark kind="tie" size={10} />{" "}
                {t("results.bidLine", { position: row?.position ?? bid, solver: row?.title ?? "" })}
              </span>
              {(["up", "down"] as const).map((way) => (
                <Button
                  key={way}
                  size="small"
                  data-move={`${bid}/${way}`}
                  disabled={at === (way === "up" ? 0 : order.length - 1)}
                  onClick={() => move(at, way === "up" ? -1 : 1, way)}
                >
                  {t(`results.tieForm.${way}`)}
                </Button>
              ))}
            </li>
          );
        })}
      </ol>
    </fieldset>
  );
}
