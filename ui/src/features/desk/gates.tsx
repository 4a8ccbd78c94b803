import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { GateView } from "../../backend";
import { askWord, ofProjects } from "../../components/conclusions";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { unsavedOf } from "./lines";
import { TextField } from "./text-field";
import { UnsavedMark } from "./unsaved-mark";
import { keepsFocus, REST, type Work } from "./work";

/** The veto questions: each is answered by hand, and nothing is assumed where nobody answered. */
export function Gates({ work, active }: { work: Work; active: boolean }) {
  const { t } = useTranslation();
  const { bid, frozen } = work;
  const ask = t(askWord(work.view.kind));
  const answer = (gate: GateView | undefined, yes: boolean) => {
    if (gate !== undefined && !frozen) {
      work.put({ edit: "gate", gate: gate.id, yes: gate.yes === yes ? null : yes, reason: gate.reason });
    }
  };
  const next = bid.gates.find(({ yes }) => yes === null);
  useKeys([
    {
      keys: "Alt 1–2",
      label: t("desk.said.key.gate", { ask }),
      when: active && !frozen && next !== undefined,
      run: (key) => answer(next, key === "1"),
    },
  ]);
  if (bid.gates.length === 0) {
    return null;
  }
  return (
    <section className="dk-gates" aria-label={ask}>
      <h2 className="dk-sub">
        <span>{ask}</span>
        <span className="dim">
          {bid.gates.filter(({ yes }) => yes !== null).length} / {bid.gates.length}
        </span>
      </h2>
      <ol>
        {bid.gates.map((gate) => (
          <Gate key={gate.id} work={work} gate={gate} next={gate === next} onAnswer={answer} />
        ))}
      </ol>
    </section>
  );
}

function Gate({
  work,
  gate,
  next,
  onAnswer,
}: {
  work: Work;
  gate: GateView;
  /** The keys answer this one. */
  next: boolean;
  onAnswer: (gate: GateView, yes: boolean) => void;
}) {
  const { t } = useTranslation();
  const { bid, frozen } = work;
  const unsaved = unsavedOf(bid.no, `gate/${gate.id}`, work.unsaved);
  const vetoes = gate.yes !== null && gate.yes === gate.veto_on_yes;
  return (
    <li data-gate={gate.id}>
      <span id={`gate-${gate.id}`}>{gate.question}</span> <UnsavedMark of={unsaved} />
      <span className="dk-gate-do" role="radiogroup" aria-labelledby={`gate-${gate.id}`}>
        {([true, false] as const).map((yes) => (
          <Button
            key={String(yes)}
            role="radio"
            aria-checked={gate.yes === yes}
            type={gate.yes === yes ? "primary" : "default"}
            disabled={frozen}
            onClick={() => onAnswer(gate, yes)}
          >
            {t(yes ? "desk.said.yes" : "desk.said.no")}
            {next && !frozen && <Keys of={yes ? "Alt 1" : "Alt 2"} />}
          </Button>
        ))}
        {gate.yes === null && <span className="aside">{t("desk.said.unanswered")}</span>}
      </span>
      {vetoes && (
        <div className="dk-gate-why">
          <p className="say-warn">
            <Mark kind="warn" size={13} />{" "}
            {t(ofProjects(work.view.kind) ? "unscored.settles" : "desk.said.vetoes", { effect: gate.effect })}
          </p>
          <TextField
            label={t("desk.said.groundOf", { question: gate.question })}
            placeholder={t("desk.said.ground")}
            value={gate.reason}
            unsaved={unsaved}
            frozen={frozen}
            invalid={gate.needs_reason}
            rows={{ minRows: 1, maxRows: 4 }}
            onText={(reason) => work.put({ edit: "gate", gate: gate.id, yes: gate.yes, reason }, REST)}
            onRest={work.flush}
          />
        </div>
      )}
    </li>
  );
}

/** A row of the sheet that is a button and leaves the keyboard where it is. */
export function RowButton({ word, keys, onClick }: { word: string; keys?: string; onClick: () => void }) {
  return (
    <Button size="small" onClick={onClick} {...keepsFocus}>
      {word} {keys !== undefined && <Keys of={keys} />}
    </Button>
  );
}
