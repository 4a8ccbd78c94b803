import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type FarScore, type ResultsView, type TieView } from "../../backend";
import { ofProjects } from "../../components/conclusions";
import { useKeys } from "../../components/keys";
import { KeysRest } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { Part, useLeavePart, useUnsaved } from "../../components/unsaved";
import { axisOf } from "./axis";
import { DecideAll } from "./decide-all";
import { Distribution } from "./distribution";
import { Dock, type DockTab } from "./dock";
import type { Drafts } from "./draft";
import { EnvelopeForm } from "./envelope-form";
import { EnvelopeStrip, fitting, type Fit } from "./envelope-strip";
import { Insight } from "./insight";
import { Notes } from "./notes";
import { PanelActs } from "./panel-acts";
import { Queue, waitingOf } from "./queue";
import { Ranking } from "./ranking";
import { SaidForm } from "./said-form";
import { TieForm } from "./tie-form";

/** What is docked in the place of a bid. */
type Side =
  | { kind: "tie"; tie: TieView }
  | { kind: "said"; far: FarScore }
  | { kind: "envelope" }
  | { kind: "acts" }
  | null;

/** The tallied result. */
export function Results({
  no,
  view,
  cutoff,
  envelope,
  onGo,
  children,
}: {
  no: string;
  view: ResultsView;
  cutoff: string | null;
  envelope: string | null;
  onGo: (path: string) => void;
  /** The what-if bar. */
  children: ReactNode;
}) {
  const { t, i18n } = useTranslation();
  const backend = useBackend();
  const [shown, setShown] = useState<"table" | "dots" | "insight" | "all">("table");
  const [picked, putPicked] = useState<string | null>(null);
  const [tab, putTab] = useState<DockTab>("how");
  const [side, putSide] = useState<Side>(null);
  const leaveSide = useLeavePart("side");
  const setSide = (to: Side) => leaveSide(() => putSide(to));
  const setPicked = (bid: string | null) => leaveSide(() => putPicked(bid));
  const [fit, setFit] = useState<Fit>("all");
  const rows = fitting(view, fit);
  const [drafts, setDrafts] = useState<Drafts>({});
  const drop = (bids: readonly string[]) =>
    setDrafts((was) => Object.fromEntries(Object.entries(was).filter(([bid]) => !bids.includes(bid))));
  const open = view.rows.filter((row) => drafts[row.no] !== undefined).map((row) => row.position);
  useUnsaved(open.length === 0 ? null : { what: t("results.form.unsaved", { bids: open.join("、") }) });
  const dock = useRef<HTMLElement>(null);
  const axis = axisOf(view, cutoff);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.no === picked),
  );
  const row = rows[at];
  const explain = useQuery({
    queryKey: ["explain", no, row?.no],
    queryFn: () => backend.explain(no, row?.no ?? ""),
    enabled: row !== undefined,
    retry: false,
  });
  const setTab = (to: DockTab) => leaveSide(() => putTab(to));
  const pick = (bid: string, to: DockTab = tab) => {
    leaveSide(() => {
      putPicked(bid);
      putTab(to);
      putSide(null);
      setFit("all");
      setShown("table");
    });
  };
  const step = (key: string) => {
    const next = rows[at + (key === "↑" ? -1 : 1)];
    if (next !== undefined) {
      setPicked(next.no);
    }
  };
  const dockSide = (to: Side) => {
    leaveSide(() => {
      putSide(to);
      setShown("table");
    });
  };
  const ranking = shown === "table";
  useKeys([
    { keys: "Ctrl ↑↓", label: t("results.move"), run: step, when: ranking && side === null },
    {
      keys: "Ctrl 1",
      label: t("results.dock.how"),
      run: () => setTab("how"),
      when: ranking && side === null,
    },
    {
      keys: "Ctrl 2",
      label: t("results.dock.word"),
      run: () => setTab("word"),
      when: ranking && side === null,
    },
    {
      keys: "Ctrl B",
      label: t("results.toggle"),
      run: () => setShown(shown === "dots" ? "table" : "dots"),
      when: shown !== "all" && !ofProjects(view.session.kind),
    },
    {
      keys: "Ctrl Y",
      label: t("insight.key"),
      run: () => setShown(shown === "insight" ? "table" : "insight"),
      when: shown !== "all" && !ofProjects(view.session.kind),
    },
    {
      keys: "Esc",
      label: t("results.dock.close"),
      run: () => (side === null ? setShown("table") : setSide(null)),
      when: !ranking || side !== null,
    },
  ]);
  const criterion = (id: string) => {
    const column = explain.data?.columns.find((one) => one.id === id);
    return (i18n.language === "en" ? column?.name_en : column?.name_zh) ?? id;
  };
  const demands = view.session.kind === "demand";
  // Scores of projects advise: there is no order, no line and no sum to try.
  const advises = ofProjects(view.session.kind);
  const facts = [
    t(
      view.total === "0"
        ? "results.facts.unscored"
        : advises
          ? "results.facts.projects"
          : demands
            ? "results.facts.demands"
            : "results.facts.bids",
      {
        bids: view.rows.length,
        sheets: view.sheets,
      },
    ),
    ...(view.total === "0" ? [] : [t(`results.facts.${view.aggregation}`, { from: view.trim_from })]),
    ...(view.basis === "points" ? [] : [t(`method.by.${view.basis}`)]),
    ...(view.first_share === null ? [] : [t("method.firstShare", { share: view.first_share })]),
    ...(view.total === "0" ? [] : [t(advises ? "results.facts.advises" : "results.facts.order")]),
  ];
  return (
    <div className="page rs">
      <PageHead title={t("results.title")} facts={facts.join(" · ")}>
        {!advises && (
          <Segmented
            aria-label={t("results.view.label")}
            value={shown === "all" ? "table" : shown}
            onChange={setShown}
            options={(["table", "dots", "insight"] as const).map((value) => ({
              value,
              label: value === "insight" ? t("insight.view") : t(`results.view.${value}`),
            }))}
          />
        )}
        {view.session.kind === "bid" && <Button onClick={() => onGo("/rooms")}>{t("rooms.go")}</Button>}
        <Button
          {...(waitingOf(view) === 0 ? { type: "primary" as const } : {})}
          onClick={() => onGo("/documents")}
        >
          {t("results.toDocuments")}
        </Button>
      </PageHead>
      {!advises && children}
      <EnvelopeStrip
        view={view}
        fit={fit}
        onFit={setFit}
        onSet={() => dockSide({ kind: "envelope" })}
        onActs={() => dockSide({ kind: "acts" })}
      />
      {view.findings.length > 0 && <Notes findings={view.findings} />}
      {shown === "dots" && <Distribution view={view} axis={axis} cutoff={cutoff} />}
      {shown === "insight" && <Insight no={no} cutoff={cutoff} />}
      {shown === "all" && (
        <KeysRest>
          <DecideAll
            no={no}
            view={view}
            drafts={drafts}
            onDraft={(bid, draft) => setDrafts((was) => ({ ...was, [bid]: draft }))}
            onKept={drop}
            onClose={() => setShown("table")}
          />
        </KeysRest>
      )}
      {ranking && (
        <div className="rs-body">
          <div className="rs-left">
            <Ranking
              view={view}
              rows={rows}
              axis={axis}
              cutoff={cutoff}
              envelope={envelope}
              at={at}
              onMove={(index) => setPicked(rows[index]?.no ?? null)}
              onOpen={() => dock.current?.focus()}
            />
            <Queue
              no={no}
              view={view}
              criterion={criterion}
              onSee={(bid) => pick(bid, "how")}
              onDecide={(bid) => pick(bid, "word")}
              onTie={(tie) => setSide({ kind: "tie", tie })}
              onSaid={(far) => setSide({ kind: "said", far })}
              onAll={() => setShown("all")}
              onRecord={() => onGo("/board")}
            />
          </div>
          <Part name="side">
            {side !== null ? (
              <KeysRest>
                {side.kind === "tie" ? (
                  <TieForm
                    key={side.tie.bids.join()}
                    no={no}
                    view={view}
                    tie={side.tie}
                    onClose={() => setSide(null)}
                    onDone={() => putSide(null)}
                  />
                ) : side.kind === "said" ? (
                  <SaidForm
                    key={`${side.far.bid_no}/${side.far.expert_no}/${side.far.criterion ?? ""}`}
                    no={no}
                    view={view}
                    far={side.far}
                    criterion={criterion}
                    onClose={() => setSide(null)}
                    onDone={() => putSide(null)}
                  />
                ) : side.kind === "envelope" ? (
                  <EnvelopeForm
                    no={no}
                    view={view}
                    cutoff={cutoff}
                    total={envelope}
                    onClose={() => setSide(null)}
                    onDone={() => putSide(null)}
                  />
                ) : (
                  <PanelActs no={no} view={view} onClose={() => setSide(null)} />
                )}
              </KeysRest>
            ) : (
              row !== undefined && (
                <Dock
                  key={row.no}
                  ref={dock}
                  no={no}
                  kind={view.session.kind}
                  row={row}
                  rows={view.rows}
                  explain={explain}
                  rule={{ aggregation: view.aggregation, from: view.trim_from }}
                  basis={view.basis}
                  closed={view.session.stage === "closed"}
                  tab={tab}
                  onTab={setTab}
                  draft={drafts[row.no]}
                  onDraft={(draft) => setDrafts((was) => ({ ...was, [row.no]: draft }))}
                  onKept={() => drop([row.no])}
                />
              )
            )}
          </Part>
        </div>
      )}
    </div>
  );
}
