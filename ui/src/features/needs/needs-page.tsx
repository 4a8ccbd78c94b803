import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Select, type InputRef } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DemandsView, type DemandStatus } from "../../backend";
import { STATUSES } from "../../components/demands";
import { ExportForm } from "../../components/export-form";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { Empty, QueryStates } from "../../components/states";
import { found, NO_FILTER, NONE, OTHER, type Filter } from "./match";
import { EditNeed, NewNeed } from "./need-form";
import { NeedDock } from "./need-dock";
import { NeedsBoard } from "./needs-board";
import { NeedsTable } from "./needs-table";
import { UndoLine } from "./undo-line";
import "./needs.css";

type Mode = { act: "look" } | { act: "new" } | { act: "edit"; no: string };

/** 需求征集: the demands by field and status, and beside them the chosen one. */
export function NeedsPage({
  today,
  onImport,
  onTwice,
}: {
  today: string;
  onImport: () => void;
  /** To what is there twice among the demands. */
  onTwice: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const demands = useQuery({
    queryKey: ["demands", "all"],
    queryFn: () => backend.demands(),
    retry: false,
  });
  const [mode, setMode] = useState<Mode>({ act: "look" });
  const [chosen, setChosen] = useState<string | null>(null);
  const [exporting, setExporting] = useState(false);
  const looking = mode.act === "look";
  useKeys([
    { keys: "Ctrl I", label: t("needs.keys.import"), run: onImport, changes: true, when: looking },
    {
      keys: "Ctrl N",
      label: t("needs.keys.add"),
      run: () => setMode({ act: "new" }),
      changes: true,
      when: looking,
    },
  ]);
  const back = () => setMode({ act: "look" });
  const saved = (no: string) => {
    setChosen(no);
    back();
  };
  const acts = (
    <>
      <Changes>
        <Button onClick={() => setMode({ act: "new" })}>
          {t("needs.add")} <Keys of="Ctrl N" />
        </Button>
        <Button type="primary" onClick={onImport}>
          {t("needs.import")} <Keys of="Ctrl I" />
        </Button>
      </Changes>
    </>
  );
  const body = (view: DemandsView) => {
    const common = { fields: view.fields, today, onSaved: saved, onBack: back };
    switch (mode.act) {
      case "new":
        return <NewNeed nextNo={view.next_no} {...common} />;
      case "edit":
        return <EditNeed no={mode.no} {...common} />;
      case "look":
        return view.demands.length === 0 ? (
          <>
            <PageHead
              title={t("needs.title")}
              facts={t("needs.facts", { count: 0, complete: 0, lacking: 0 })}
            />
            <Empty
              title={t("needs.emptyTitle")}
              hint={t("needs.emptyHint")}
              action={<div className="dm-do">{acts}</div>}
            />
          </>
        ) : (
          <Listed
            view={view}
            today={today}
            acts={
              <>
                {acts}
                <Button onClick={onTwice}>{t("needs.twice")}</Button>
                <Changes>
                  <Button aria-expanded={exporting} onClick={() => setExporting(!exporting)}>
                    {t("books.tools.export")}
                  </Button>
                </Changes>
              </>
            }
            tool={exporting && <ExportForm book="demands" batch={null} onClose={() => setExporting(false)} />}
            chosen={chosen}
            onChoose={setChosen}
            onEdit={(no) => setMode({ act: "edit", no })}
          />
        );
    }
  };
  return (
    <div className="page">
      <QueryStates query={demands} what={t("needs.what")}>
        {body}
      </QueryStates>
    </div>
  );
}

function Listed({
  view,
  today,
  acts,
  tool,
  chosen,
  onChoose,
  onEdit,
}: {
  view: DemandsView;
  today: string;
  acts: React.ReactNode;
  /** What an act opened above the list. */
  tool: React.ReactNode;
  chosen: string | null;
  onChoose: (no: string) => void;
  onEdit: (no: string) => void;
}) {
  const { t } = useTranslation();
  const [look, setLook] = useState<"board" | "list">("list");
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const search = useRef<InputRef>(null);
  const shown = found(view.demands, filter);
  const one = shown.find((line) => line.no === chosen) ?? shown[0];
  const set = (more: Partial<Filter>) => setFilter((was) => ({ ...was, ...more }));
  const find = () => search.current?.focus({ cursor: "all" });
  useKeys([
    { keys: "Ctrl K", label: t("needs.keys.search"), run: find, inFields: true, when: look === "list" },
    {
      keys: "Ctrl B",
      label: t("needs.keys.board"),
      run: () => setLook(look === "list" ? "board" : "list"),
    },
    {
      keys: "Ctrl E",
      label: t("needs.keys.edit"),
      run: () => one !== undefined && onEdit(one.no),
      changes: true,
      when: look === "list" && one !== undefined,
    },
  ]);
  const count = view.demands.length;
  const lacking = view.demands.filter(
    (line) => line.status === "collected" || line.status === "returned",
  ).length;
  return (
    <>
      <PageHead
        title={t("needs.title")}
        facts={
          shown.length === count
            ? t("needs.facts", { count, lacking, complete: count - lacking })
            : t("needs.factsFound", { count, found: shown.length })
        }
      >
        {acts}
      </PageHead>
      {tool}
      <div className="dm-find">
        <Segmented<"board" | "list">
          aria-label={t("needs.view")}
          value={look}
          onChange={setLook}
          options={[
            { value: "list", label: t("needs.list") },
            { value: "board", label: t("needs.board") },
          ]}
        />
        {look === "list" && (
          <>
            <Input
              ref={search}
              type="search"
              aria-label={t("needs.search")}
              placeholder={t("needs.searchHint")}
              value={filter.text}
              allowClear
              autoComplete="off"
              suffix={<Keys of="Ctrl K" />}
              onChange={(event) => set({ text: event.target.value })}
            />
            <Select
              aria-label={t("needs.field")}
              value={filter.field ?? ""}
              onChange={(field) => set({ field: field === "" ? null : field })}
              options={[
                { value: "", label: t("needs.allFields") },
                ...view.fields.map((value) => ({ value, label: value })),
                { value: OTHER, label: t("needs.fieldOther") },
                { value: NONE, label: t("needs.fieldNone") },
              ]}
            />
            <Select
              aria-label={t("needs.state")}
              value={filter.status ?? ""}
              onChange={(status) => set({ status: status === "" ? null : (status as DemandStatus) })}
              options={[
                { value: "", label: t("needs.allStatuses") },
                ...STATUSES.map((value) => ({ value, label: t(`needs.status.${value}`) })),
              ]}
            />
          </>
        )}
      </div>
      {view.undoable !== null && (
        <Changes>
          <UndoLine undoable={view.undoable} />
        </Changes>
      )}
      {look === "board" ? (
        <NeedsBoard
          fields={view.fields}
          demands={view.demands}
          onOpen={(field, status) => {
            setFilter({ text: "", field, status });
            setLook("list");
          }}
        />
      ) : one === undefined ? (
        <Empty
          title={t("needs.noneTitle")}
          hint={t("needs.noneHint")}
          action={<Button onClick={() => setFilter(NO_FILTER)}>{t("needs.clear")}</Button>}
        />
      ) : (
        <div className="docked nd-body">
          <NeedsTable key={JSON.stringify(filter)} demands={shown} chosen={one.no} onChoose={onChoose} />
          <NeedDock key={one.no} no={one.no} today={today} onEdit={() => onEdit(one.no)} />
        </div>
      )}
    </>
  );
}
