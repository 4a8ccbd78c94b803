import { Button, Input, Select } from "antd";
import { useLayoutEffect, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Departs, Problem, Standing } from "../../backend";
import { grouped, wanOf } from "../../components/amount";
import { Says } from "../../components/form/form";
import type { Sheet } from "../../components/form/use-sheet";
import { useKeys } from "../../components/keys";
import { departs, lacks, moved, sumOf, type Row } from "./ruling-draft";

const STANDINGS: readonly Standing[] = ["recommended", "reserve", "unfunded", "none"];

/** The bids as they are being decided, beside what the panel proposed; a bid moves by Ctrl and an arrow, or by its buttons. */
export function RulingTable({
  rows,
  sheet,
  onRows,
}: {
  rows: readonly Row[];
  sheet: Sheet<never>;
  onRows: (rows: Row[]) => void;
}) {
  const { t } = useTranslation();
  const table = useRef<HTMLTableElement>(null);
  /** The bid that moved and the button that moved it keep the focus. */
  const away = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (away.current !== null) {
      table.current?.querySelector<HTMLElement>(`[data-move="${away.current}"]:not(:disabled)`)?.focus();
      away.current = null;
    }
  }, [rows]);
  const move = (at: number, by: number) => {
    const to = at + by;
    const bid = rows[at]?.bid.bid_no;
    if (bid !== undefined && to >= 0 && to < rows.length) {
      // At the end its button rests: the other one takes the focus.
      const last = to === 0 || to === rows.length - 1;
      away.current = `${bid}/${last === by < 0 ? "down" : "up"}`;
      onRows(moved(rows, at, by));
    }
  };
  useKeys([{ keys: "Ctrl ↑↓", label: t("approval.ruling.move"), listed: true, changes: true }]);
  const put = (at: number, more: Partial<Row>) => {
    sheet.reset();
    onRows(rows.map((row, index) => (index === at ? { ...row, ...more } : row)));
  };
  const funded = rows.filter((row) => row.standing === "recommended").length;
  return (
    <table ref={table} className="grid ap-ruling" aria-label={t("approval.ruling.table")}>
      <RulingHead />
      {rows.map((row, at) => (
        <BidRows
          key={row.bid.bid_no}
          row={row}
          at={at}
          last={rows.length - 1}
          sheet={sheet}
          onPut={(more) => put(at, more)}
          onMove={(by) => move(at, by)}
        />
      ))}
      <tfoot>
        <tr>
          <td colSpan={5} className="num" aria-live="polite">
            {t("approval.ruling.funded", { count: funded })} ·{" "}
            <b>{t("approval.ruling.total", { sum: grouped(wanOf(sumOf(rows))) })}</b>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** The columns of a list that is or was decided. */
export function RulingHead() {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col">{t("approval.ruling.order")}</th>
        <th scope="col">{t("approval.ruling.bid")}</th>
        <th scope="col" className="num">
          {t("approval.ruling.panel")}
        </th>
        <th scope="col">{t("approval.ruling.decided")}</th>
        <th scope="col" className="num">
          {t("approval.ruling.award")}
        </th>
      </tr>
    </thead>
  );
}

/** What the panel proposed on a bid. */
export function Proposed({ bid }: { bid: Row["bid"] }) {
  const { t } = useTranslation();
  return (
    <>
      {bid.panel === "none" ? t("approval.ruling.panelNone") : t(`approval.ruling.standing.${bid.panel}`)}
      {bid.panel_award !== null && <div>{grouped(bid.panel_award)}</div>}
    </>
  );
}

/** A bid by its number, title and parties. */
export function BidName({ bid }: { bid: Row["bid"] }) {
  const { t } = useTranslation();
  return (
    <>
      {bid.bid_no}　{bid.title}
      <div className="dim">
        {bid.sponsor} · {bid.solver}
        {bid.race && ` · ${t("approval.ruling.race")}`}
      </div>
    </>
  );
}

function BidRows({
  row,
  at,
  last,
  sheet,
  onPut,
  onMove,
}: {
  row: Row;
  at: number;
  last: number;
  sheet: Sheet<never>;
  onPut: (more: Partial<Row>) => void;
  onMove: (by: number) => void;
}) {
  const { t } = useTranslation();
  const { bid } = row;
  const no = bid.bid_no;
  const lacking = sheet.called ? lacks(row) : [];
  const way = departs(row);
  const problems = sheet.at(`row:${no}`);
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.ctrlKey && by !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      onMove(by);
    }
  };
  return (
    <tbody onKeyDownCapture={press}>
      <tr>
        <OrderCell no={no} at={at} last={last} onMove={onMove} />
        <th scope="row">
          <BidName bid={bid} />
        </th>
        <td className="num">
          <Proposed bid={bid} />
          <div className="dim">{t("approval.ruling.requested", { sum: grouped(bid.requested) })}</div>
        </td>
        <td>
          <Select
            size="small"
            popupMatchSelectWidth={false}
            aria-label={`${no} ${t("approval.ruling.decided")}`}
            value={row.standing}
            onChange={(standing: Standing) => onPut({ standing })}
            options={STANDINGS.map((value) => ({ value, label: t(`approval.ruling.standing.${value}`) }))}
          />
        </td>
        <td className="num">
          <Award row={row} wrong={lacking.includes("award")} onPut={onPut} />
        </td>
      </tr>
      {(way !== null || problems.length > 0) && (
        <ReasonRow row={row} way={way} wrong={lacking.includes("reason")} problems={problems} onPut={onPut} />
      )}
    </tbody>
  );
}

/** Its place, and the buttons that move it. */
function OrderCell({
  no,
  at,
  last,
  onMove,
}: {
  no: string;
  at: number;
  last: number;
  onMove: (by: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <td className="ap-order">
      <b>{at + 1}</b>
      {(["up", "down"] as const).map((one) => (
        <Button
          key={one}
          size="small"
          type="text"
          data-move={`${no}/${one}`}
          aria-label={`${t(`approval.ruling.${one}`)} ${no}`}
          disabled={at === (one === "up" ? 0 : last)}
          onClick={() => onMove(one === "up" ? -1 : 1)}
        >
          {one === "up" ? "↑" : "↓"}
        </Button>
      ))}
    </td>
  );
}

interface TextProps {
  row: Row;
  /** It is missing, and saving was asked for. */
  wrong: boolean;
  onPut: (more: Partial<Row>) => void;
}

const marked = (wrong: boolean) => ({
  "aria-invalid": wrong,
  ...(wrong ? { status: "error" as const } : {}),
});

/** The award of a bid that gets money. */
function Award({ row, wrong, onPut }: TextProps) {
  const { t } = useTranslation();
  if (row.standing !== "recommended") {
    return <span className="dim">—</span>;
  }
  return (
    <Input
      size="small"
      className="ap-award"
      inputMode="decimal"
      autoComplete="off"
      aria-label={`${row.bid.bid_no} ${t("approval.ruling.award")}`}
      value={row.award}
      {...marked(wrong)}
      onChange={(event) => onPut({ award: event.target.value })}
    />
  );
}

/** Why a bid departs from the panel, and what was refused of it. */
function ReasonRow({
  row,
  way,
  wrong,
  problems,
  onPut,
}: TextProps & { way: Departs | null; problems: readonly Problem[] }) {
  const { t } = useTranslation();
  const no = row.bid.bid_no;
  return (
    <tr className="ap-reason">
      <td />
      <td colSpan={4}>
        {way !== null && (
          <label>
            <span className="say say-warn">
              {t(`approval.ruling.departs.${way}`)} · {t("approval.ruling.reason")}
              <small className="dim">{t("approval.form.required")}</small>
            </span>
            <Input
              size="small"
              autoComplete="off"
              aria-label={`${no} ${t("approval.ruling.reason")}`}
              placeholder={t("approval.ruling.reasonMust")}
              value={row.reason}
              {...marked(wrong)}
              onChange={(event) => onPut({ reason: event.target.value })}
            />
          </label>
        )}
        <Says id={`ap-row-${no}-says`} problems={problems} />
      </td>
    </tr>
  );
}
