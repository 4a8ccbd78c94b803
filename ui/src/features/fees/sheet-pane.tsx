import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { TextField } from "../../components/text-field";
import { useUnsaved } from "../../components/unsaved";
import type { Fees } from "./use-fees";

/** Why the sheet cannot be made yet; nothing when it can. */
export function useNoSheet({ view, changed }: Fees): string | null {
  const { t } = useTranslation();
  if (changed || view.kept_at === null) {
    return t("fees.sheet.needSaved");
  }
  return view.sums.people === 0 ? t("fees.sheet.needPeople") : null;
}

/** The sheet as PDF: with masked numbers, or with full ones for a purpose that the journal keeps. */
export function SheetPane({ no, fees }: { no: string; fees: Fees }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [full, setFull] = useState(false);
  const [purpose, setPurpose] = useState("");
  const [path, setPath] = useState("");
  const save = useMutation({
    mutationFn: () => backend.feeSheetSave(no, full ? purpose.trim() : null, path.trim()),
  });
  const lacks = useNoSheet(fees);
  const reason =
    lacks ??
    (full && purpose.trim() === ""
      ? t("fees.sheet.needPurpose")
      : path.trim() === ""
        ? t("fees.sheet.needPath")
        : null);
  const file = `${t(full ? "fees.sheet.fileFull" : "fees.sheet.file")}.pdf`;
  return (
    <section aria-label={t("fees.sheet.title")}>
      <h2>{t("fees.sheet.title")}</h2>
      <p className="sec">{t("fees.sheet.note")}</p>
      <Changes>
        <form
          className="fe-form"
          aria-label={t("fees.sheet.doSave")}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason === null && !save.isPending) save.mutate();
          }}
        >
          <Radio.Group
            aria-label={t("fees.sheet.which")}
            value={full}
            options={[
              { value: false, label: t("fees.sheet.masked") },
              { value: true, label: t("fees.sheet.full") },
            ]}
            onChange={(event) => {
              save.reset();
              setFull(event.target.value as boolean);
            }}
          />
          {full && (
            <>
              <TextField
                id="fe-purpose"
                label={t("fees.sheet.purpose")}
                hint={t("fees.sheet.purposeHint")}
                value={purpose}
                onChange={setPurpose}
              />
              <p className="sec">{t("fees.sheet.purposeNote")}</p>
            </>
          )}
          <PathField
            id="fe-path"
            label={t("fees.sheet.path")}
            value={path}
            onChange={(next) => {
              save.reset();
              setPath(next);
            }}
            choose={() => backend.chooseSave(file)}
          />
          <div className="tool-do">
            <Button size="small" htmlType="submit" disabled={reason !== null || save.isPending}>
              {t(save.isPending ? "fees.sheet.saving" : "fees.sheet.doSave")}
            </Button>
            {reason !== null && <span className="sec">{reason}</span>}
          </div>
        </form>
        {save.isError && <ProblemBox error={save.error} />}
        {save.isSuccess && (
          <p className="say say-done fe-long" role="status">
            <Mark kind="done" /> <span>{t("fees.sheet.saved", { path: save.data.path })}</span>
          </p>
        )}
        {fees.view.kept_at !== null && <Purge no={no} />}
      </Changes>
    </section>
  );
}

/** Deletes what was recorded, once it was paid and kept long enough. */
function Purge({ no }: { no: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const purge = useMutation({
    mutationFn: () => backend.feesPurge(no, reason.trim()),
    onSuccess: (view) => queries.setQueryData(["fees", no], view),
  });
  useUnsaved(open && reason.trim() !== "" && !purge.isPending ? { what: t("fees.purge.reason") } : null);
  const ready = reason.trim() !== "" && !purge.isPending;
  if (!open) {
    return (
      <Button size="small" danger onClick={() => setOpen(true)}>
        {t("fees.purge.open")}
      </Button>
    );
  }
  return (
    <form
      className="fe-form"
      aria-label={t("fees.purge.open")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) purge.mutate();
      }}
    >
      <p className="sec">{t("fees.purge.note")}</p>
      <TextField
        id="fe-purge"
        label={t("fees.purge.reason")}
        hint={t("fees.purge.reasonHint")}
        value={reason}
        onChange={setReason}
      />
      <div className="tool-do">
        <Button size="small" danger type="primary" htmlType="submit" disabled={!ready}>
          {t("fees.purge.doIt")}
        </Button>
        <Button size="small" onClick={() => setOpen(false)}>
          {t("fees.purge.quit")}
        </Button>
        {!ready && <span className="sec">{t("fees.purge.need")}</span>}
      </div>
      {purge.isError && <ProblemBox error={purge.error} />}
    </form>
  );
}
