import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DocumentLine, type DocumentsView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { KeysRest } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { clearPrint } from "../../components/pdf/print";
import { usePdfReader } from "../../components/pdf/use-pdf-reader";
import { Side } from "../../components/side";
import { Empty, QueryStates } from "../../components/states";
import "./documents.css";
import { useAwaited } from "./awaited";
import { FactsPane } from "./facts-pane";
import { FeesLink } from "./fees-link";
import { PaperList } from "./paper-list";
import { Preview } from "./preview";
import { PrintPanel } from "./print-panel";
import { SaveAllPanel } from "./save-all-panel";
import { SavePanel } from "./save-panel";
import { hasPages, inOrder, previewKey } from "./state";
import { useFailed } from "./use-failed";

/** The papers of a meeting: the set, the chosen one as it will be printed, and what belongs to it. */
export function DocumentsPage({ no, onGo }: { no: string; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const query = useQuery({
    queryKey: ["documents", no],
    queryFn: () => backend.documents(no),
    retry: false,
  });
  const empty = (
    <div className="page">
      <PageHead title={t("documents.title")} />
      <Empty
        title={t("documents.none")}
        hint={t("documents.noneHint")}
        action={
          <Button type="primary" onClick={() => onGo("/setup")}>
            {t("documents.toSetup")}
          </Button>
        }
      />
    </div>
  );
  return (
    <QueryStates
      query={query}
      what={t("documents.what")}
      empty={{ is: (view) => view.documents.length === 0, show: empty }}
    >
      {(view) => <Documents no={no} view={view} onGo={onGo} />}
    </QueryStates>
  );
}

function Documents({
  no,
  view: given,
  onGo,
}: {
  no: string;
  view: DocumentsView;
  onGo: (path: string) => void;
}) {
  const view = useAwaited(given);
  const lines = inOrder(view.documents);
  const [chosen, setChosen] = useState<string | null>(null);
  const line = lines.find(({ id }) => id === chosen) ?? (lines[0] as DocumentLine);
  return <Chosen no={no} view={view} lines={lines} line={line} onChoose={setChosen} onGo={onGo} />;
}

type Act = "save" | "all" | "print";

function Chosen({
  no,
  view,
  lines,
  line,
  onChoose,
  onGo,
}: {
  no: string;
  view: DocumentsView;
  lines: readonly DocumentLine[];
  line: DocumentLine;
  onChoose: (id: string) => void;
  onGo: (path: string) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [act, setAct] = useState<Act | null>(null);
  const [time, setTime] = useState(0);
  // Pages of papers that were looked at and not saved yet.
  const [shown, setShown] = useState<Readonly<Record<string, number>>>({});
  const key = previewKey(no, line);
  // As it will be printed: with its margins.
  const reader = usePdfReader(key.join(" "), { whole: true });
  // Asked for twice in one go it is made once; afterwards anew, for other pages change its data as well.
  const failed = useFailed(no);
  const watched = {
    ...reader,
    view: {
      ...reader.view,
      onPages: (count: number) => {
        reader.view.onPages?.(count);
        setShown((was) => ({ ...was, [line.id]: count }));
        failed.put(line.id, false);
      },
      onError: (error: unknown) => {
        reader.view.onError?.(error);
        failed.put(line.id, true);
      },
    },
  };
  const load = () =>
    queries.fetchQuery({
      queryKey: key,
      queryFn: () => backend.documentPreview(no, line.id),
      staleTime: 2_000,
      gcTime: 10_000,
      retry: false,
    });
  const choose = (id: string) => {
    onChoose(id);
    // What was begun for one paper is not done to another.
    setAct((was) => (was === "all" ? was : null));
  };
  const step = (by: number) => {
    const next = lines[lines.findIndex(({ id }) => id === line.id) + by];
    if (next !== undefined) {
      choose(next.id);
    }
  };
  const print = () => {
    setAct("print");
    setTime((was) => was + 1);
  };
  const close = () => setAct(null);
  useEffect(() => clearPrint, []);
  const saveLabel = line.format === "pdf" ? t("documents.save") : t("documents.saveFile");
  useKeys([
    { keys: "↑↓", label: t("documents.choose"), run: (arrow) => step(arrow === "↑" ? -1 : 1) },
    { keys: "Ctrl P", label: t("documents.print"), run: print, inFields: true },
    { keys: "Ctrl S", label: saveLabel, run: () => setAct("save"), inFields: true },
    { keys: "Ctrl Shift S", label: t("documents.saveAll"), run: () => setAct("all"), inFields: true },
    {
      keys: "Ctrl Enter",
      label: t("documents.saveAll"),
      run: () => setAct("all"),
      when: act === null,
      quiet: true,
    },
    {
      keys: "Esc",
      label: act === null ? t("documents.back") : t("documents.close"),
      run: () => (act === null ? onGo("/results") : close()),
    },
  ]);
  // Only what is known is summed, and said to be that.
  const known = lines.flatMap((one) => one.pages ?? []);
  const made = known.length;
  const kinds = lines.length;
  const pages = known.reduce((sum, of) => sum + of, 0);
  const counts =
    made === 0 ? t("documents.kinds", { kinds }) : t("documents.kindsPages", { kinds, made, pages });
  const says = `${counts} · ${t("documents.facts")}`;
  return (
    <div className="page">
      <PageHead title={t("documents.title")} facts={`${view.session.title} · ${says}`}>
        <Button onClick={print}>
          {t("documents.print")} <Keys of="Ctrl P" />
        </Button>
        <Button onClick={() => setAct("save")}>
          {saveLabel} <Keys of="Ctrl S" />
        </Button>
        <Button
          type="primary"
          disabled={view.blocked.length > 0}
          {...(view.blocked.length > 0 ? { title: t("documents.setBlocked") } : {})}
          onClick={() => setAct("all")}
        >
          {t("documents.saveAll")} <Keys of="Ctrl Shift S" />
        </Button>
      </PageHead>
      <div className="dc">
        <div>
          <PaperList
            lines={lines.map((one) => ({ ...one, pages: one.pages ?? shown[one.id] ?? null }))}
            selected={line.id}
            onSelect={choose}
          />
          <FeesLink onGo={onGo} />
        </div>
        <Preview line={line} reader={watched} load={load} />
        <Side className="dc-side" label={line.title}>
          {act === "save" && (
            <KeysRest>
              <SavePanel key={line.id} no={no} line={line} onClose={close} />
            </KeysRest>
          )}
          {act === "all" && (
            <KeysRest>
              <SaveAllPanel no={no} view={view} onClose={close} />
            </KeysRest>
          )}
          {act === "print" && (
            <PrintPanel line={line} load={load} time={time} onAgain={print} onClose={close} />
          )}
          <FactsPane
            line={line}
            made={reader}
            blocked={view.blocked}
            failed={lines
              .filter((one) => hasPages(one) && failed.ids.includes(one.id))
              .map((one) => one.title)}
          />
        </Side>
      </div>
    </div>
  );
}
