import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type IntakeView } from "../../backend";
import { useRoving } from "../../components/roving";
import { Empty, Failed } from "../../components/states";
import { addressOf } from "./address";
import { CellBar } from "./cell-bar";
import { CellEditor } from "./cell-editor";
import { marksOf, type Placed } from "./findings";
import { Legend } from "./legend";
import { SheetGrid } from "./sheet-grid";
import { ROWS, type Intake } from "./use-intake";
import { PIECE, useRows } from "./use-rows";
import { tableAt, type Selection } from "./use-selection";
import { useSheetWindow } from "./use-sheet-window";
import { offsetsOf, widthsOf } from "./widths";

interface PaneProps {
  view: IntakeView;
  findings: readonly Placed[];
  selection: Selection;
  edit: Intake["edit"];
}

/** The sheets of the file: tabs, the chosen cell, and the sheet itself. */
export function SheetPane(props: PaneProps) {
  const { view, selection } = props;
  const { t } = useTranslation();
  const sheet = view.sheets.find((one) => one.name === selection.sheet);
  return (
    <section className="in-left">
      {view.sheets.length > 1 && <Tabs view={view} selection={selection} />}
      {sheet === undefined || sheet.last_row === 0 ? (
        <Empty title={t("intake.sheet.none")} />
      ) : (
        <Sheet key={sheet.name} {...props} />
      )}
      <Legend />
    </section>
  );
}

function Tabs({ view, selection }: { view: IntakeView; selection: Selection }) {
  const { t } = useTranslation();
  const at = view.sheets.findIndex((one) => one.name === selection.sheet);
  const { pane, item } = useRoving({ count: view.sheets.length, columns: view.sheets.length, initial: at });
  return (
    <div className="in-tabs" role="tablist" aria-label={t("intake.sheet.tabs")} {...pane}>
      {view.sheets.map(({ name, hidden }, index) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={index === at}
          onClick={() => selection.chooseSheet(name)}
          {...item(index)}
        >
          {name} {hidden && <i>{t("intake.sheet.hidden")}</i>}
        </button>
      ))}
    </div>
  );
}

function Sheet({ view, findings, selection, edit }: PaneProps) {
  const backend = useBackend();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const { spot, mode, nonce } = selection;
  const sheet = view.sheets.find((one) => one.name === selection.sheet) as IntakeView["sheets"][number];
  const first = useQuery({
    queryKey: [...ROWS, sheet.name, 0],
    queryFn: () => backend.intakeRows(sheet.name, 1, Math.min(PIECE, sheet.last_row)),
    staleTime: Infinity,
    retry: false,
  });
  const table = tableAt(sheet, spot.row);
  const offsets = useMemo(
    () => offsetsOf(widthsOf(first.data ?? [], sheet.last_column, table)),
    [first.data, sheet.last_column, table],
  );
  const port = useSheetWindow(scroller, sheet.last_row, offsets);
  const { rows, error, refetch } = useRows(sheet.name, port.first, port.last, sheet.last_row, spot.row);
  const marks = useMemo(() => marksOf(findings, sheet.name), [findings, sheet.name]);
  const was = useMemo(
    () => new Map(view.corrected.filter((one) => one.sheet === sheet.name).map((one) => [one.cell, one.was])),
    [view.corrected, sheet.name],
  );
  const { mutate } = edit;
  const map = useCallback(
    (letters: string, field: string | null) => mutate({ act: "map", sheet: sheet.name, letters, field }),
    [mutate, sheet.name],
  );
  const acting = mode.act !== "look";
  const acted = useRef(false);
  useEffect(() => {
    // Whoever typed a cell or a reason is back at the cell.
    if (acted.current && !acting) {
      grid.current?.focus({ preventScroll: true });
    }
    acted.current = acting;
  }, [acting]);
  useEffect(() => {
    // A choice that led to another sheet took the focused one away: the arrows go on in the new one.
    if (document.activeElement === document.body) {
      grid.current?.focus({ preventScroll: true });
    }
  }, [nonce, sheet.name]);
  const at = rows.merge(spot.row, spot.column) ?? spot;
  const cell = addressOf(at);
  const known = rows.has(at.row);
  const text = rows.cell(at.row, at.column)?.text ?? "";
  return (
    <>
      <CellBar
        view={view}
        selection={selection}
        edit={edit}
        cell={cell}
        row={rows.get(spot.row)}
        text={known ? text : null}
        was={was.get(cell)}
      />
      {error !== null && <Failed error={error} onRetry={refetch} />}
      <SheetGrid
        sheet={sheet}
        table={table}
        rows={rows}
        port={port}
        scroller={scroller}
        grid={grid}
        offsets={offsets}
        measured={first.data !== undefined}
        spot={spot}
        nonce={nonce}
        marks={marks}
        was={was}
        onChoose={selection.choose}
        onEdit={() => selection.act({ act: "edit", cell })}
        onMap={map}
        editor={(place) =>
          mode.act === "edit" &&
          known && (
            <CellEditor
              key={cell}
              {...place}
              cell={cell}
              text={text}
              saving={edit.isPending}
              onLeave={() => selection.end(mode)}
              onSave={(typed) =>
                edit.mutate(
                  { act: "correct", sheet: sheet.name, cell, text: typed },
                  { onSuccess: () => selection.end(mode) },
                )
              }
            />
          )
        }
      />
    </>
  );
}
