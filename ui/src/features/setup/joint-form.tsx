import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { JointForm as Joint, SetupView } from "../../backend";
import { Article } from "../../components/article";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { ProblemBox } from "../../components/problem-box";
import { useUnsaved } from "../../components/unsaved";
import { useSetupChange } from "./use-setup";

const BLANK: Joint = { on: "", bureau: "", sponsor: "" };
/** What stands beside it has `Ctrl Enter`. */
const KEEP = "Ctrl Shift Enter";
const FIELDS = ["on", "bureau", "sponsor"] as const;

/** That bureau and sponsor settled plan, experts and way of an acceptance together: without it the rules are not frozen. */
export function JointForm({ no, view, locked }: { no: string; view: SetupView; locked: string | null }) {
  const { t } = useTranslation();
  const id = useId();
  const recorded = view.joint ?? BLANK;
  const [typed, setTyped] = useState<Joint | null>(null);
  const form = typed ?? recorded;
  const save = useSetupChange(no, (backend, joint: Joint | null) => backend.sessionJoint(no, joint));
  const changed = typed !== null && FIELDS.some((field) => typed[field] !== recorded[field]);
  useUnsaved(changed ? { what: t("setup.joint.title") } : null);
  const whole = FIELDS.every((field) => form[field].trim() !== "");
  const keep = () => save.mutate(form, { onSuccess: () => setTyped(null) });
  const submit = () => {
    if (locked !== null || save.isPending) {
      return;
    }
    const empty = FIELDS.find((field) => form[field].trim() === "");
    if (empty !== undefined) {
      document.getElementById(`${id}-${empty}`)?.focus();
    } else if (changed) {
      keep();
    }
  };
  useKeys([
    {
      keys: KEEP,
      label: t("setup.joint.save"),
      run: submit,
      when: locked === null,
      inFields: true,
      changes: true,
    },
  ]);
  return (
    <form
      className="su-joint"
      aria-label={t("setup.joint.title")}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>
        {t("setup.joint.title")} <Article of="四（七）3" />
      </h2>
      <p className="sec">{t("setup.joint.hint")}</p>
      {FIELDS.map((field) => (
        <div key={field}>
          <label className="field" htmlFor={`${id}-${field}`}>
            {t(`setup.joint.${field}`)}
          </label>
          <Input
            id={`${id}-${field}`}
            value={form[field]}
            disabled={locked !== null}
            autoComplete="off"
            placeholder={field === "on" ? t("meetings.dateHint") : ""}
            onChange={(event) => setTyped({ ...form, [field]: event.target.value })}
          />
        </div>
      ))}
      {save.isError && <ProblemBox error={save.error} />}
      <div className="rs-do">
        <Button htmlType="submit" disabled={locked !== null || !changed || !whole || save.isPending}>
          {t("setup.joint.save")} <Keys of={KEEP} />
        </Button>
        <span className="sec" role="status">
          {locked ??
            (changed && !whole
              ? t("setup.joint.missing")
              : view.joint !== null && !changed
                ? t("setup.joint.saved")
                : "")}
        </span>
      </div>
    </form>
  );
}
