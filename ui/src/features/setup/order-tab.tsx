import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SetupView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { useRoving } from "../../components/roving";
import { Empty } from "../../components/states";
import { listed, matches, placed, same, savedOrder } from "./order";
import { OrderRow } from "./order-row";
import { useRefocus } from "./use-refocus";
import { useSetupChange } from "./use-setup";

interface OrderProps {
  no: string;
  view: SetupView;
  locked: string | null;
  /** The order that is not saved yet; nothing when it is. It outlives a change of the view. */
  draft: readonly string[] | null;
  onDraft: (draft: string[] | null) => void;
  onGo: (path: string) => void;
}

/** Which bids of the batch are judged, and in which order. */
export function OrderTab({ no, view, locked, draft, onDraft, onGo }: OrderProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const of = view.session.kind === "demand";
  const projects = !view.ranks;
  const saved = savedOrder(view.bids);
  const order = draft ?? saved;
  const rows = listed(view.bids, order).filter((bid) => matches(bid, text.trim()));
  const set = (next: string[]) => onDraft(same(next, saved) ? null : next);
  const toggle = (bid: string) =>
    set(order.includes(bid) ? order.filter((one) => one !== bid) : [...order, bid]);
  const { ref, refocus } = useRefocus<HTMLTableElement>();
  const roving = useRoving({
    count: rows.length,
    onPick: (index) => {
      const bid = rows[index];
      if (bid !== undefined && locked === null) {
        // Ticked, it goes up to the chosen ones: the next of the list comes, as in a sheet.
        refocus(order.includes(bid.no) ? index : Math.min(index + 1, rows.length - 1));
        toggle(bid.no);
      }
    },
  });
  const current = rows[roving.active];
  const place = (bid: string, to: number) => {
    const next = placed(order, bid, to);
    refocus(bid);
    set(next);
    roving.setActive(
      listed(view.bids, next)
        .filter((one) => matches(one, text.trim()))
        .findIndex((one) => one.no === bid),
    );
  };
  const step = (by: number) => {
    if (current !== undefined && order.includes(current.no)) {
      place(current.no, order.indexOf(current.no) + 1 + by);
    }
  };
  const save = useSetupChange(no, (backend, bids: readonly string[]) => backend.setupBids(no, [...bids]));
  const lacking = order.length === 0 ? t("setup.saveNone") : draft === null ? t("setup.saveWhy") : "";
  const ready = locked === null && lacking === "" && !save.isPending;
  const keep = () => {
    if (ready) {
      save.mutate(order, { onSuccess: () => onDraft(null) });
    }
  };
  useKeys([
    {
      keys: "Alt ↑↓",
      label: t("setup.move"),
      run: (key) => step(key === "↑" ? -1 : 1),
      when: locked === null,
    },
    {
      keys: "Space",
      label: t("setup.toggle"),
      run: () => current !== undefined && toggle(current.no),
      when: locked === null && current !== undefined,
    },
    {
      keys: "F2",
      label: t("setup.typePosition"),
      run: () => current !== undefined && document.getElementById(`su-at-${current.no}`)?.focus(),
      when: locked === null && current !== undefined && order.includes(current.no),
    },
    { keys: "Ctrl Enter", label: t("setup.save"), run: keep, when: ready, inFields: true },
  ]);
  if (view.bids.length === 0) {
    return (
      <Empty
        title={
          projects
            ? t("setup.projectsNone")
            : of
              ? t("setup.demandsNone")
              : t("setup.bidsNone", { batch: view.session.batch })
        }
        hint={t(projects ? "setup.projectsNoneHint" : of ? "setup.demandsNoneHint" : "setup.bidsNoneHint")}
        action={
          <Button
            type="primary"
            onClick={() => onGo(projects ? "/projects" : of ? "/needs" : "/intake/bids")}
          >
            {t(projects ? "setup.toProjects" : of ? "setup.toNeeds" : "setup.toIntake")}
          </Button>
        }
      />
    );
  }
  const ticked = rows.filter((bid) => order.includes(bid.no)).length;
  const all = () => {
    const shown = new Set(rows.map((bid) => bid.no));
    set(
      ticked === rows.length
        ? order.filter((one) => !shown.has(one))
        : [...order, ...rows.map((bid) => bid.no).filter((one) => !order.includes(one))],
    );
  };
  return (
    <div className="su-order">
      <div className="su-bar">
        <Input
          className="su-search"
          aria-label={t("setup.search")}
          placeholder={t("setup.searchHint")}
          value={text}
          allowClear
          onChange={(event) => setText(event.target.value)}
        />
        <span className="sec" role="status">
          {t("setup.bidsChosen", { chosen: order.length, total: view.bids.length })}
          {text.trim() !== "" && ` · ${t("setup.found", { count: rows.length })}`}
        </span>
        <span className="su-save">
          {draft !== null && (
            <span className="say say-warn">
              <Mark kind="warn" /> {t("setup.unsaved")}
            </span>
          )}
          <span className="sec">{locked ?? (save.isPending ? t("setup.working") : lacking)}</span>
          {draft !== null && <Button onClick={() => onDraft(null)}>{t("setup.undo")}</Button>}
          <Button type="primary" disabled={!ready} onClick={keep}>
            {t("setup.save")} <Keys of="Ctrl Enter" />
          </Button>
        </span>
      </div>
      {save.isError && <ProblemBox error={save.error} />}
      <div className="scroll">
        <table ref={ref} className="grid su-bids" role="grid" aria-label={t("setup.bids")} {...roving.pane}>
          <thead className="stuck">
            <tr>
              <th scope="col">
                <Checkbox
                  checked={rows.length > 0 && ticked === rows.length}
                  indeterminate={ticked > 0 && ticked < rows.length}
                  disabled={locked !== null}
                  aria-label={t("setup.allOf")}
                  onChange={all}
                >
                  {t("setup.all")}
                </Checkbox>
              </th>
              <th scope="col" className="num" title={t("setup.positionHint")}>
                {t("setup.position")}
              </th>
              <th scope="col">{t(projects ? "setup.projectNo" : of ? "setup.demandNo" : "setup.bidNo")}</th>
              <th scope="col">{t(of ? "setup.demand" : "setup.project")}</th>
              <th scope="col">{t("setup.sponsor")}</th>
              <th scope="col">{t(of ? "setup.field" : "setup.solver")}</th>
              <th scope="col" className="num">
                {t(projects ? "setup.approved" : of ? "setup.investment" : "setup.fiscal")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((bid, index) => (
              <OrderRow
                key={bid.no}
                bid={bid}
                place={order.indexOf(bid.no) + 1}
                locked={locked !== null}
                stop={roving.item(index)}
                active={index === roving.active}
                onToggle={() => toggle(bid.no)}
                onPlace={(to) => place(bid.no, to)}
              />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className="su-none">{t("setup.nothingFound", { text: text.trim() })}</p>}
      </div>
    </div>
  );
}
