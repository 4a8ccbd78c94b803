import { Checkbox, Input } from "antd";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { SetupBid } from "../../backend";
import type { useRoving } from "../../components/roving";
import { grouped } from "../../components/amount";

/** A bid: chosen or not, and at which place. */
export function OrderRow({
  bid,
  place,
  locked,
  stop,
  active,
  onToggle,
  onPlace,
}: {
  bid: SetupBid;
  /** From 1; 0 when it is not chosen. */
  place: number;
  locked: boolean;
  stop: ReturnType<ReturnType<typeof useRoving>["item"]>;
  active: boolean;
  onToggle: () => void;
  onPlace: (to: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <tr data-key={bid.no} data-chosen={place > 0} aria-selected={active} {...stop}>
      <td>
        <Checkbox
          checked={place > 0}
          disabled={locked}
          tabIndex={-1}
          aria-label={t("setup.choose", { title: bid.title })}
          onChange={onToggle}
        />
      </td>
      <td className="num">
        {place > 0 && !locked && (
          <PlaceField key={place} bid={bid} place={place} tabIndex={active ? 0 : -1} onPlace={onPlace} />
        )}
        {place > 0 && locked && place}
      </td>
      <td className="su-nowrap">{bid.no}</td>
      <th scope="row">
        {bid.title}
        {bid.milestone !== null && (
          <div className="dim">{t("setup.milestoneNow", { milestone: bid.milestone })}</div>
        )}
      </th>
      <td>{bid.sponsor}</td>
      <td>{bid.solver ?? bid.field}</td>
      <td className="num">{grouped(bid.fiscal ?? bid.total_investment ?? "—")}</td>
    </tr>
  );
}

/** The place as it is typed; Enter, or leaving the field, moves the bid there. */
function PlaceField({
  bid,
  place,
  tabIndex,
  onPlace,
}: {
  bid: SetupBid;
  place: number;
  tabIndex: number;
  onPlace: (to: number) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(String(place));
  const to = /^[1-9]\d{0,3}$/.test(typed.trim()) ? Number(typed) : null;
  const commit = () => {
    if (to !== null && to !== place) {
      onPlace(to);
    } else {
      setTyped(String(place));
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === "Enter" && !event.ctrlKey) {
      const row = event.currentTarget.closest("tr");
      commit();
      row?.focus();
    }
    if (event.key === "Escape") {
      setTyped(String(place));
      event.currentTarget.closest("tr")?.focus();
    }
  };
  return (
    <Input
      id={`su-at-${bid.no}`}
      className="su-place"
      size="small"
      inputMode="numeric"
      value={typed}
      tabIndex={tabIndex}
      status={to === null ? "error" : ""}
      aria-invalid={to === null}
      aria-label={t("setup.positionOf", { title: bid.title })}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={commit}
    />
  );
}
