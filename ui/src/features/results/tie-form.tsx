import { useMutation } from "@tanstack/react-query";
import { Button, Input, Radio } from "antd";
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ResultsView, type TieView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { Side } from "../../components/side";
import { useUnsaved } from "../../components/unsaved";
import { useChanged } from "./changed";

/** People settle a tie: the order, by vote or by lot, with reason and witnesses. All of it is required. */
export function TieForm({
  no,
  view,
  tie,
  onClose,
  onDone,
}: {
  no: string;
  view: ResultsView;
  tie: TieView;
  onClose: () => void;
  /** It is recorded. */
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [order, setOrder] = useState<readonly string[]>(tie.bids);
  const [way, setWay] = useState<"vote" | "lot" | null>(null);
  const [count, setCount] = useState("");
  const [reason, setReason] = useState("");
  const [witnesses, setWitnesses] = useState("");
  const settle = useMutation({
    mutationFn: () =>
      backend.tieSettle(no, {
        order: [...order],
        // The minutes are Chinese, whatever the window speaks.
        way: `${t(`results.tieForm.${way ?? "vote"}`, { lng: "zh" })}：${count.trim()}`,
        reason: reason.trim(),
        witnesses: witnesses.trim(),
      }),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const typed =
    way !== null || [count, reason, witnesses].some((text) => text.trim() !== "") || order !== tie.bids;
  useUnsaved(typed && !settle.isPending && !settle.isSuccess ? { what: t("results.tieForm.work") } : null);
  const counted = way === "lot" ? t("results.tieForm.drawn") : t("results.tieForm.count");
  const missing = [
    ...(way === null ? [t("results.tieForm.way")] : []),
    ...(count.trim() === "" ? [counted] : []),
    ...(reason.trim() === "" ? [t("results.tieForm.reason")] : []),
    ...(witnesses.trim() === "" ? [t("results.tieForm.witnesses")] : []),
  ];
  const ready = missing.length === 0 && !settle.isPending;
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("results.tieForm.save"),
      run: () => settle.mutate(),
      when: ready,
      inFields: true,
    },
  ]);
  const fields = [
    [
      "count",
      counted,
      count,
      setCount,
      way === "lot" ? t("results.tieForm.drawnHint") : t("results.tieForm.countHint"),
    ],
    ["reason", t("results.tieForm.reason"), reason, setReason, ""],
    ["witnesses", t("results.tieForm.witnesses"), witnesses, setWitnesses, ""],
  ] as const;
  return (
    <Side className="rs-dock" label={t("results.tieForm.title")}>
      <div className="sec-h">
        <h2>{t("results.tieForm.title")}</h2>
        <Button size="small" onClick={onClose}>
          {t("results.dock.close")} <Keys of="Esc" />
        </Button>
      </div>
      <div className="rs-form">
        <p className="sec">{t("results.tieForm.hint")}</p>
        <Changes said>
          <Order view={view} order={order} onOrder={setOrder} />
          <fieldset>
            <legend>{t("results.tieForm.way")}</legend>
            <Radio.Group
              name="rs-way"
              value={way}
              onChange={(event) => setWay(event.target.value as "vote" | "lot")}
              options={[
                { value: "vote", label: t("results.tieForm.vote") },
                { value: "lot", label: t("results.tieForm.lot") },
              ]}
            />
          </fieldset>
          {fields.map(([name, label, value, set, hint]) => (
            <div key={name}>
              <label className="field" htmlFor={`rs-tie-${name}`}>
                {label}
              </label>
              <Input
                id={`rs-tie-${name}`}
                value={value}
                placeholder={hint}
                onChange={(event) => set(event.target.value)}
              />
            </div>
          ))}
          {settle.isError && <ProblemBox error={settle.error} />}
          <div className="rs-do">
            <Button type="primary" disabled={!ready} onClick={() => settle.mutate()}>
              {t("results.tieForm.save")} <Keys of="Ctrl Enter" />
            </Button>
            {missing.length > 0 && (
              <span className="sec">{t("results.tieForm.missing", { what: missing.join("、") })}</span>
            )}
          </div>
        </Changes>
      </div>
    </Side>
  );
}

/** The bids in their order; a bid moves by Ctrl and an arrow, or by its buttons. */
function Order({
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
