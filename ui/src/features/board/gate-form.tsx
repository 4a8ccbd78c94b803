import { Button, Checkbox, Input } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { BoardView, GateForm, GateName } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { ProblemBox } from "../../components/problem-box";
import { Reason } from "./dock";
import { skipped, useGateAct } from "./gate-act";

/** What every form of a gate gets. */
export interface FormProps {
  no: string;
  view: BoardView;
  gate: GateName;
  onDone: () => void;
  /** A form beside the one of the gate: smaller, without its key, and passing nothing. */
  small?: boolean;
  /** Without its key, where Ctrl Enter may be pressed for something else. */
  keyless?: boolean;
}

/** A form with its one button. Where earlier gates would be left out, it asks why first. */
export function useForm(
  { no, view, gate, onDone, small = false, keyless = small }: FormProps,
  form: GateForm,
  lacks: string | null,
  fields: ReactNode,
  does?: string,
): ReactNode {
  const { t } = useTranslation();
  const act = useGateAct(no);
  const [why, setWhy] = useState("");
  // What adds to a gate passes none, so nothing is left out by it.
  const out = small || form.form === "discussion_begin" ? [] : skipped(view.gates, gate);
  const names = out.map((one) => t(`board.gate.${one.gate}`)).join("、");
  const lacking = lacks ?? (out.length > 0 && why.trim() === "" ? t("board.gates2.needSkip") : null);
  const ready = lacking === null && !act.isPending;
  const go = () =>
    act.mutate({ forms: [form], skipping: out.length > 0 ? why.trim() : null }, { onSuccess: onDone });
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("board.gates2.record"),
      run: go,
      when: ready && !keyless,
      inFields: true,
    },
  ]);
  return (
    <div className={small ? "bd-word" : "bd-gate-form"}>
      {fields}
      {out.length > 0 && (
        <>
          <label className="field" htmlFor="bd-skip">
            {t("board.gates2.skipping", { gates: names })}
          </label>
          <Input id="bd-skip" value={why} onChange={(event) => setWhy(event.target.value)} />
        </>
      )}
      {act.isError && <ProblemBox error={act.error} />}
      <div className="bd-do">
        <Button
          type={small ? "default" : "primary"}
          size={small ? "small" : "middle"}
          disabled={!ready}
          onClick={go}
        >
          {does ?? t("board.gates2.record")} {!keyless && <Keys of="Ctrl Enter" />}
        </Button>
        <Reason of={act.isPending ? null : lacking} />
      </div>
    </div>
  );
}

/**
 * Members to tick, in the panel's order. Nobody is ticked before somebody says so: where `all` names what is true of
 * everybody, one key says it.
 */
export function Members({
  view,
  legend,
  chosen,
  onChoose,
  only,
  all,
  onAll,
}: {
  view: BoardView;
  legend: string;
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
  only?: readonly string[];
  /** What choosing everybody says, such as 全部（亲笔）. */
  all?: string;
  /** What it says besides. */
  onAll?: () => void;
}) {
  const may = view.experts.filter(({ no }) => only === undefined || only.includes(no));
  const set = (next: (no: string) => boolean) => onChoose(may.map(({ no }) => no).filter(next));
  const offers = all !== undefined && may.length > 0;
  const everybody = () => {
    set(() => true);
    onAll?.();
  };
  useKeys(offers ? [{ keys: "Alt A", label: all, run: everybody, inFields: true }] : []);
  return (
    <fieldset className="bd-members">
      <legend>{legend}</legend>
      {offers && (
        <Button size="small" onClick={everybody}>
          {all} <Keys of="Alt A" />
        </Button>
      )}
      <div className="bd-present">
        {may.map(({ no, name }) => (
          <Checkbox
            key={no}
            checked={chosen.includes(no)}
            onChange={(event) => set((one) => (one === no ? event.target.checked : chosen.includes(one)))}
          >
            {name}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
