import { useMutation } from "@tanstack/react-query";
import { Button, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  problemsOf,
  useBackend,
  type Conclusion,
  type ExplainView,
  type ResultRow,
  type SessionKind,
  type Standing,
} from "../../backend";
import { askWord, CONCLUSIONS } from "../../components/conclusions";
import { useFirstWrong } from "../../components/first-wrong";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { useChanged } from "./changed";
import { ClosingField } from "./closing-field";
import { closingFor } from "./closing";
import { DecisionLines } from "./decision-lines";
import { projectText, Text, VoteText } from "./decision-text";
import { Beyond } from "./explain-budget";
import { decisionOf, fieldOf, standingOf, withOpinions, wordsOf, type Draft, type Field } from "./draft";
import { textsOf, type TextName } from "./texts-of";
import { FieldProblems } from "./field-problems";
import { HintLine, ProjectFields } from "./project-fields";

const STANDINGS: readonly Standing[] = ["recommended", "reserve", "unfunded", "none"];
const MUST: readonly TextName[] = ["feasibility", "budget", "value"];

/** The panel's word on a bid or a demand. What the program refuses stands at its field. */
export function DecisionForm({
  no,
  kind,
  view,
  row,
  closed,
  draft,
  onDraft,
  onKept,
}: {
  no: string;
  kind: SessionKind;
  view: ExplainView;
  /** Its row of the ranking, with what the envelope proposes. */
  row: ResultRow;
  closed: boolean;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onKept: () => void;
}) {
  const { t, i18n } = useTranslation();
  const why = i18n.language === "en" ? row.why?.en : row.why?.zh;
  const of = wordsOf(kind);
  const words = CONCLUSIONS[kind];
  const backend = useBackend();
  const changed = useChanged(no);
  const decide = useMutation({
    mutationFn: async () => {
      const decision = decisionOf(view.no, draft);
      if (decision !== null) {
        await backend.decide(no, [decision]);
      }
    },
    onSuccess: async () => {
      await changed();
      onKept();
    },
  });
  const set = (more: Partial<Draft>) => {
    decide.reset();
    onDraft({ ...draft, ...more });
  };
  const choose = (conclusion: Conclusion) =>
    set({
      conclusion,
      standing: standingOf(conclusion, draft.standing),
      closing: closingFor(draft.closing, conclusion, view.closing_standard),
    });
  const insert = () => set(withOpinions(draft, view));
  const [inside, setInside] = useState(false);
  const ready = !closed && !decide.isPending && decisionOf(view.no, draft) !== null;
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("results.form.save"),
      run: () => decide.mutate(),
      when: ready,
      inFields: true,
    },
    {
      keys: `1–${words.length}`,
      label: t("results.form.conclusion"),
      run: (key) => choose(words[Number(key) - 1] ?? words[0] ?? "approve"),
      when: inside && !closed,
    },
    {
      keys: "Alt O",
      label: t("results.form.insert"),
      run: insert,
      when: !closed && view.opinions.length > 0,
      inFields: true,
    },
  ]);
  const problems = decide.isError ? problemsOf(decide.error) : [];
  const at = (field: Field) => problems.filter((problem) => fieldOf(problem, draft) === field);
  const missing = [
    ...(draft.conclusion === null ? [t("results.form.conclusion")] : []),
    ...(draft.standing === null ? [t("results.form.standing")] : []),
  ];
  const form = useFirstWrong<HTMLDivElement>(decide.error);
  return (
    <div className="rs-form" ref={form}>
      {closed && (
        <p className="note note-warn">
          <Mark kind="lock" /> {t("results.form.closed")}
        </p>
      )}
      <p className="sec">
        {view.suggested === null
          ? t("results.form.noSuggestion")
          : t(
              view.vetoes.some(({ said }) => said?.confirmed === true)
                ? "results.form.lowered"
                : "results.form.suggested",
              { ask: t(askWord(kind)), word: t(`results.conclusion.${view.suggested}`) },
            )}
      </p>
      {row.project !== null && <HintLine of={row.project.hint} />}
      {of === "bid" && (row.proposed !== null || row.why !== null) && row.proposed !== "none" && (
        <p className="sec">
          {row.proposed === null
            ? t("results.envelope.whyOpen", { why: why ?? "" })
            : t(row.line === null ? "results.envelope.whyGrade" : "results.envelope.why", {
                word: t(`results.standing.${row.proposed}`),
                why: why ?? "",
              })}
        </p>
      )}
      {view.vetoes
        .filter(({ said }) => said?.confirmed === true)
        .map((veto) => (
          <p key={veto.gate} className="note note-warn">
            <Mark kind="stop" size={13} />{" "}
            {t("results.acts.veto.binds", {
              ask: t(askWord(kind)),
              question: veto.question,
              effect: veto.effect,
            })}
          </p>
        ))}
      <fieldset onFocus={() => setInside(true)} onBlur={() => setInside(false)}>
        <legend>
          {t("results.form.conclusion")} <Keys of={`1–${words.length}`} />
        </legend>
        <Radio.Group
          name="rs-conclusion"
          value={draft.conclusion}
          disabled={closed}
          onChange={(event) => choose(event.target.value as Conclusion)}
          options={words.map((value) => ({ value, label: t(`results.conclusion.${value}`) }))}
        />
      </fieldset>
      {of === "project" && row.project !== null && (
        <ProjectFields
          project={row.project}
          conclusion={draft.conclusion}
          word={draft.project}
          closed={closed}
          problems={at("project")}
          onWord={(project) => set({ project })}
        />
      )}
      {of === "bid" && (
        <fieldset>
          <legend>{t("results.form.standing")}</legend>
          <Radio.Group
            name="rs-standing"
            value={draft.standing}
            disabled={closed}
            onChange={(event) => set({ standing: event.target.value as Standing })}
            options={STANDINGS.map((value) => ({ value, label: t(`results.standing.${value}`) }))}
          />
          <FieldProblems id="rs-p-standing" problems={at("standing")} />
        </fieldset>
      )}
      <div className="rs-do">
        <Button size="small" disabled={closed || view.opinions.length === 0} onClick={insert}>
          {t("results.form.insert")} <Keys of="Alt O" />
        </Button>
        <span className="dim">
          {view.opinions.length === 0 ? t("results.form.noOpinions") : t("results.form.draft")}
        </span>
      </div>
      {textsOf(of, draft.conclusion).map((name) => (
        <Text
          key={name}
          name={name}
          reasonHint={t(of === "project" ? "results.project.reasonHint" : "results.form.reasonHint")}
          label={of === "project" ? projectText(name, kind) : `results.form.${name}`}
          must={MUST.includes(name) && (kind !== "termination" || name !== "budget")}
          value={draft[name]}
          closed={closed}
          onChange={(text) => set({ [name]: text })}
          problems={at(name)}
        />
      ))}
      <ClosingField draft={draft} standard={view.closing_standard} closed={closed} onDraft={set} />
      <VoteText value={draft.vote} closed={closed} onChange={(vote) => set({ vote })} problems={at("vote")} />
      {of === "bid" && (
        <DecisionLines view={view} draft={draft} closed={closed} onLines={(lines) => set({ lines })} />
      )}
      {view.award !== null && view.award.beyond !== null && draft.standing !== "none" && (
        <Beyond of={view.award.beyond} />
      )}
      <FieldProblems id="rs-p-lines" problems={at("lines")} />
      <FieldProblems id="rs-p-form" problems={at("form")} />
      <div className="rs-do rs-save">
        <Button type="primary" disabled={!ready} onClick={() => decide.mutate()}>
          {t("results.form.save")} <Keys of="Ctrl Enter" />
        </Button>
        {missing.length > 0 && (
          <span className="sec">{t("results.form.missing", { what: missing.join("、") })}</span>
        )}
        {decide.isSuccess && (
          <span className="say say-done" role="status">
            <Mark kind="done" /> {t("results.form.saved", { position: view.position })}
          </span>
        )}
      </div>
    </div>
  );
}
