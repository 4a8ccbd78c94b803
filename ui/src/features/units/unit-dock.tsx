import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type UnitForm, type UnitsView } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { Side } from "../../components/side";
import { useUnsaved } from "../../components/unsaved";

/** A unit to enter or change, and beneath it the way into another one. */
export function UnitDock({
  view,
  form,
  onChanged,
}: {
  view: UnitsView;
  form: UnitForm | null;
  onChanged: (view: UnitsView, name: string) => void;
}) {
  const { t } = useTranslation();
  if (form === null) {
    return <Side className="dock" label={t("books.units.form")} />;
  }
  return (
    <Side className="dock un-dock" label={t("books.units.form")}>
      <EditForm view={view} form={form} onChanged={onChanged} />
      {form.no !== "" && view.units.length > 1 && <MergeForm view={view} gone={form} onChanged={onChanged} />}
    </Side>
  );
}

function EditForm({
  view,
  form,
  onChanged,
}: {
  view: UnitsView;
  form: UnitForm;
  onChanged: (view: UnitsView, name: string) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [unit, setUnit] = useState(form);
  const [aliases, setAliases] = useState(form.aliases.join("\n"));
  const save = useMutation({
    mutationFn: () => backend.unitSave({ ...unit, aliases: aliases.split("\n") }),
    onSuccess: (next) => onChanged(next, unit.name.trim()),
  });
  const set = (part: Partial<UnitForm>) => {
    setUnit({ ...unit, ...part });
    save.reset();
  };
  const changed = JSON.stringify(unit) !== JSON.stringify(form) || aliases !== form.aliases.join("\n");
  useUnsaved(
    changed && !save.isPending && !save.isSuccess
      ? { what: t("books.units.work", { name: unit.name }) }
      : null,
  );
  const named = unit.name.trim() !== "";
  return (
    <form
      aria-label={t(form.no === "" ? "books.units.newForm" : "books.units.form")}
      onSubmit={(event) => {
        event.preventDefault();
        if (named) save.mutate();
      }}
    >
      <h2>{form.no === "" ? t("books.units.newForm") : form.name}</h2>
      <label className="field" htmlFor="un-name">
        {t("books.units.name")}
      </label>
      <Input
        id="un-name"
        autoFocus={form.no === ""}
        value={unit.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <label className="field" htmlFor="un-aliases">
        {t("books.units.aliases")}
      </label>
      <Input.TextArea
        id="un-aliases"
        value={aliases}
        placeholder={t("books.units.aliasesHint")}
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={(event) => {
          setAliases(event.target.value);
          save.reset();
        }}
      />
      <label className="field" htmlFor="un-parent">
        {t("books.units.parent")}
      </label>
      <Select
        id="un-parent"
        showSearch={{ optionFilterProp: "label" }}
        value={unit.parent}
        onChange={(parent: string) => set({ parent })}
        options={[
          { value: "", label: t("books.units.noParent") },
          ...view.units
            .filter((one) => one.form.no !== unit.no)
            .map((one) => ({ value: one.form.no, label: one.form.name })),
        ]}
      />
      <label className="field" htmlFor="un-code">
        {t("books.units.code")}
      </label>
      <Input id="un-code" value={unit.code} onChange={(event) => set({ code: event.target.value })} />
      <p>
        <Checkbox checked={unit.leading} onChange={(event) => set({ leading: event.target.checked })}>
          {t("books.units.leading")}
        </Checkbox>
      </p>
      <div className="tool-do">
        <Button type="primary" htmlType="submit" disabled={!named || save.isPending}>
          {t(save.isPending ? "books.units.saving" : "books.units.save")}
        </Button>
        {!named && <span className="sec">{t("books.units.needName")}</span>}
      </div>
      {save.isError && <ProblemBox error={save.error} />}
    </form>
  );
}

function MergeForm({
  view,
  gone,
  onChanged,
}: {
  view: UnitsView;
  gone: UnitForm;
  onChanged: (view: UnitsView, name: string) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [kept, setKept] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const name = view.units.find((one) => one.form.no === kept)?.form.name ?? "";
  const merge = useMutation({
    mutationFn: (into: string) => backend.unitMerge(into, gone.no, reason.trim()),
    onSuccess: (next) => onChanged(next, name),
  });
  const ready = kept !== null && reason.trim() !== "" && !merge.isPending;
  return (
    <form
      className="un-merge"
      aria-label={t("books.units.merge")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) merge.mutate(kept);
      }}
    >
      <h3>{t("books.units.merge")}</h3>
      <p className="sec">{t("books.units.mergeHint", { gone: gone.name })}</p>
      <label className="field" htmlFor="un-kept">
        {t("books.units.mergeInto")}
      </label>
      <Select
        id="un-kept"
        showSearch={{ optionFilterProp: "label" }}
        value={kept}
        onChange={setKept}
        options={view.units
          .filter((one) => one.form.no !== gone.no)
          .map((one) => ({ value: one.form.no, label: one.form.name }))}
      />
      <label className="field" htmlFor="un-why">
        {t("books.units.mergeReason")}
      </label>
      <Input id="un-why" value={reason} onChange={(event) => setReason(event.target.value)} />
      <div className="tool-do">
        <Button htmlType="submit" disabled={!ready}>
          {t("books.units.doMerge")}
        </Button>
        {!ready && <span className="sec">{t("books.units.needMerge")}</span>}
      </div>
      {merge.isError && <ProblemBox error={merge.error} />}
    </form>
  );
}
