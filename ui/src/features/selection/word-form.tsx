import { Button, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  useBackend,
  type DemandConclusion,
  type DemandLine,
  type DemandWord,
  type SelectionView,
} from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { TextField } from "../../components/text-field";
import { useDemandAct } from "../../components/use-demand-act";
import { useTyped } from "../../components/unsaved";

const CONCLUSIONS: readonly DemandConclusion[] = ["list", "list_after_revision", "defer"];

type Draft = Omit<DemandWord, "conclusion"> & { conclusion: DemandConclusion | null };

/** What the sheet's limits suggest for a total; a hint beside the form, nothing is decided by it. */
function suggestedBy(score: string, limits: SelectionView["limits"]): DemandConclusion | null {
  const [total, from, below] = [score, limits.list_from, limits.defer_below].map((text) =>
    text.trim() === "" ? Number.NaN : Number(text),
  ) as [number, number, number];
  if (Number.isNaN(total) || Number.isNaN(from) || Number.isNaN(below)) {
    return null;
  }
  return total >= from ? "list" : total < below ? "defer" : "list_after_revision";
}

/** The panel's word on a demand that is before it. */
export function WordForm({
  line,
  limits,
  session,
}: {
  line: DemandLine;
  limits: SelectionView["limits"];
  /** Whether a session judges it: then recording by hand needs its reason. */
  session: boolean;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [draft, setDraft] = useState<Draft>({
    conclusion: null,
    score: "",
    reason: "",
    revise: "",
    by_hand: "",
  });
  const save = useDemandAct((word: DemandWord) => backend.demandConclude(line.no, word));
  const set = (more: Partial<Draft>) => {
    save.reset();
    setDraft((was) => ({ ...was, ...more }));
  };
  const suggested = suggestedBy(draft.score, limits);
  const revising = draft.conclusion === "list_after_revision";
  const missing = [
    ...(draft.conclusion === null ? [t("selection.form.conclusion")] : []),
    ...(draft.reason.trim() === "" ? [t("selection.form.reason")] : []),
    ...(session && draft.by_hand.trim() === "" ? [t("selection.form.byHand")] : []),
    ...(revising && draft.revise.trim() === "" ? [t("selection.form.revise")] : []),
  ];
  const ready = missing.length === 0 && !save.isPending;
  const submit = () => {
    if (ready && draft.conclusion !== null) {
      save.mutate({ ...draft, conclusion: draft.conclusion, revise: revising ? draft.revise : "" });
    }
  };
  useKeys([
    { keys: "Ctrl Enter", label: t("selection.keys.save"), run: submit, when: ready, inFields: true },
  ]);
  const typed = useTyped(t("selection.form.title"), save.isPending || save.isSuccess);
  return (
    <form
      onInput={typed}
      aria-label={t("selection.form.title")}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{t("selection.form.title")}</h3>
      <p className="sec">
        {t("selection.form.limits", {
          from: limits.list_from,
          below: limits.defer_below,
          total: limits.total,
        })}
      </p>
      <fieldset>
        <legend>{t("selection.form.conclusion")}</legend>
        <Radio.Group
          name="sl-conclusion"
          value={draft.conclusion}
          onChange={(event) => set({ conclusion: event.target.value as DemandConclusion })}
          options={CONCLUSIONS.map((value) => ({ value, label: t(`needs.conclusion.${value}`) }))}
        />
      </fieldset>
      {session && (
        <TextField
          id="sl-by-hand"
          label={t("selection.form.byHand")}
          hint={t("selection.form.byHandHint")}
          value={draft.by_hand}
          onChange={(by_hand) => set({ by_hand })}
        />
      )}
      <TextField
        id="sl-score"
        label={t("selection.form.score")}
        value={draft.score}
        onChange={(score) => set({ score })}
      />
      {suggested !== null && draft.conclusion !== null && suggested !== draft.conclusion && (
        <p className="say say-warn" role="status">
          <Mark kind="warn" size={12} />{" "}
          {t("selection.form.apart", {
            score: draft.score.trim(),
            conclusion: t(`needs.conclusion.${suggested}`),
          })}
        </p>
      )}
      <TextField
        id="sl-reason"
        label={t("selection.form.reason")}
        hint={t("selection.form.reasonHint")}
        value={draft.reason}
        rows={3}
        onChange={(reason) => set({ reason })}
      />
      {revising && (
        <TextField
          id="sl-revise"
          label={t("selection.form.revise")}
          value={draft.revise}
          rows={2}
          onChange={(revise) => set({ revise })}
        />
      )}
      <div className="dm-do">
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {t("selection.form.save")} <Keys of="Ctrl Enter" />
        </Button>
        {missing.length > 0 && (
          <span className="sec">{t("selection.form.missing", { what: missing.join(t("needs.comma")) })}</span>
        )}
      </div>
      {save.isError && <ProblemBox error={save.error} />}
    </form>
  );
}
