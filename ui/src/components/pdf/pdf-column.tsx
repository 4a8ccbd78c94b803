import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import { useEffectEvent, useLayoutEffect } from "react";

import { pagesAbout } from "./about";
import type { Paper } from "./engine";
import { findAll, firstFrom, hitBoxes, type Hit } from "./find";
import { columnHeight, GAP, layOut, pageAt, pagesIn, type Box, type Sheet } from "./measure";
import { PdfPage, type PdfMark } from "./pdf-page";
import type { PdfViewProps } from "./types";
import type { MeasuredPage } from "./use-paper";

const SIDE = 14;
/** So far one scrolls before the pages near are judged anew. */
const STEP = 64;

/** The pages of an open paper in one column; only those near the view are drawn. */
export function PdfColumn({
  paper,
  pages,
  done,
  label,
  width: wanted,
  zoom = 1,
  crop = true,
  page,
  onPage,
  onPages,
  query = "",
  onHits,
  ref,
}: Omit<PdfViewProps, "load" | "cacheKey" | "size" | "onError"> & {
  paper: Paper;
  pages: readonly (MeasuredPage | null)[];
  done: number;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 640, height: 800 });
  const [top, setTop] = useState(0);
  const [standing, setStanding] = useState(page ?? 1);
  const [inks, setInks] = useState<ReadonlyMap<number, Box | null>>(new Map());
  const total = paper.pages;
  const width = Math.max(120, (wanted ?? room.width - 2 * SIDE) * zoom);

  const slots = useMemo(() => {
    const first = pages.find((known) => known !== null)?.sheet;
    const fallback: Sheet = first ?? { width: 595, height: 842, text: null, ink: null };
    const sheets = pages.map((known, at) => ({
      ...(known?.sheet ?? fallback),
      ink: inks.get(at + 1) ?? null,
    }));
    return layOut(sheets, width, crop);
  }, [pages, inks, width, crop]);

  // What stands at the upper edge stays there when pages above it change their height.
  const anchor = useRef({ page: page ?? 1, part: 0 });
  const target = useRef<{ page: number; top: number } | null>({ page: page ?? 1, top: 0 });
  const stand = (number: number) => {
    if (number !== standing) {
      setStanding(number);
      onPage?.(number);
    }
  };
  const look = () => {
    const at = scroller.current?.scrollTop ?? 0;
    const first = pageAt(slots, at);
    const slot = slots[first - 1];
    anchor.current = { page: first, part: slot === undefined ? 0 : (at - slot.top) / slot.height };
    if (target.current !== null && Math.abs(target.current.top - at) > 2) {
      target.current = null;
    }
    stand(target.current?.page ?? pageAt(slots, at + room.height * 0.3));
    setTop(Math.round(at / STEP) * STEP);
  };
  const moveTo = (y: number, number: number) => {
    const element = scroller.current;
    if (element !== null) {
      element.scrollTop = Math.max(0, y);
      target.current = { page: number, top: element.scrollTop };
      look();
    }
  };
  const go = (number: number) => {
    const to = Math.min(Math.max(1, number), total);
    moveTo((slots[to - 1]?.top ?? GAP) - GAP, to);
  };
  useLayoutEffect(() => {
    const slot = slots[anchor.current.page - 1];
    if (scroller.current !== null && slot !== undefined) {
      const was = target.current?.page;
      const y =
        was === undefined ? slot.top + anchor.current.part * slot.height : (slots[was - 1]?.top ?? 0) - GAP;
      scroller.current.scrollTop = y;
      if (was !== undefined) {
        target.current = { page: was, top: scroller.current.scrollTop };
      }
    }
  }, [slots]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return undefined;
    }
    const observer = new ResizeObserver(() =>
      setRoom({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const hits = useMemo(
    () =>
      findAll(
        pages.map((known) => known?.text ?? null),
        query,
      ),
    [pages, query],
  );
  const [chosen, setChosen] = useState({ query: "", index: 0 });
  if (chosen.query !== query && (hits.length > 0 || query === "")) {
    setChosen({ query, index: firstFrom(hits, standing) });
  }
  const index = chosen.query === query && hits.length > 0 ? chosen.index % hits.length : -1;
  const boxesOf = (hit: Hit): Box[] => {
    const known = pages[hit.page - 1];
    return known ? hitBoxes(hit, known.text, known.runs, known.boxes) : [];
  };
  const showHit = useEffectEvent(() => {
    const hit = hits[index];
    const slot = hit && slots[hit.page - 1];
    const box = hit && boxesOf(hit)[0];
    if (hit && slot && box) {
      const y = slot.top + (box.y0 - slot.box.y0) * slot.scale - room.height / 3;
      moveTo(Math.min(y, columnHeight(slots) - room.height), hit.page);
      target.current = null;
    }
  });
  useEffect(() => {
    if (chosen.query !== "") {
      showHit();
    }
  }, [chosen]);
  const step = (by: number) => {
    if (hits.length > 0) {
      setChosen({ query, index: (index + by + hits.length) % hits.length });
    }
  };

  const searching = query !== "" && done < total;
  const scanned = done === total && pages.every((known) => (known?.text.text ?? "") === "");
  const tellHits = useEffectEvent(() => onHits?.({ at: index + 1, count: hits.length, searching, scanned }));
  const tellPages = useEffectEvent(() => onPages?.(total));
  const follow = useEffectEvent(() => {
    if (page !== undefined && page !== standing) {
      go(page);
    }
  });
  useEffect(() => tellHits(), [index, hits.length, searching, scanned]);
  useEffect(() => tellPages(), [total]);
  useEffect(() => follow(), [page]);
  useImperativeHandle(ref, () => ({
    next: () => step(1),
    previous: () => step(-1),
    go,
    about: (words) => {
      const found = pagesAbout(
        words,
        pages.map((known) => known?.text.text ?? ""),
      );
      const to = found[(found.indexOf(standing) + 1) % found.length] ?? 0;
      if (to > 0) {
        go(to);
      }
      return to;
    },
    scrollBy: (screens) => {
      const element = scroller.current;
      if (element !== null) {
        element.scrollTop += screens * element.clientHeight * 0.9;
      }
    },
    focus: () => scroller.current?.focus(),
  }));

  const onInk = useCallback(
    (number: number, ink: Box | null) =>
      setInks((was) => (was.has(number) ? was : new Map(was).set(number, ink))),
    [],
  );
  const [from, to] = pagesIn(slots, top - room.height * 0.75, top + room.height * 1.75);
  const marksOf = (number: number): PdfMark[] =>
    hits.flatMap((hit, at) =>
      hit.page === number ? boxesOf(hit).map((box) => ({ box, on: at === index })) : [],
    );
  return (
    <div ref={scroller} className="pdf-view" role="region" aria-label={label} tabIndex={0} onScroll={look}>
      <div className="pdf-column" style={{ height: columnHeight(slots), minWidth: width + 2 * SIDE }}>
        {slots.map((slot, at) => (
          <div
            key={at}
            className="pdf-page"
            data-page={at + 1}
            style={{
              top: slot.top,
              height: slot.height,
              width,
              left: `max(${SIDE}px, calc(50% - ${width / 2}px))`,
            }}
          >
            {at + 1 >= from && at + 1 <= to && (
              <PdfPage paper={paper} number={at + 1} slot={slot} marks={marksOf(at + 1)} onInk={onInk} />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
