import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BatchView, type Deciding, type ListDecisionForm } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { TextField } from "../../components/text-field";
import { useDemandAct } from "../../components/use-demand-act";
import { useTyped } from "../../components/unsaved";

/**
 * Records 会议研究 or 市政府审定: when, by whom, its number, who was there, and what it left out; or puts one that was
 * recorded wrongly right, with the reason.
 */
export function DecideForm({
  batch,
  which,
  today,
  was,
  onDone,
}: {
  batch: BatchView;
  which: Deciding;
  today: string;
  /** The decision as it stands, when it is put right. */
  was: ListDecisionForm | null;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [form, setForm] = useState({
    on: was?.on ?? today,
    number: was?.number ?? "",
    by: was?.by ?? "",
    attendance: was?.attendance ?? "",
  });
  const [why, setWhy] = useState("");
  const [out, setOut] = useState<Record<string, string>>(Object.fromEntries(was?.left_out ?? []));
  const save = useDemandAct(
    (asked: ListDecisionForm) =>
      was === null
        ? backend.batchDecide(batch.name, which, asked)
        : backend.batchCorrect(batch.name, which, asked, why),
    onDone,
  );
  const fields = ["on", "number", "by", "attendance"] as const;
  const missing = fields
    .filter((name) => form[name].trim() === "")
    .map((name): string => t(`posting.decide.${name}`));
  if (was !== null && why.trim() === "") {
    missing.push(t("posting.decide.why"));
  }
  const submit = () => {
    if (missing.length === 0 && !save.isPending) {
      const left = Object.entries(out).filter(([, reason]) => reason.trim() !== "");
      save.mutate({ ...form, left_out: left });
    }
  };
  const label = t(was === null ? "posting.decide.record" : "posting.decide.correct", {
    step: t(`posting.step.${which}`),
  });
  const typed = useTyped(label, save.isPending || save.isSuccess);
  return (
    <form
      onInput={typed}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {fields.map((name) => (
        <TextField
          key={name}
          id={`ps-${which}-${name}`}
          label={t(`posting.decide.${name}`)}
          {...(name === "by" ? { hint: t(`posting.decide.byHint.${which}`) } : {})}
          value={form[name]}
          onChange={(value) => setForm((all) => ({ ...all, [name]: value }))}
        />
      ))}
      {was !== null && (
        <TextField
          id={`ps-${which}-why`}
          label={t("posting.decide.why")}
          hint={t("posting.decide.whyHint")}
          value={why}
          onChange={setWhy}
        />
      )}
      <p className="sec">{t("posting.decide.out")}</p>
      <ul className="dm-log">
        {(was?.left_out ?? []).map(([no]) => (
          <li key={no}>
            {no}
            <Input
              size="small"
              aria-label={`${t("needs.why")} ${no}`}
              value={out[no] ?? ""}
              autoComplete="off"
              onChange={(event) => setOut((all) => ({ ...all, [no]: event.target.value }))}
            />
          </li>
        ))}
        {batch.listed.map(({ demand, challenge_no: no }) => (
          <li key={demand.no}>
            {no ?? demand.no}　{demand.title}
            <Input
              size="small"
              aria-label={`${t("needs.why")} ${demand.no}`}
              value={out[demand.no] ?? ""}
              autoComplete="off"
              onChange={(event) => setOut((all) => ({ ...all, [demand.no]: event.target.value }))}
            />
          </li>
        ))}
      </ul>
      <div className="dm-do">
        <Button size="small" type="primary" htmlType="submit" disabled={missing.length > 0 || save.isPending}>
          {t("posting.decide.save")}
        </Button>
        {missing.length > 0 && (
          <span className="sec">{t("posting.decide.missing", { what: missing.join(t("needs.comma")) })}</span>
        )}
      </div>
      {save.isError && <ProblemBox error={save.error} />}
    </form>
  );
}
