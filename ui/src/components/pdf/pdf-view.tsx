import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";

import { Failed } from "../states";
import { PdfColumn } from "./pdf-column";
import "./pdf.css";
import { sizeOf } from "./size";
import type { PdfViewProps } from "./types";
import { usePaper, type Opened } from "./use-paper";

export type { PdfHandle, PdfHits, PdfViewProps } from "./types";

/** What the reader says while there is no page yet. */
function useWaiting(size: number | undefined) {
  const { t } = useTranslation();
  return (opened: Opened): string => {
    switch (opened.step) {
      case "reading":
        return size === undefined ? t("pdf.reading") : t("pdf.readingSize", { size: sizeOf(size) });
      case "measuring":
        return t("pdf.measuring", { done: opened.done, total: opened.total });
      default:
        return t("pdf.opening");
    }
  };
}

/**
 * A PDF to read: pages are drawn as they come near, their text can be selected and searched, white margins are cut.
 * Nothing in the paper can act: no links, forms or scripts.
 */
export function PdfView({ load, cacheKey, size, onError, ...rest }: PdfViewProps) {
  const { key, opened, retry } = usePaper(load, cacheKey);
  const waiting = useWaiting(size);
  const error = opened.step === "failed" ? opened.error : null;
  const tellError = useEffectEvent(() => onError?.(error));
  useEffect(() => {
    if (error !== null) {
      tellError();
    }
  }, [error]);
  if (opened.step === "open") {
    return <PdfColumn key={key} {...rest} paper={opened.paper} pages={opened.pages} done={opened.done} />;
  }
  return (
    <div className="pdf-view" role="region" aria-label={rest.label} tabIndex={0}>
      {error !== null ? (
        <Failed error={error} onRetry={retry} />
      ) : (
        <div className="waiting" role="status">
          <span>{waiting(opened)}</span>
        </div>
      )}
    </div>
  );
}
