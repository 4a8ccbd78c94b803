import { useMutation } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type IncidentForm } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { ProblemBox } from "../../components/problem-box";
import { useTyped } from "../../components/unsaved";
import { Dock, Reason, useChanged, type PanelProps } from "./dock";

/** What people record; the rest follows from what is on record. */
const TYPED = ["laptop_dead", "code_forgotten", "power_lost", "other"] as const;
type Typed = (typeof TYPED)[number];
const EMPTY: IncidentForm & { kind: Typed } = {
  kind: "laptop_dead",
  expert_no: null,
  happened: "",
  what: "",
  done: "",
  witness: "",
};

/** What went wrong at the meeting, in the order of time, and the form for what goes wrong now. */
export function IncidentPanel({ no, view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const closed = view.session.stage === "closed";
  return (
    <Dock title={t("board.incident.title")} onClose={onClose}>
      {view.incidents.length === 0 ? (
        <p className="sec">{t("board.incident.none")}</p>
      ) : (
        <ol className="bd-incidents">
          {view.incidents.map((one, index) => (
            <li key={index}>
              <b>
                {one.at}　{t(`board.incident.kinds.${one.kind}`)}
                {one.name !== null && `（${one.name}）`}
              </b>
              {one.what !== "" && <p>{one.what}</p>}
              {one.done !== "" && <p>{t("board.incident.doneSays", { done: one.done })}</p>}
              {one.withdrawn !== null && (
                <p className="bd-taken-back">{t("board.incident.withdrawnSays", { why: one.withdrawn })}</p>
              )}
              <p className="sec">
                {one.by === null ? t("board.incident.own") : t("board.incident.by", { by: one.by })}
                {one.witness !== null && t("board.incident.witnessSays", { name: one.witness })}
              </p>
              {!closed && one.number !== null && <Withdraw no={no} number={one.number} />}
            </li>
          ))}
        </ol>
      )}
      {closed ? <p className="sec">{t("board.incident.closed")}</p> : <Form no={no} view={view} />}
    </Dock>
  );
}

/** Takes back what was recorded wrongly, with the reason. */
function Withdraw({ no, number }: { no: string; number: number }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [why, setWhy] = useState<string | null>(null);
  const act = useMutation({
    mutationFn: (reason: string) => backend.incidentWithdraw(no, number, reason),
    onSuccess: changed,
  });
  const typed = useTyped(t("board.incident.withdraw"), act.isPending || why === null);
  if (why === null) {
    return (
      <Button size="small" type="link" onClick={() => setWhy("")}>
        {t("board.incident.withdraw")}
      </Button>
    );
  }
  const lacks = why.trim() === "" ? t("board.incident.needWhy") : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (lacks === null && !act.isPending) act.mutate(why);
  };
  return (
    <form aria-label={t("board.incident.withdraw")} onSubmit={submit} onInput={typed}>
      <label className="field" htmlFor={`bd-inc-why-${number}`}>
        {t("board.incident.withdrawWhy")}
      </label>
      <Input
        id={`bd-inc-why-${number}`}
        autoComplete="off"
        autoFocus
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      {act.isError && <ProblemBox error={act.error} />}
      <div className="bd-do">
        <Button size="small" danger htmlType="submit" disabled={lacks !== null || act.isPending}>
          {t("board.incident.withdrawGo")} <Keys of="Enter" />
        </Button>
        <Button size="small" onClick={() => setWhy(null)}>
          {t("board.incident.withdrawStop")}
        </Button>
        <Reason of={lacks} />
      </div>
    </form>
  );
}

function Form({ no, view }: Pick<PanelProps, "no" | "view">) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [form, setForm] = useState(EMPTY);
  const set = (part: Partial<typeof EMPTY>) => setForm({ ...form, ...part });
  const act = useMutation({
    mutationFn: () => backend.incidentRecord(no, form),
    onSuccess: async () => {
      setForm(EMPTY);
      await changed();
    },
  });
  const typed = useTyped(t("board.incident.title"), act.isPending || form === EMPTY);
  const lacks =
    form.kind === "other" && form.what.trim() === ""
      ? t("board.incident.needWhat")
      : form.done.trim() === ""
        ? t("board.incident.needDone")
        : null;
  const run = () => {
    if (lacks === null && !act.isPending) act.mutate();
  };
  useKeys([{ keys: "Ctrl Enter", label: t("board.incident.go"), run, inFields: true }]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run();
  };
  const text = (field: "happened" | "what" | "done" | "witness") => (
    <>
      <label className="field" htmlFor={`bd-inc-${field}`}>
        {t(`board.incident.${field}`)}
      </label>
      <Input
        id={`bd-inc-${field}`}
        autoComplete="off"
        placeholder={t(`board.incident.${field}Hint`)}
        value={form[field]}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </>
  );
  return (
    <form aria-label={t("board.incident.form")} onSubmit={submit} onInput={typed}>
      <h3>{t("board.incident.form")}</h3>
      <label className="field" htmlFor="bd-inc-kind">
        {t("board.incident.kind")}
      </label>
      <Select
        id="bd-inc-kind"
        className="bd-full-w"
        value={form.kind}
        onChange={(kind: Typed) => set({ kind })}
        options={TYPED.map((value) => ({ value, label: t(`board.incident.kinds.${value}`) }))}
      />
      <p className="sec">{t(`board.incident.way.${form.kind}`)}</p>
      <label className="field" htmlFor="bd-inc-who">
        {t("board.incident.who")}
      </label>
      <Select
        id="bd-inc-who"
        className="bd-full-w"
        allowClear
        placeholder={t("board.incident.nobody")}
        value={form.expert_no}
        onChange={(expert: string | undefined) => set({ expert_no: expert ?? null })}
        options={view.experts.map((one) => ({ value: one.no, label: one.name }))}
      />
      {text("happened")}
      {text("what")}
      {text("done")}
      {text("witness")}
      {act.isError && <ProblemBox error={act.error} />}
      <div className="bd-do">
        <Button size="small" type="primary" htmlType="submit" disabled={lacks !== null || act.isPending}>
          {t("board.incident.go")} <Keys of="Ctrl Enter" />
        </Button>
        <Reason of={lacks} />
      </div>
    </form>
  );
}
