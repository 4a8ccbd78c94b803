import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BatchForm as Form, type BatchGround, type ListsView } from "../../backend";
import { grouped } from "../../components/amount";
import { Article } from "../../components/article";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PageHead } from "../../components/page-head";
import { ProblemBox } from "../../components/problem-box";
import { TextField } from "../../components/text-field";
import { useDemandAct } from "../../components/use-demand-act";
import { useTyped } from "../../components/unsaved";

const GROUNDS: readonly BatchGround[] = ["urgency", "field", "money"];

/** Makes a batch of proposed demands; after the policy's last day it needs a reason (六（三）). */
export function BatchForm({
  view,
  onDone,
  onBack,
}: {
  view: ListsView;
  onDone: (name: string) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [form, setForm] = useState<Form>({
    name: "",
    office: view.office,
    made_on: view.today,
    grounds: [],
    ground_text: "",
    expired_reason: "",
    demands: view.proposed.map((one) => one.no),
  });
  const make = useDemandAct(
    (asked: Form) => backend.batchMake(asked),
    () => onDone(form.name.trim()),
  );
  const set = (more: Partial<Form>) => {
    make.reset();
    setForm((was) => ({ ...was, ...more }));
  };
  const late = form.made_on.trim() > view.valid_to;
  const needed = [
    ...(form.name.trim() === "" ? [t("posting.form.name")] : []),
    ...(form.office.trim() === "" ? [t("posting.form.office")] : []),
    ...(form.grounds.length === 0 ? [t("posting.form.grounds")] : []),
    ...(form.demands.length === 0 ? [t("posting.form.demands")] : []),
    ...(late && form.expired_reason.trim() === "" ? [t("posting.form.reason")] : []),
  ];
  const ready = needed.length === 0 && !make.isPending;
  const submit = () => {
    if (ready) {
      make.mutate(form);
    }
  };
  useKeys([
    { keys: "Ctrl Enter", label: t("posting.keys.save"), run: submit, when: ready, inFields: true },
    { keys: "Esc", label: t("posting.keys.back"), run: onBack },
  ]);
  const all = view.proposed.map((one) => one.no);
  const typed = useTyped(t("posting.form.title"), make.isPending || make.isSuccess);
  return (
    <div className="page">
      <PageHead title={t("posting.form.title")} facts={t("posting.form.facts")}>
        <Button onClick={onBack}>
          {t("posting.form.back")} <Keys of="Esc" />
        </Button>
        <Button type="primary" disabled={!ready} onClick={submit}>
          {t("posting.form.save")} <Keys of="Ctrl Enter" />
        </Button>
      </PageHead>
      <div className="scroll dm-form">
        <form
          onInput={typed}
          aria-label={t("posting.form.title")}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          {needed.length > 0 && (
            <p className="sec" role="status">
              {t("posting.form.needed", { what: needed.join(t("needs.comma")) })}
            </p>
          )}
          {make.isError && <ProblemBox error={make.error} />}
          <div className="dm-three">
            <TextField
              id="ps-name"
              label={t("posting.form.name")}
              hint={t("posting.form.nameHint")}
              value={form.name}
              onChange={(name) => set({ name })}
            />
            <TextField
              id="ps-office"
              label={t("posting.form.office")}
              value={form.office}
              onChange={(office) => set({ office })}
            />
            <TextField
              id="ps-made"
              label={t("posting.form.made")}
              hint={t("needs.dayHint")}
              value={form.made_on}
              onChange={(made_on) => set({ made_on })}
            />
          </div>
          {late && (
            <>
              <div className="note note-warn">
                <Mark kind="warn" size={16} />
                <span>{t("posting.form.expired", { on: form.made_on, until: view.valid_to })}</span>
              </div>
              <TextField
                id="ps-expired"
                label={t("posting.form.reason")}
                value={form.expired_reason}
                onChange={(expired_reason) => set({ expired_reason })}
              />
            </>
          )}
          <fieldset>
            <legend>
              {t("posting.form.grounds")} <Article of={t("posting.article")} />
            </legend>
            <Checkbox.Group<BatchGround>
              value={form.grounds}
              onChange={(grounds) => set({ grounds })}
              options={GROUNDS.map((value) => ({ value, label: t(`posting.ground.${value}`) }))}
            />
          </fieldset>
          <TextField
            id="ps-ground"
            label={t("posting.form.groundText")}
            value={form.ground_text}
            rows={2}
            onChange={(ground_text) => set({ ground_text })}
          />
          <h2>{t("posting.form.demands")}</h2>
          <Checkbox
            checked={form.demands.length === all.length}
            indeterminate={form.demands.length > 0 && form.demands.length < all.length}
            onChange={(event) => set({ demands: event.target.checked ? all : [] })}
          >
            {t("posting.form.all")}
          </Checkbox>
          <ul className="dm-log">
            {view.proposed.map((one) => (
              <li key={one.no}>
                <Checkbox
                  checked={form.demands.includes(one.no)}
                  onChange={(event) =>
                    set({
                      demands: event.target.checked
                        ? all.filter((no) => no === one.no || form.demands.includes(no))
                        : form.demands.filter((no) => no !== one.no),
                    })
                  }
                >
                  {one.no}　{one.title}
                </Checkbox>
                <small>
                  {one.field}　{one.sponsor}　
                  {one.total_investment !== null &&
                    t("needs.amount", { amount: grouped(one.total_investment) })}
                </small>
              </li>
            ))}
          </ul>
        </form>
      </div>
    </div>
  );
}
