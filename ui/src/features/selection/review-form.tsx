import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DemandLine, type ExpertLine, type ReviewForm as Form } from "../../backend";
import { Article } from "../../components/article";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { PageHead } from "../../components/page-head";
import { ProblemBox } from "../../components/problem-box";
import { QueryStates } from "../../components/states";
import { TextField } from "../../components/text-field";
import { useDemandAct } from "../../components/use-demand-act";
import { useTyped } from "../../components/unsaved";

/** Puts the ticked demands before a panel. */
export function ReviewForm({
  demands,
  today,
  onDone,
  onBack,
}: {
  demands: readonly DemandLine[];
  today: string;
  onDone: () => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const experts = useQuery({ queryKey: ["experts"], queryFn: () => backend.experts(), retry: false });
  const [form, setForm] = useState<Form>({
    no: "",
    title: "",
    date: today,
    panel: [],
    demands: demands.map((one) => one.no),
    reason: "",
  });
  const open = useDemandAct((asked: Form) => backend.reviewOpen(asked), onDone);
  const set = (more: Partial<Form>) => {
    open.reset();
    setForm((was) => ({ ...was, ...more }));
  };
  const needed = [
    ...(form.no.trim() === "" ? [t("selection.opened.no")] : []),
    ...(form.title.trim() === "" ? [t("selection.opened.name")] : []),
    ...(form.panel.length === 0 ? [t("selection.opened.panel")] : []),
  ];
  const ready = needed.length === 0 && !open.isPending;
  const submit = () => {
    if (ready) {
      open.mutate(form);
    }
  };
  useKeys([
    { keys: "Ctrl Enter", label: t("selection.keys.save"), run: submit, when: ready, inFields: true },
    { keys: "Esc", label: t("selection.keys.back"), run: onBack },
  ]);
  const typed = useTyped(t("selection.opened.title"), open.isPending || open.isSuccess);
  return (
    <div className="page">
      <PageHead
        title={t("selection.opened.title")}
        facts={t("selection.opened.facts", { count: demands.length })}
      >
        <Button onClick={onBack}>
          {t("selection.opened.back")} <Keys of="Esc" />
        </Button>
        <Button type="primary" disabled={!ready} onClick={submit}>
          {t("selection.opened.save")} <Keys of="Ctrl Enter" />
        </Button>
      </PageHead>
      <div className="scroll dm-form">
        <form
          onInput={typed}
          aria-label={t("selection.opened.title")}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          {needed.length > 0 && (
            <p className="sec" role="status">
              {t("selection.opened.needed", { what: needed.join(t("needs.comma")) })}
            </p>
          )}
          {open.isError && <ProblemBox error={open.error} />}
          <div className="dm-pair">
            <TextField
              id="sl-no"
              label={t("selection.opened.no")}
              hint={t("selection.opened.noHint")}
              value={form.no}
              onChange={(no) => set({ no })}
            />
            <TextField
              id="sl-date"
              label={t("selection.opened.date")}
              hint={t("needs.dayHint")}
              value={form.date}
              onChange={(date) => set({ date })}
            />
          </div>
          <TextField
            id="sl-title"
            label={t("selection.opened.name")}
            value={form.title}
            onChange={(title) => set({ title })}
          />
          <QueryStates query={experts} what={t("selection.opened.panel")}>
            {(all) => <Panel all={all} chosen={form.panel} onChange={(panel) => set({ panel })} />}
          </QueryStates>
          <TextField
            id="sl-why"
            label={t("selection.opened.reason")}
            hint={t("selection.opened.reasonHint")}
            value={form.reason}
            onChange={(reason) => set({ reason })}
          />
          <h2>{t("selection.opened.list")}</h2>
          <ol className="dm-log">
            {demands.map((one) => (
              <li key={one.no}>
                {one.no}　{one.title}
                <small>{one.sponsor}</small>
              </li>
            ))}
          </ol>
        </form>
      </div>
    </div>
  );
}

function Panel({
  all,
  chosen,
  onChange,
}: {
  all: readonly ExpertLine[];
  chosen: string[];
  onChange: (panel: string[]) => void;
}) {
  const { t } = useTranslation();
  const of = (category: ExpertLine["category"]) =>
    all.filter((one) => one.category === category && chosen.includes(one.no)).length;
  const counts = { m: of("management"), t: of("technical"), o: of("finance") + of("legal") };
  return (
    <>
      <label className="field" htmlFor="sl-panel">
        {t("selection.opened.panel")} <Article of={t("selection.opened.article")} />
      </label>
      <Select<string[]>
        id="sl-panel"
        mode="multiple"
        value={chosen}
        onChange={onChange}
        aria-label={t("selection.opened.panel")}
        optionFilterProp="label"
        options={all.map((one) => ({
          value: one.no,
          label: `${one.name}（${t(`experts.kind.${one.category}`)}）${one.unit}`,
        }))}
      />
      <p className="sec">
        {all.length === 0
          ? t("selection.opened.noExperts")
          : chosen.length === 0
            ? t("selection.opened.panelHint")
            : t("selection.opened.counts", { ...counts, count: chosen.length })}
      </p>
    </>
  );
}
