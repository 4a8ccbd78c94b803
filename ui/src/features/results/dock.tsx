import type { UseQueryResult } from "@tanstack/react-query";
import { Segmented } from "antd";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";

import type { BasisName, ExplainView, ResultRow, SessionKind } from "../../backend";
import { askWord } from "../../components/conclusions";
import { Changes } from "../../components/may";
import { QueryStates } from "../../components/states";
import { DecisionForm } from "./decision-form";
import { draftOf, type Draft } from "./draft";
import { Explain, type TrimRule } from "./explain";
import { Spoken } from "./spoken";

export type DockTab = "how" | "word";

/** Docked at the right: how the score of the chosen bid came about, or the panel's word on it. */
export function Dock({
  no,
  kind,
  row,
  rows,
  explain,
  rule,
  basis,
  closed,
  tab,
  onTab,
  draft,
  onDraft,
  onKept,
  ref,
}: {
  no: string;
  kind: SessionKind;
  row: ResultRow;
  /** The bids of the meeting. */
  rows: readonly ResultRow[];
  explain: UseQueryResult<ExplainView>;
  rule: TrimRule;
  /** What is ranked by. */
  basis: BasisName;
  closed: boolean;
  tab: DockTab;
  onTab: (tab: DockTab) => void;
  draft: Draft | undefined;
  onDraft: (draft: Draft) => void;
  /** The word is recorded: nothing of it is only typed. */
  onKept: () => void;
  ref: Ref<HTMLElement>;
}) {
  const { t } = useTranslation();
  return (
    <aside
      ref={ref}
      className="rs-dock"
      tabIndex={0}
      aria-label={t("results.dock.label", { position: row.position })}
    >
      <div className="rs-dh">
        <div>
          <b>{t("results.dock.label", { position: row.position })}</b>{" "}
          {tab === "how" && <span className="sec">{t("results.explain.title")}</span>}
          <h2>{row.title}</h2>
        </div>
        <div className="rs-big">
          {row.score ?? (kind === "termination" ? t("results.noPoints") : t("results.notScored"))}
          {row.rank !== null && <small>{t("results.rankOf", { rank: row.rank })}</small>}
        </div>
        <Segmented
          size="small"
          aria-label={t("results.view.label")}
          value={tab}
          onChange={onTab}
          options={[
            { value: "how" as const, label: t("results.dock.how") },
            { value: "word" as const, label: t("results.dock.word") },
          ]}
        />
      </div>
      <QueryStates query={explain} what={t("results.explain.what")}>
        {(view) =>
          tab === "how" ? (
            <>
              <Spoken no={no} ask={t(askWord(kind))} view={view} closed={closed} />
              <Explain view={view} rule={rule} basis={basis} money={kind === "bid"} rows={rows} />
            </>
          ) : (
            <Changes said>
              <DecisionForm
                no={no}
                kind={kind}
                view={view}
                row={row}
                closed={closed}
                draft={draft ?? draftOf(view.decision, view.suggested, row.proposed)}
                onDraft={onDraft}
                onKept={onKept}
              />
            </Changes>
          )
        }
      </QueryStates>
    </aside>
  );
}
