import { Button, Input, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type SheetEdit } from "../../backend";
import { PathField } from "../../components/path-field";
import type { SheetDraft } from "./use-sheet";

/** Where a sheet comes from, and where this one may be kept. */
export function SheetSources({ no, edit, draft }: { no: string; edit: SheetEdit; draft: SheetDraft }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [asked, setAsked] = useState<"import" | "keep" | null>(null);
  const [path, setPath] = useState("");
  const [name, setName] = useState(edit.form.name_zh);
  const [keptAs, setKeptAs] = useState<string | null>(null);
  // The name of the chosen one while it is asked whether the sheet that was edited may go.
  const [taking, setTaking] = useState("");
  const done = () => setAsked(null);
  const take = (one: string) =>
    draft.replace(
      (to) => to.sheetTake(no, one),
      () => setTaking(""),
    );
  const bringIn = () => draft.replace((to) => to.sheetImport(no, path.trim()), done);
  const replaces = {
    title: t("sheet.replaces"),
    okText: t("sheet.replacesYes"),
    cancelText: t("sheet.replacesNo"),
  };
  return (
    <div className="se-sources">
      <div className="se-row">
        {edit.kept.length > 0 && (
          <Popconfirm
            {...replaces}
            open={taking !== "" && edit.own}
            onConfirm={() => take(taking)}
            onCancel={() => setTaking("")}
          >
            <select
              aria-label={t("sheet.take")}
              value={taking}
              onChange={({ target: { value } }) => {
                setTaking(value);
                if (!edit.own && value !== "") take(value);
              }}
            >
              <option value="">{t("sheet.take")}</option>
              {edit.kept.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </Popconfirm>
        )}
        <Button onClick={() => setAsked(asked === "import" ? null : "import")}>{t("sheet.import")}</Button>
        <Button onClick={() => setAsked(asked === "keep" ? null : "keep")}>{t("sheet.keep")}</Button>
        <Popconfirm {...replaces} onConfirm={() => draft.replace((to) => to.sheetReset(no))}>
          <Button disabled={!edit.own}>{t("sheet.reset")}</Button>
        </Popconfirm>
        <span className="sec">{t(edit.own ? "sheet.own" : "sheet.shipped")}</span>
      </div>
      {keptAs !== null && asked === null && (
        <p className="say say-done" role="status">
          {t("sheet.keptAs", { name: keptAs })}
        </p>
      )}
      {asked === "import" && (
        <div className="se-row">
          <PathField
            id="se-import"
            label={t("sheet.importFile")}
            value={path}
            onChange={setPath}
            choose={() => backend.chooseFile(["xlsx", "xls", "ods", "csv"])}
          />
          <Popconfirm {...replaces} disabled={!edit.own} onConfirm={bringIn}>
            <Button
              type="primary"
              disabled={path.trim() === "" || draft.working}
              {...(edit.own ? {} : { onClick: bringIn })}
            >
              {t("sheet.importNow")}
            </Button>
          </Popconfirm>
        </div>
      )}
      {asked === "keep" && (
        <div className="se-row">
          <Input aria-label={t("sheet.keepName")} value={name} onChange={(e) => setName(e.target.value)} />
          <Button
            type="primary"
            disabled={name.trim() === "" || draft.working}
            onClick={() =>
              draft.replace(
                (to) => to.sheetKeep(no, name.trim()),
                () => {
                  setKeptAs(name.trim());
                  done();
                },
              )
            }
          >
            {t("sheet.keepNow")}
          </Button>
        </div>
      )}
    </div>
  );
}
