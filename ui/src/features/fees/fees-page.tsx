import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemOf, useBackend, type FeesView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { PdfBar } from "../../components/pdf/pdf-bar";
import { PdfView } from "../../components/pdf/pdf-view";
import { usePdfReader } from "../../components/pdf/use-pdf-reader";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { Side } from "../../components/side";
import { Empty, QueryStates } from "../../components/states";
import { useUnsaved } from "../../components/unsaved";
import { FeeTable } from "./fee-table";
import "./fees.css";
import { RatesPane } from "./rates-pane";
import { SheetPane, useNoSheet } from "./sheet-pane";
import { useFees, type Fees } from "./use-fees";

const BACK = "/documents";

/** What a session's experts are paid: typed, computed as it is typed, kept apart from the meeting's papers. */
export function FeesPage({ no, onGo }: { no: string; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const query = useQuery({ queryKey: ["fees", no], queryFn: () => backend.fees(no), retry: false });
  if (query.isError && problemOf(query.error).code === "rules.not_frozen") {
    return (
      <div className="page">
        <PageHead title={t("fees.title")} />
        <Empty
          title={t("fees.none")}
          hint={t("fees.noneHint")}
          action={
            <Button type="primary" onClick={() => onGo("/setup")}>
              {t("fees.toSetup")}
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <QueryStates query={query} what={t("fees.what")}>
      {(view) => <Kept no={no} kept={view} onGo={onGo} />}
    </QueryStates>
  );
}

function Kept({ no, kept, onGo }: { no: string; kept: FeesView; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const fees = useFees(no, kept);
  const { changed, save } = fees;
  const [looking, setLooking] = useState(false);
  const noSheet = useNoSheet(fees);
  useUnsaved(changed && !save.isPending ? { what: t("fees.work") } : null);
  const ready = changed && !save.isPending;
  const keep = () => {
    if (ready) save.mutate();
  };
  const look = () => setLooking(!looking);
  // What is typed further is another sheet.
  const shown = looking && noSheet === null;
  useKeys([
    { keys: "Ctrl S", label: t("fees.save"), run: keep, inFields: true, when: ready, changes: true },
    {
      keys: "Ctrl P",
      label: t(shown ? "fees.sheet.table" : "fees.sheet.preview"),
      run: look,
      inFields: true,
      when: noSheet === null,
    },
    {
      keys: "Esc",
      label: t(shown ? "fees.sheet.table" : "fees.back"),
      run: () => (shown ? setLooking(false) : onGo(BACK)),
    },
  ]);
  return (
    <div className="page fe">
      <PageHead
        title={t("fees.title")}
        facts={t("fees.facts", { title: kept.session.title, count: kept.rows.length })}
      >
        <Button onClick={() => onGo(BACK)}>{t("fees.back")}</Button>
        <Button disabled={noSheet !== null} title={noSheet ?? ""} onClick={look}>
          {t(shown ? "fees.sheet.table" : "fees.sheet.preview")} <Keys of="Ctrl P" />
        </Button>
        <Changes>
          <Button type="primary" disabled={!ready} onClick={keep}>
            {t(save.isPending ? "fees.saving" : "fees.save")} <Keys of="Ctrl S" />
          </Button>
        </Changes>
      </PageHead>
      <div className="docked fe-body">
        {shown ? <SheetView no={no} at={kept.kept_at ?? ""} /> : <Main fees={fees} />}
        <Side className="dock fe-dock" label={t("fees.rates.title")}>
          <RatesPane no={no} fees={fees} />
          <SheetPane no={no} fees={fees} />
        </Side>
      </div>
    </div>
  );
}

function Main({ fees }: { fees: Fees }) {
  const { t } = useTranslation();
  const { view, form, changed, computing, save } = fees;
  const state = computing
    ? t("fees.computing")
    : changed
      ? t("fees.unsaved")
      : view.kept_at === null
        ? t("fees.never")
        : t("fees.savedAt", { at: view.kept_at, by: view.kept_by ?? "" });
  return (
    <div className="fe-main" role="region" aria-label={t("fees.table")} tabIndex={0}>
      <p className="sec fe-line">
        <Mark kind={changed ? "part" : view.kept_at === null ? "none" : "done"} />{" "}
        <span role="status">{state}</span> · {t("fees.workers")}
      </p>
      <FeeTable fees={fees} />
      <div className="fe-foot">
        <label htmlFor="fe-paid-on">{t("fees.paidOn")}</label>
        <Changes>
          <Input
            id="fe-paid-on"
            size="small"
            autoComplete="off"
            placeholder={t("fees.dateHint")}
            value={form.paid_on}
            onChange={(event) => fees.set({ paid_on: event.target.value })}
          />
        </Changes>
        {view.sums.net_words !== null && <b>{t("fees.words", { words: view.sums.net_words })}</b>}
      </div>
      {save.isError && <ProblemBox error={save.error} />}
      {fees.error !== null && <ProblemBox error={fees.error} />}
      {view.problems.length > 0 && (
        <section className="fe-problems" aria-label={t("fees.problems")}>
          <ProblemList problems={view.problems} />
        </section>
      )}
    </div>
  );
}

/** The sheet with masked numbers, as it was recorded. */
function SheetView({ no, at }: { no: string; at: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const reader = usePdfReader(`fees/${no}/${at}`, { whole: true });
  return (
    <div className="fe-reader">
      <PdfBar {...reader.bar}>
        <b>{t("fees.sheet.previewOf")}</b>
      </PdfBar>
      <PdfView {...reader.view} load={() => backend.feeSheetPreview(no)} label={t("fees.sheet.previewOf")} />
    </div>
  );
}
