import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, type InputRef } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type UnitForm, type UnitsView } from "../../backend";
import { ExportForm } from "../../components/export-form";
import { ImportListForm } from "../../components/import-list-form";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { refocus } from "../../components/refocus";
import { Empty, QueryStates } from "../../components/states";
import { UnitDock } from "./unit-dock";
import { Proposals } from "./proposals";
import { UnitTable } from "./unit-table";
import "./units.css";

export const BLANK: UnitForm = { no: "", name: "", aliases: [], parent: "", code: "", leading: false };

/** The register of units: names, aliases, who is above whom. */
export function UnitsPage() {
  const { t } = useTranslation();
  const backend = useBackend();
  const units = useQuery({ queryKey: ["units"], queryFn: () => backend.units(), retry: false });
  return (
    <div className="page">
      <QueryStates query={units} what={t("books.units.what")}>
        {(view) => <Register view={view} />}
      </QueryStates>
    </div>
  );
}

/** What stands beside the list: a unit as it is, or one that is being entered. */
type Beside = { is: "unit"; no: string } | { is: "new"; form: UnitForm };

function Register({ view }: { view: UnitsView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [tool, setTool] = useState<"import" | "export" | null>(null);
  const [beside, setBeside] = useState<Beside | null>(null);
  const [text, setText] = useState("");
  const search = useRef<InputRef>(null);
  const word = text.trim().toLowerCase();
  const shown = view.units.filter(({ form }) =>
    [form.name, form.code, ...form.aliases].some((one) => one.toLowerCase().includes(word)),
  );
  const chosen = beside?.is === "unit" ? view.units.find((one) => one.form.no === beside.no) : undefined;
  const first = chosen ?? (beside === null ? shown[0] : undefined);
  const add = () => setBeside({ is: "new", form: BLANK });
  useKeys([
    { keys: "Ctrl N", label: t("books.units.keys.add"), run: add, changes: true },
    { keys: "Ctrl I", label: t("books.units.import"), run: () => setTool("import"), changes: true },
    {
      keys: "Ctrl K",
      label: t("books.units.keys.search"),
      run: () => search.current?.focus(),
      inFields: true,
    },
  ]);
  const changed = (next: UnitsView) => {
    queries.setQueryData(["units"], next);
  };
  return (
    <>
      <PageHead
        title={t("books.units.title")}
        facts={t("books.units.facts", { count: view.units.length, loose: view.loose.length })}
      >
        <Changes>
          <Button onClick={() => setTool(tool === "import" ? null : "import")}>
            {t("books.units.import")} <Keys of="Ctrl I" />
          </Button>
        </Changes>
        {view.units.length > 0 && (
          <Changes>
            <Button onClick={() => setTool(tool === "export" ? null : "export")}>
              {t("books.tools.export")}
            </Button>
          </Changes>
        )}
        <Changes>
          <Button type="primary" onClick={add}>
            {t("books.units.add")} <Keys of="Ctrl N" />
          </Button>
        </Changes>
      </PageHead>
      {tool === "import" && (
        <ImportListForm
          label={t("books.units.importPath")}
          hint={t("books.units.importHint")}
          action={t("books.units.doImport")}
          take={(path) => backend.unitsImport(path)}
          said={(taken) => t("books.units.imported", { ...taken })}
          onTaken={() => queries.invalidateQueries({ queryKey: ["units"] })}
          onClose={() => setTool(null)}
        />
      )}
      {tool === "export" && <ExportForm book="units" batch={null} onClose={() => setTool(null)} />}
      <div className="un-find">
        <Input
          ref={search}
          type="search"
          aria-label={t("books.units.search")}
          placeholder={t("books.units.searchHint")}
          value={text}
          allowClear
          autoComplete="off"
          suffix={<Keys of="Ctrl K" />}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="docked un-body">
        <div>
          {view.units.length === 0 ? (
            <Empty title={t("books.units.emptyTitle")} hint={t("books.units.emptyHint")} />
          ) : (
            <UnitTable
              units={shown}
              chosen={first?.form.no ?? null}
              onChoose={(no) => setBeside({ is: "unit", no })}
            />
          )}
          <Changes>
            <Proposals
              view={view}
              onChanged={changed}
              onEnter={(name) => setBeside({ is: "new", form: { ...BLANK, name } })}
              onChoose={(no) => setBeside({ is: "unit", no })}
            />
          </Changes>
        </div>
        <Changes>
          <UnitDock
            key={beside?.is === "new" ? `new ${beside.form.name}` : JSON.stringify(first?.form ?? null)}
            view={view}
            form={beside?.is === "new" ? beside.form : (first?.form ?? null)}
            onChanged={(next, name) => {
              changed(next);
              const no = next.units.find((one) => one.form.name === name)?.form.no;
              setBeside(no === undefined ? null : { is: "unit", no });
              refocus('.un-body tr[aria-selected="true"]');
            }}
          />
        </Changes>
      </div>
    </>
  );
}
