import type { UseQueryResult } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ProblemBox } from "./problem-box";

/** Says what is being read, and how far it has come where that is known. */
export function Loading({ what, done, total }: { what?: string; done?: number; total?: number }) {
  const { t } = useTranslation();
  return (
    <div className="waiting" role="status">
      <span>
        {what === undefined ? t("app.loading") : t("app.loadingWhat", { what })}
        {total !== undefined && ` ${t("app.progress", { done: done ?? 0, total })}`}
      </span>
    </div>
  );
}

/** Nothing is there yet: what would be, and the act that brings it. */
export function Empty({ title, hint, action }: { title: string; hint?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {hint !== undefined && <p>{hint}</p>}
      {action}
    </div>
  );
}

/** A read that went wrong, in its words, with a way to try again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="failed">
      <ProblemBox error={error} />
      {onRetry !== undefined && <Button onClick={onRetry}>{t("app.retry")}</Button>}
    </div>
  );
}

/**
 * What a query has to say: that it is reading, what went wrong, that there is nothing, or its data.
 * Data that was read before stays under the words of a read that failed.
 */
export function QueryStates<T>({
  query,
  what,
  empty,
  children,
}: {
  query: UseQueryResult<T>;
  what?: string;
  empty?: { is: (data: T) => boolean; show: ReactNode };
  children: (data: T) => ReactNode;
}) {
  const { data } = query;
  if (query.isPending) {
    return <Loading {...(what === undefined ? {} : { what })} />;
  }
  return (
    <>
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {data !== undefined && (empty?.is(data) === true ? empty.show : children(data))}
    </>
  );
}
