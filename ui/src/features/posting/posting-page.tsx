import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BatchView, type ListsView } from "../../backend";
import { grouped } from "../../components/amount";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { PdfBar } from "../../components/pdf/pdf-bar";
import { PdfView } from "../../components/pdf/pdf-view";
import { usePdfReader } from "../../components/pdf/use-pdf-reader";
import { Empty, QueryStates } from "../../components/states";
import { BatchDock } from "./batch-dock";
import { BatchForm } from "./batch-form";
import { ListTable } from "./list-table";
import "./posting.css";

/** 张榜发布: batches, the two decisions, numbers, publication, and the papers of the list. */
export function PostingPage({ onGo }: { onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const lists = useQuery({ queryKey: ["demands", "lists"], queryFn: () => backend.lists(), retry: false });
  return (
    <div className="page">
      <QueryStates query={lists} what={t("posting.what")}>
        {(view) => <Full view={view} onGo={onGo} />}
      </QueryStates>
    </div>
  );
}

function Full({ view, onGo }: { view: ListsView; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [making, setMaking] = useState(false);
  const [preview, setPreview] = useState<"archive" | "public" | null>(null);
  const can = view.proposed.length > 0;
  const make = () => setMaking(true);
  const batch = view.batches.find((one) => one.name === chosen) ?? view.batches[0];
  useKeys([
    { keys: "Ctrl N", label: t("posting.keys.make"), run: make, changes: true, when: can && !making },
    {
      keys: "Esc",
      label: t("posting.close"),
      run: () => setPreview(null),
      when: preview !== null && !making,
    },
  ]);
  if (making) {
    return (
      <BatchForm
        view={view}
        onDone={(name) => {
          setMaking(false);
          setChosen(name);
        }}
        onBack={() => setMaking(false)}
      />
    );
  }
  const button = (
    <Changes>
      <Button type="primary" disabled={!can} onClick={make}>
        {t("posting.make")} <Keys of="Ctrl N" />
      </Button>
    </Changes>
  );
  if (batch === undefined) {
    return (
      <>
        <PageHead
          title={t("posting.title")}
          facts={t("posting.factsNone", { count: view.proposed.length })}
        />
        <Empty
          title={t("posting.emptyTitle")}
          hint={can ? t("posting.emptyHint") : t("posting.emptyNothing")}
          action={
            can ? (
              button
            ) : (
              <Button type="primary" onClick={() => onGo("/list")}>
                {t("posting.toSelection")}
              </Button>
            )
          }
        />
      </>
    );
  }
  return (
    <>
      <PageHead
        title={t("posting.title")}
        facts={[
          t("posting.facts", {
            batch: batch.name,
            count: batch.listed.length,
            amount: grouped(batch.total_investment),
          }),
          ...(can ? [] : [t("posting.needProposed")]),
        ].join(" · ")}
      >
        <Select
          aria-label={t("posting.batch")}
          className="ps-batch"
          value={batch.name}
          onChange={(name: string) => {
            setChosen(name);
            setPreview(null);
          }}
          options={view.batches.map((one) => ({ value: one.name, label: one.name }))}
        />
        {preview !== null && (
          <Button onClick={() => setPreview(null)}>
            {t("posting.close")} <Keys of="Esc" />
          </Button>
        )}
        {button}
      </PageHead>
      <div className="docked ps-body">
        {preview === null ? (
          <Changes>
            <ListTable key={`list ${batch.name}`} batch={batch} proposed={view.proposed} />
          </Changes>
        ) : (
          <Preview key={`${batch.name}${preview}`} batch={batch} paper={preview} />
        )}
        <BatchDock key={`way ${batch.name}`} batch={batch} today={view.today} onPreview={setPreview} />
      </div>
    </>
  );
}

/** The pages of a copy of the list as it would be saved now. */
function Preview({ batch, paper }: { batch: BatchView; paper: "archive" | "public" }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const reader = usePdfReader(`list ${batch.name} ${paper} ${JSON.stringify(batch).length}`, { whole: true });
  const title = t("posting.previewOf", { paper: t(`posting.paper.${paper}`) });
  return (
    <div className="ps-reader">
      <PdfBar {...reader.bar}>
        <b>{title}</b>
      </PdfBar>
      <PdfView {...reader.view} load={() => backend.listPreview(batch.name, paper)} label={title} />
    </div>
  );
}
