import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { IntakeView, SheetRow } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import type { Intake } from "./use-intake";
import type { Selection } from "./use-selection";

/** The chosen cell in full, and what can be done with it and its row. */
export function CellBar({
  view,
  selection,
  edit,
  cell,
  row,
  text,
  was,
}: {
  view: IntakeView;
  selection: Selection;
  edit: Intake["edit"];
  cell: string;
  row: SheetRow | null;
  /** Nothing while the row is being read. */
  text: string | null;
  was: string | undefined;
}) {
  const { t } = useTranslation();
  const { sheet, mode } = selection;
  const number = selection.spot.row;
  const left = view.left_out.find((one) => one.sheet === sheet && one.row === number);
  const data = row?.kind === "data" && left === undefined;
  const dropped = left !== undefined && !left.with_bid;
  const looking = mode.act === "look";
  const type = () => selection.act({ act: "edit", cell });
  const drop = () => selection.act({ act: "drop", row: number });
  const keep = () => edit.mutate({ act: "keep", sheet, row: number });
  const undo = () => edit.mutate({ act: "undo" });
  const canUndo = view.undo > 0 && looking;
  useKeys([
    { keys: "F2", label: t("intake.keys.edit"), run: type, when: looking && text !== null },
    { keys: "Ctrl Delete", label: t("intake.keys.drop"), run: drop, when: looking && data },
    { keys: "Ctrl Delete", label: t("intake.keys.keep"), run: keep, when: looking && dropped },
    { keys: "Ctrl Z", label: t("intake.keys.undo"), run: undo, when: canUndo },
    {
      keys: "Esc",
      label: t("intake.keys.close"),
      run: () => selection.end(mode),
      when: mode.act === "drop",
    },
  ]);
  return (
    <>
      <div className="in-bar" role="group" aria-label={t("intake.sheet.bar")}>
        <code title={t("intake.sheet.address")}>{cell}</code>
        <div className="in-full">
          {text === null ? (
            <span className="dim">{t("intake.sheet.waits")}</span>
          ) : (
            <span className={text === "" ? "dim" : ""}>{text === "" ? t("intake.sheet.empty") : text}</span>
          )}
          {was !== undefined && (
            <small>
              <span className="in-tag">{t("intake.sheet.corrected")}</span>{" "}
              {was === "" ? t("intake.sheet.wasEmpty") : t("intake.sheet.was", { text: was })}
            </small>
          )}
          {left !== undefined && (
            <small>
              {left.with_bid ? t("intake.sheet.withBid") : t("intake.sheet.outWhy", { reason: left.reason })}
            </small>
          )}
          {left === undefined && !data && text !== null && <small>{t("intake.sheet.notData")}</small>}
          {edit.isPending && (
            <small className="say say-part" role="status">
              <Mark kind="part" size={12} /> {t("intake.editing")}
            </small>
          )}
        </div>
        <div className="in-acts">
          <Button size="small" disabled={text === null} onClick={type}>
            {t("intake.sheet.edit")} <Keys of="F2" />
          </Button>
          {data && (
            <Button size="small" onClick={drop}>
              {t("intake.sheet.drop")}
            </Button>
          )}
          {dropped && (
            <Button size="small" onClick={keep}>
              {t("intake.sheet.keep")}
            </Button>
          )}
          {view.undo > 0 && (
            <Button size="small" title={t("intake.undoCount", { count: view.undo })} onClick={undo}>
              {t("intake.undo")} <Keys of="Ctrl Z" />
            </Button>
          )}
        </div>
      </div>
      {mode.act === "drop" && (
        <DropForm
          key={mode.row}
          row={mode.row}
          busy={edit.isPending}
          onLeave={() => selection.end(mode)}
          onDrop={(reason) =>
            edit.mutate(
              { act: "drop", sheet, row: mode.row, reason },
              { onSuccess: () => selection.end(mode) },
            )
          }
        />
      )}
    </>
  );
}

/** Why a row is left out. Without a reason it is not. */
function DropForm({
  row,
  busy,
  onDrop,
  onLeave,
}: {
  row: number;
  busy: boolean;
  onDrop: (reason: string) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const given = reason.trim() !== "";
  return (
    <form
      className="in-drop-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (given && !busy) {
          onDrop(reason.trim());
        }
      }}
    >
      <label htmlFor="in-reason">{t("intake.sheet.dropFor", { row })}</label>
      <Input
        id="in-reason"
        autoFocus
        autoComplete="off"
        value={reason}
        placeholder={t("intake.sheet.dropHint")}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="primary" htmlType="submit" disabled={!given || busy}>
        {t("intake.sheet.doDrop")}
      </Button>
      <Button onClick={onLeave}>
        {t("intake.sheet.cancel")} <Keys of="Esc" />
      </Button>
      {!given && <small className="sec">{t("intake.sheet.dropNeed")}</small>}
    </form>
  );
}
