import { Button, Checkbox, Input, type InputRef } from "antd";
import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Keys } from "../kbd";
import { useKeys } from "../keys";
import "./pdf.css";
import type { PdfHits } from "./types";

export interface PdfBarProps {
  page: number;
  /** Nothing until the paper is open. */
  pages: number | null;
  onGo: (page: number) => void;
  crop: boolean;
  onCrop: (crop: boolean) => void;
  zoom: Zoom;
  query: string;
  onQuery: (query: string) => void;
  hits: PdfHits;
  onNext: () => void;
  onPrevious: () => void;
  /** Esc in the search: the keyboard goes back to the paper. */
  onLeave?: () => void;
}

/** How large the pages are: `1` is as wide as there is room. */
export interface Zoom {
  at: number;
  larger: () => void;
  smaller: () => void;
  reset: () => void;
}

/** The bar of a reader: pages, white margins, search. `children` stand first, such as the paper's title or tabs. */
export function PdfBar({ children, ...bar }: PdfBarProps & { children?: ReactNode }) {
  const { t } = useTranslation();
  const { page, pages, onGo } = bar;
  const percent = `${Math.round(bar.zoom.at * 100)}%`;
  return (
    <div className="pdf-bar" role="toolbar" aria-label={t("pdf.bar")}>
      {children}
      <span className="pdf-bar-rest" />
      <span className="pdf-bar-pages">
        <Button
          type="text"
          size="small"
          aria-label={t("pdf.previousPage")}
          disabled={page <= 1}
          onClick={() => onGo(page - 1)}
        >
          ‹
        </Button>
        <span>{pages === null ? "—" : t("pdf.pageOf", { page, pages })}</span>
        <Button
          type="text"
          size="small"
          aria-label={t("pdf.nextPage")}
          disabled={page >= (pages ?? 1)}
          onClick={() => onGo(page + 1)}
        >
          ›
        </Button>
      </span>
      <span className="pdf-bar-pages">
        <Button
          type="text"
          size="small"
          aria-label={t("pdf.smaller")}
          title={t("pdf.smaller")}
          onClick={bar.zoom.smaller}
        >
          −
        </Button>
        <button
          type="button"
          aria-label={`${percent} ${t("pdf.fit")}`}
          title={t("pdf.fit")}
          onClick={bar.zoom.reset}
        >
          {percent}
        </button>
        <Button
          type="text"
          size="small"
          aria-label={t("pdf.larger")}
          title={t("pdf.larger")}
          onClick={bar.zoom.larger}
        >
          +
        </Button>
      </span>
      <Checkbox checked={bar.crop} onChange={(event) => bar.onCrop(event.target.checked)}>
        {t("pdf.crop")}
      </Checkbox>
      <Find {...bar} />
    </div>
  );
}

function Find({ query, onQuery, hits, onNext, onPrevious, onLeave }: PdfBarProps) {
  const { t } = useTranslation();
  const field = useRef<InputRef>(null);
  useKeys([
    {
      keys: "Ctrl F",
      label: t("pdf.find"),
      run: () => field.current?.focus({ cursor: "all" }),
      inFields: true,
    },
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) {
      return;
    }
    // The page's own Enter and Esc rest.
    event.preventDefault();
    if (event.key === "Escape") {
      onQuery("");
      field.current?.blur();
      onLeave?.();
    } else if (event.shiftKey) {
      onPrevious();
    } else {
      onNext();
    }
  };
  const found = hits.count > 0;
  const words = () => {
    if (hits.scanned) {
      return t("pdf.scanned");
    }
    if (found) {
      return t("pdf.hits", { at: hits.at, count: hits.count });
    }
    return hits.searching ? t("pdf.searching") : t("pdf.noHits");
  };
  return (
    <span className="pdf-bar-find" role="search">
      <Input
        ref={field}
        size="small"
        aria-label={t("pdf.find")}
        placeholder={t("pdf.findHint")}
        value={query}
        suffix={query === "" ? <Keys of="Ctrl F" /> : <span />}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {query !== "" && (
        <>
          <span role="status">{words()}</span>
          <Button
            type="text"
            size="small"
            aria-label={t("pdf.previousHit")}
            disabled={!found}
            onClick={onPrevious}
          >
            ‹
          </Button>
          <Button type="text" size="small" aria-label={t("pdf.nextHit")} disabled={!found} onClick={onNext}>
            ›
          </Button>
        </>
      )}
    </span>
  );
}
