import { useState, type KeyboardEvent } from "react";

/** Where a key leads in a grid of `count` cells, `columns` wide; nothing when it leads nowhere. */
function target(event: KeyboardEvent, at: number, count: number, columns: number): number | null {
  const column = at % columns;
  const rowStart = at - column;
  const to = {
    ArrowLeft: column > 0 ? at - 1 : null,
    ArrowRight: column < columns - 1 ? at + 1 : null,
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    Home: event.ctrlKey || columns === 1 ? 0 : rowStart,
    End: event.ctrlKey || columns === 1 ? count - 1 : Math.min(rowStart + columns, count) - 1,
  }[event.key];
  return to == null || to < 0 || to >= count ? null : to;
}

/**
 * One Tab stop for a list or a grid, arrows inside. Spread `pane` on the element around it and `item(index)` on each
 * row or cell, counted along the rows. A list has one column; a row of tabs has as many columns as tabs.
 * `onPick` is Enter or Space; `onMove` follows the arrows, where the selection goes with the focus.
 */
export function useRoving({
  count,
  columns = 1,
  initial = 0,
  onMove,
  onPick,
}: {
  count: number;
  columns?: number;
  /** Where Tab arrives first. */
  initial?: number;
  onMove?: (index: number) => void;
  onPick?: (index: number) => void;
}) {
  const [active, setActive] = useState(initial);
  // The list may have become shorter.
  const stop = Math.min(active, Math.max(count - 1, 0));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const element = event.target as HTMLElement;
    const at = Number(element.dataset["rove"]);
    // Fields and buttons inside a row keep their own keys.
    if (element.dataset["rove"] === undefined || event.altKey || event.nativeEvent.isComposing) {
      return;
    }
    if ((event.key === "Enter" || event.key === " ") && onPick !== undefined && !event.ctrlKey) {
      event.preventDefault();
      onPick(at);
      return;
    }
    const arrow = event.key.startsWith("Arrow");
    const to = event.shiftKey || (arrow && event.ctrlKey) ? null : target(event, at, count, columns);
    if (to !== null) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>(`[data-rove="${to}"]`)?.focus();
      onMove?.(to);
    }
  };
  return {
    active: stop,
    setActive,
    pane: { onKeyDown },
    item: (index: number) => ({
      tabIndex: index === stop ? 0 : -1,
      "data-rove": index,
      onFocus: () => setActive(index),
    }),
  };
}
