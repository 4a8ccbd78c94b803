import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type JournalLine } from "../../backend";
import { actOf, subjectOf } from "../../components/journal-words";
import { PageHead } from "../../components/page-head";
import { ProblemBox } from "../../components/problem-box";
import { Empty, Failed, Loading } from "../../components/states";
import { EntryDock } from "./entry-dock";
import { FilesCheck } from "./files-check";
import { JournalCheckNote, useJournalCheck } from "./journal-check";
import { JournalExport } from "./journal-export";
import { JournalTable } from "./journal-table";
import "./journal.css";

/** Entries that are read at once. */
const PAGE = 100;

/** The journal, newest first, and the checks of it and of files. */
export function JournalPage() {
  const { t } = useTranslation();
  const backend = useBackend();
  const [text, setText] = useState("");
  const [action, setAction] = useState<string | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [tool, setTool] = useState<"files" | "export" | null>(null);
  const check = useJournalCheck();
  const query = useInfiniteQuery({
    queryKey: ["journal"],
    queryFn: ({ pageParam }) => backend.journal(pageParam, PAGE),
    initialPageParam: null as number | null,
    // The first entry is number 1.
    getNextPageParam: ({ lines }) => {
      const last = lines.at(-1);
      return last === undefined || last.seq <= 1 ? undefined : last.seq;
    },
    retry: false,
  });
  const lines = query.data?.pages.flatMap((page) => page.lines) ?? [];
  const [newest] = query.data?.pages ?? [];
  const actions = [...new Map(lines.map((line) => [line.action, actOf(line)]))].sort();
  const shown = lines.filter((line) => (action === null || line.action === action) && matches(line, text));
  const entry = lines.find(({ seq }) => seq === chosen);
  const more = () => {
    if (query.hasNextPage && !query.isFetchingNextPage) {
      void query.fetchNextPage();
    }
  };
  const facts = newest === undefined ? undefined : t("journal.facts", { seq: newest.seq, head: newest.head });
  return (
    <div className="page">
      <PageHead title={t("journal.title")} facts={facts}>
        <Button
          aria-expanded={tool === "export"}
          onClick={() => setTool(tool === "export" ? null : "export")}
        >
          {t("journal.export")}
        </Button>
        <Button aria-expanded={tool === "files"} onClick={() => setTool(tool === "files" ? null : "files")}>
          {t("journal.checkFiles")}
        </Button>
        <Button type="primary" disabled={check.isPending} onClick={() => check.mutate()}>
          {t("journal.check")}
        </Button>
      </PageHead>
      <JournalCheckNote check={check} />
      {tool === "files" && <FilesCheck onClose={() => setTool(null)} />}
      {tool === "export" && <JournalExport onClose={() => setTool(null)} />}
      {query.isPending && <Loading what={t("journal.what")} />}
      {query.isError && lines.length === 0 && (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && lines.length === 0 && (
        <Empty title={t("journal.empty")} hint={t("journal.emptyHint")} />
      )}
      {lines.length > 0 && (
        <div className="docked jn">
          <section className="jn-left">
            <div className="jn-bar">
              <Input
                className="jn-search"
                aria-label={t("journal.filter")}
                placeholder={t("journal.filterHint")}
                value={text}
                allowClear
                onChange={(event) => setText(event.target.value)}
              />
              <Select
                className="jn-action"
                aria-label={t("journal.action")}
                placeholder={t("journal.anyAction")}
                value={action}
                allowClear
                popupMatchSelectWidth={false}
                onChange={(next: string | undefined) => setAction(next ?? null)}
                options={actions.map(([value, label]) => ({ value, label }))}
              />
              <span className="sec" role="status">
                {t("journal.shown", { shown: shown.length, read: lines.length, seq: newest?.seq ?? 0 })}
              </span>
            </div>
            <JournalTable lines={shown} chosen={chosen} onChoose={setChosen} onEnd={more}>
              {shown.length === 0 && (
                <p className="jn-none">{t("journal.nothingFound", { read: lines.length })}</p>
              )}
              {query.isError && <ProblemBox error={query.error} />}
              <div className="jn-more">
                {query.hasNextPage ? (
                  <Button disabled={query.isFetchingNextPage} onClick={more}>
                    {query.isFetchingNextPage ? t("journal.reading") : t("journal.more", { count: PAGE })}
                  </Button>
                ) : (
                  <span className="dim">{t("journal.allRead")}</span>
                )}
              </div>
            </JournalTable>
          </section>
          <EntryDock entry={entry} />
        </div>
      )}
    </div>
  );
}

/** Whether every word of `text` stands somewhere in what the row shows, or in its figures: who decided, who was there. */
function matches(line: JournalLine, text: string): boolean {
  const row = [
    line.seq,
    line.at,
    line.actor,
    line.action,
    actOf(line),
    subjectOf(line),
    line.reason,
    line.details,
  ]
    .join(" ")
    .toLowerCase();
  return text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((part) => row.includes(part));
}
