import { Button, Input } from "antd";
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
  const done = () => setAsked(null);
  return (
    <div className="se-sources">
      <div className="se-row">
        {edit.kept.length > 0 && (
          <select
            aria-label={t("sheet.take")}
            value=""
            onChange={({ target: { value } }) => draft.replace((to) => to.sheetTake(no, value))}
          >
            <option value="">{t("sheet.take")}</option>
            {edit.kept.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
        <Button onClick={() => setAsked(asked === "import" ? null : "import")}>{t("sheet.import")}</Button>
        <Button onClick={() => setAsked(asked === "keep" ? null : "keep")}>{t("sheet.keep")}</Button>
        <Button disabled={!edit.own} onClick={() => draft.replace((to) => to.sheetReset(no))}>
          {t("sheet.reset")}
        </Button>
        <span className="sec">{t(edit.own ? "sheet.own" : "sheet.shipped")}</span>
      </div>
      {asked === "import" && (
        <div className="se-row">
          <PathField
            id="se-import"
            label={t("sheet.importFile")}
            value={path}
            onChange={setPath}
            choose={() => backend.chooseFile(["xlsx", "xls", "ods", "csv"])}
          />
          <Button
            type="primary"
            disabled={path.trim() === "" || draft.working}
            onClick={() => draft.replace((to) => to.sheetImport(no, path.trim()), done)}
          >
            {t("sheet.importNow")}
          </Button>
        </div>
      )}
      {asked === "keep" && (
        <div className="se-row">
          <Input aria-label={t("sheet.keepName")} value={name} onChange={(e) => setName(e.target.value)} />
          <Button
            type="primary"
            disabled={name.trim() === "" || draft.working}
            onClick={() => draft.replace((to) => to.sheetKeep(no, name.trim()), done)}
          >
            {t("sheet.keepNow")}
          </Button>
        </div>
      )}
    </div>
  );
}
