import { Input } from "antd";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import type { Aggregation, BasisName, Category, SetupView } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { useUnsaved } from "../../components/unsaved";
import { FirstStage } from "./first-stage";
import "./method.css";
import type { MethodDraft } from "./use-method";

const RULES: readonly Aggregation[] = ["trimmed", "mean", "median"];
const BASES: readonly BasisName[] = ["points", "weighted", "standardised", "votes"];
const KINDS: readonly Category[] = ["technical", "management", "finance", "legal"];

/** How the result is computed: each choice with what it means. */
export function MethodFields({
  view,
  method,
  locked,
  of = "su",
}: {
  view: SetupView;
  method: MethodDraft;
  locked: string | null;
  /** What its names begin with: a draft stands beside what is in force, and an earlier stage is none of its. */
  of?: "su" | "amd";
}) {
  const { t } = useTranslation();
  const { form, change } = method;
  const means = { from: view.sheet.trim_from };
  // What was refused is nowhere but here.
  useUnsaved(method.unsaved && method.error !== null ? { what: t("method.work") } : null);
  return (
    <div onBlur={method.flush}>
      <fieldset className="su-rule" disabled={locked !== null}>
        <legend>
          {t("setup.aggregation")} {locked !== null && <small>{locked}</small>}
        </legend>
        {RULES.map((one) => (
          <Choice
            key={one}
            group={`${of}-aggregation`}
            checked={form.aggregation === one}
            label={t(`method.rule.${one}`)}
            means={t(`method.ruleMeans.${one}`, means)}
            onChoose={() => change({ aggregation: one })}
          />
        ))}
      </fieldset>
      <fieldset className="su-rule" disabled={locked !== null}>
        <legend>{t("method.basis")}</legend>
        {BASES.map((one) => (
          <Fragment key={one}>
            <Choice
              group={`${of}-basis`}
              checked={form.basis === one}
              label={t(`method.by.${one}`)}
              means={t(`method.byMeans.${one}`)}
              onChoose={() => change({ basis: one })}
            />
            {one === "weighted" && form.basis === one && (
              <Weights of={of} view={view} method={method} locked={locked !== null} />
            )}
          </Fragment>
        ))}
      </fieldset>
      {of === "su" && <FirstStage view={view} method={method} locked={locked !== null} />}
      {method.error !== null && (
        <div className="su-method-error">
          <ProblemBox error={method.error} />
        </div>
      )}
    </div>
  );
}

function Choice(props: {
  group: string;
  checked: boolean;
  label: string;
  means: string;
  onChoose: () => void;
}) {
  return (
    <label>
      <input type="radio" name={props.group} checked={props.checked} onChange={props.onChoose} />
      <span>
        <b>{props.label}</b>
        <small>{props.means}</small>
      </span>
    </label>
  );
}

/** A weight for each kind of expert on the panel. None is guessed: an empty one is asked for. */
function Weights({
  of,
  view,
  method,
  locked,
}: {
  of: string;
  view: SetupView;
  method: MethodDraft;
  locked: boolean;
}) {
  const { t } = useTranslation();
  const { form, change } = method;
  const given = (kind: Category) => form.weights.find((one) => one.category === kind)?.weight ?? "";
  const kinds = KINDS.filter(
    (kind) => given(kind) !== "" || view.panel.some(({ category }) => category === kind),
  );
  const set = (kind: Category, weight: string) =>
    change(
      { weights: [...form.weights.filter((one) => one.category !== kind), { category: kind, weight }] },
      true,
    );
  if (kinds.length === 0) {
    return <p className="sec">{t("method.weightsNobody")}</p>;
  }
  return (
    <div className="su-weights">
      {kinds.map((kind) => (
        <label key={kind} htmlFor={`${of}-weight-${kind}`}>
          {t(`results.explain.category.${kind}`)}
          <Input
            id={`${of}-weight-${kind}`}
            value={given(kind)}
            disabled={locked}
            suffix="%"
            inputMode="decimal"
            onChange={(event) => set(kind, event.target.value)}
          />
        </label>
      ))}
      <p className="dim">{t("method.weightsHint")}</p>
    </div>
  );
}
