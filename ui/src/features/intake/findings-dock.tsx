import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AmountUnit, IntakeView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { refocus } from "../../components/refocus";
import { useRoving } from "../../components/roving";
import { Side } from "../../components/side";
import { Empty } from "../../components/states";
import { language } from "../../i18n";
import { ChangesPane } from "./changes-pane";
import { FindingItem, GroupItem } from "./finding-item";
import { kindsOf, proposalOf, type Group, type Placed, type Severity } from "./findings";
import { KnownRows } from "./known-rows";
import { SendBack } from "./send-back";
import type { Intake } from "./use-intake";
import type { Findings } from "./use-findings";
import type { Selection } from "./use-selection";

/** As many members of an opened group are there at first, and as many more each time. */
const STEP = 50;

type Entry =
  | { is: "group"; group: Group; open: boolean }
  | { is: "finding"; finding: Placed; inside: boolean }
  | { is: "more"; group: Group; rest: number };

/** What is in the list, from the top: groups, their members where opened, and what is left of long ones. */
function entriesOf({ groups, isOpen, current }: Findings, shown: ReadonlyMap<string, number>): Entry[] {
  return groups.flatMap((group): Entry[] => {
    const [only] = group.members;
    if (only !== undefined && group.members.length === 1) {
      return [{ is: "finding", finding: only, inside: false }];
    }
    const open = isOpen(group.key, group.members);
    const head: Entry = { is: "group", group, open };
    if (!open) {
      return [head];
    }
    const at = group.members.findIndex((one) => one.key === current?.key);
    const count = Math.max(shown.get(group.key) ?? STEP, at + 1);
    const rest = group.members.length - count;
    return [
      head,
      ...group.members.slice(0, count).map((finding): Entry => ({ is: "finding", finding, inside: true })),
      ...(rest > 0 ? [{ is: "more", group, rest } as const] : []),
    ];
  });
}

interface DockProps {
  view: IntakeView;
  all: readonly Placed[];
  findings: Findings;
  selection: Selection;
  edit: Intake["edit"];
}

/** The findings beside the sheet: what must change apart from what needs a look. */
export function FindingsDock({ view, all, findings, selection, edit }: DockProps) {
  const { t } = useTranslation();
  const { current } = findings;
  const proposal = proposalOf(current);
  const looking = selection.mode.act === "look";
  const accept = () => {
    if (current?.cell != null && current.sheet !== null && proposal !== null) {
      edit.mutate({ act: "correct", sheet: current.sheet, cell: current.cell, text: proposal });
    }
  };
  const amend = ({ sheet, row }: Placed, replace: boolean) => {
    if (sheet !== null && row !== null) {
      edit.mutate({ act: "amend", sheet, row, replace });
    }
  };
  const next = () => {
    findings.next();
    // At the cell: arrows go on from it, F2 types it anew.
    refocus(".in-work [role=grid]", { preventScroll: true });
  };
  useKeys([
    { keys: "Ctrl .", label: t("intake.keys.next"), run: next, when: findings.count > 0 },
    {
      keys: "Ctrl G",
      label: t("intake.keys.next"),
      run: next,
      when: findings.count > 0,
      quiet: true,
    },
    {
      keys: "Alt Enter",
      label: t("intake.keys.accept"),
      run: accept,
      when: proposal !== null && looking,
    },
  ]);
  return (
    <Side className="dock in-dock" label={t("intake.finds.title")}>
      <Top view={view} all={all} findings={findings} edit={edit} />
      {findings.count > 0 ? (
        <List
          several={view.sheets.length > 1}
          findings={findings}
          selection={selection}
          onAccept={accept}
          onAmend={amend}
          onUnit={(sheet, unit) => edit.mutate({ act: "unit", sheet, unit })}
        />
      ) : all.length === 0 ? (
        <Empty title={t("intake.finds.none")} hint={t("intake.finds.noneHint")} />
      ) : (
        <Empty
          title={t("intake.finds.noneHere")}
          hint={t("intake.finds.noneHereHint", { count: all.length })}
        />
      )}
      <ChangesPane view={view} selection={selection} edit={edit} />
    </Side>
  );
}

function Top({ view, all, findings, edit }: Pick<DockProps, "view" | "all" | "findings" | "edit">) {
  const { t } = useTranslation();
  const { filter, setFilter } = findings;
  const zh = language() === "zh";
  const kinds = kindsOf(all);
  return (
    <div className="in-top">
      <h2>{t("intake.finds.title")}</h2>
      <p className="sec">
        {view.demands > 0 && view.bids + view.experts === 0
          ? t("intake.finds.takesDemands", { count: view.demands })
          : t("intake.finds.takes", { bids: view.bids, experts: view.experts })}
      </p>
      <p className="in-counts">
        <span className={view.errors > 0 ? "say say-stop" : "say say-done"}>
          <Mark kind={view.errors > 0 ? "stop" : "done"} /> {t("intake.finds.errors", { count: view.errors })}
        </span>
        <span className={view.warnings > 0 ? "say say-warn" : "say say-done"}>
          <Mark kind={view.warnings > 0 ? "warn" : "done"} />{" "}
          {t("intake.finds.warnings", { count: view.warnings })}
        </span>
      </p>
      <KnownRows view={view} edit={edit} />
      {view.errors + view.warnings > 0 && <SendBack view={view} />}
      {all.length > 0 && (
        <div className="in-filter">
          <Segmented<string>
            size="small"
            aria-label={t("intake.finds.severity")}
            value={filter.severity ?? ""}
            options={[
              { value: "", label: t("intake.finds.all") },
              { value: "error", label: t("app.mustChange") },
              { value: "warning", label: t("app.pleaseLook") },
            ]}
            onChange={(value) =>
              setFilter({ ...filter, severity: value === "" ? null : (value as Severity) })
            }
          />
          <Button size="small" disabled={findings.count === 0} onClick={findings.next}>
            {t("intake.finds.next")} <Keys of="Ctrl ." />
          </Button>
          {kinds.length > 1 && (
            <Select
              size="small"
              aria-label={t("intake.finds.kinds")}
              value={filter.code ?? ""}
              popupMatchSelectWidth={420}
              options={[
                { value: "", label: t("intake.finds.allKinds") },
                ...kinds.map(({ code, first, count }) => ({
                  value: code,
                  label: t("intake.finds.kindOf", { text: zh ? first.zh : first.en, count }),
                })),
              ]}
              onChange={(code) => setFilter({ ...filter, code: code === "" ? null : code })}
            />
          )}
        </div>
      )}
    </div>
  );
}

function List({
  several,
  findings,
  selection,
  onAccept,
  onAmend,
  onUnit,
}: {
  /** Whether the book has several sheets. */
  several: boolean;
  findings: Findings;
  selection: Selection;
  onAccept: () => void;
  onAmend: (finding: Placed, replace: boolean) => void;
  onUnit: (sheet: string, unit: AmountUnit) => void;
}) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(new Map());
  const { current } = findings;
  const entries = entriesOf(findings, shown);
  const at = entries.findIndex((one) => one.is === "finding" && one.finding.key === current?.key);
  const { active, pane, item } = useRoving({
    count: entries.length,
    initial: Math.max(at, 0),
    onMove: (index) => {
      const to = entries[index];
      if (to?.is === "finding") {
        selection.chooseFinding(to.finding);
      }
    },
  });
  // Tab arrives at the chosen finding, wherever it was chosen.
  const stop = at >= 0 ? at : active;
  const rove = (index: number) => ({ ...item(index), tabIndex: index === stop ? 0 : -1 });
  return (
    <ul className="in-finds" aria-label={t("intake.finds.list")} {...pane}>
      {entries.map((entry, index) => {
        switch (entry.is) {
          case "group":
            return (
              <GroupItem
                key={entry.group.key}
                group={entry.group}
                open={entry.open}
                rove={rove(index)}
                onToggle={() => findings.toggle(entry.group.key, !entry.open)}
              />
            );
          case "finding":
            return (
              <FindingItem
                key={entry.finding.key}
                finding={entry.finding}
                inside={entry.inside}
                several={several}
                on={index === at}
                rove={rove(index)}
                selection={selection}
                onAccept={onAccept}
                onAmend={(replace) => onAmend(entry.finding, replace)}
                onUnit={(unit) => onUnit(entry.finding.sheet ?? "", unit)}
              />
            );
          case "more":
            return (
              <li key={`${entry.group.key}|more`} className="in-more">
                <button
                  type="button"
                  {...rove(index)}
                  onClick={() => {
                    const count = entry.group.members.length - entry.rest + STEP;
                    setShown(new Map(shown).set(entry.group.key, count));
                  }}
                >
                  {t("intake.finds.more", { count: Math.min(entry.rest, STEP) })}
                </button>
              </li>
            );
        }
      })}
    </ul>
  );
}
