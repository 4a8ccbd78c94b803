import { memo, useEffect, useId, useRef, type KeyboardEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import type { BidLine } from "../../backend";
import { Mark } from "../../components/marks";
import { grouped } from "../../components/amount";
import { useWindow } from "../../components/use-window";

/** Three lines of a title. */
const ROW_HEIGHT = 58;
const HEAD_HEIGHT = 32;

function bring(element: HTMLElement, index: number): void {
  const top = index * ROW_HEIGHT;
  const height = Math.max(element.clientHeight - HEAD_HEIGHT - ROW_HEIGHT, 0);
  if (top < element.scrollTop) {
    element.scrollTop = top;
  } else if (top > element.scrollTop + height) {
    element.scrollTop = top - height;
  }
}

/** Where a key leads in the list; nothing when it leads nowhere. */
function target(key: string, at: number, count: number, page: number): number | null {
  const to = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    PageUp: Math.max(at - page, 0),
    PageDown: Math.min(at + page, count - 1),
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined || to < 0 || to >= count ? null : to;
}

/** The bids of a batch: only rows in sight are there. One Tab stop, the arrows choose. */
export function BidTable({
  bids,
  order,
  chosen,
  onChoose,
  table,
}: {
  bids: readonly BidLine[];
  /** Position of each bid in the whole batch, by number. */
  order: ReadonlyMap<string, number>;
  chosen: string | null;
  onChoose: (no: string) => void;
  table: RefObject<HTMLTableElement | null>;
}) {
  const { t } = useTranslation();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { look, shown, from, to } = useWindow(scroller, bids.length, ROW_HEIGHT);
  const at = bids.findIndex((bid) => bid.no === chosen);
  useEffect(() => {
    if (at >= 0 && scroller.current !== null) {
      bring(scroller.current, at);
    }
  }, [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.altKey && !event.shiftKey && !event.nativeEvent.isComposing;
    const next = plain ? target(event.key, Math.max(at, 0), bids.length, Math.max(shown - 2, 1)) : null;
    const bid = next === null ? undefined : bids[next];
    if (bid !== undefined) {
      event.preventDefault();
      onChoose(bid.no);
    }
  };
  return (
    <div ref={scroller} className="bl-scroll" onScroll={look}>
      <table
        ref={table}
        className="grid bl-table"
        role="grid"
        tabIndex={0}
        aria-label={t("bids.list")}
        aria-rowcount={bids.length + 1}
        {...(at >= from && at < to ? { "aria-activedescendant": `${id}-${at}` } : {})}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          {["order", "no", "title", "sponsor", "solver", "rd", "fiscal", "race", "papers"].map((column) => (
            <col key={column} className={`bl-c-${column}`} />
          ))}
        </colgroup>
        <thead className="stuck">
          <tr aria-rowindex={1}>
            <th scope="col" className="num">
              {t("bids.column.order")}
            </th>
            <th scope="col">{t("bids.column.no")}</th>
            <th scope="col">{t("bids.column.title")}</th>
            <th scope="col">{t("bids.column.sponsor")}</th>
            <th scope="col">{t("bids.column.solver")}</th>
            <th scope="col" className="num">
              {t("bids.column.rd")}
            </th>
            <th scope="col" className="num">
              {t("bids.column.fiscal")}
            </th>
            <th scope="col">{t("bids.column.race")}</th>
            <th scope="col">{t("bids.column.papers")}</th>
          </tr>
        </thead>
        <tbody>
          {from > 0 && <Gap rows={from} />}
          {bids.slice(from, to).map((bid, index) => (
            <BidRow
              key={bid.no}
              bid={bid}
              id={`${id}-${from + index}`}
              index={from + index}
              order={order.get(bid.no) ?? 0}
              chosen={bid.no === chosen}
              onChoose={onChoose}
            />
          ))}
          {to < bids.length && <Gap rows={bids.length - to} />}
        </tbody>
      </table>
    </div>
  );
}

/** One bid; drawn anew only when it changes. */
const BidRow = memo(function BidRow({
  bid,
  id,
  index,
  order,
  chosen,
  onChoose,
}: {
  bid: BidLine;
  id: string;
  index: number;
  order: number;
  chosen: boolean;
  onChoose: (no: string) => void;
}) {
  const { t } = useTranslation();
  const count = bid.papers.length;
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      style={{ height: ROW_HEIGHT }}
      onClick={() => onChoose(bid.no)}
    >
      <td className="num">{order}</td>
      <td className="bl-no">{bid.no}</td>
      <th scope="row" title={bid.title}>
        <span className="bl-lines">{bid.title}</span>
      </th>
      <td title={bid.sponsor}>
        <span className="bl-lines">{bid.sponsor}</span>
      </td>
      <td title={bid.solver}>
        <span className="bl-lines">{bid.solver}</span>
      </td>
      <td className="num">{grouped(bid.rd_total)}</td>
      <td className="num">{grouped(bid.fiscal)}</td>
      <td>
        {bid.race ? (
          t("bids.raceYes")
        ) : (
          <span className="dim">{bid.race === null ? "—" : t("bids.raceNo")}</span>
        )}
      </td>
      <td>
        <span className={count > 0 ? "say" : "say say-none"}>
          <Mark kind={count > 0 ? "done" : "none"} size={12} />{" "}
          {count > 0 ? t("bids.papers", { count }) : t("bids.papersNone")}
        </span>
      </td>
    </tr>
  );
});

/** The room of rows out of sight. */
function Gap({ rows }: { rows: number }) {
  return (
    <tr aria-hidden className="bl-gap">
      <td colSpan={9} style={{ height: rows * ROW_HEIGHT }} />
    </tr>
  );
}
