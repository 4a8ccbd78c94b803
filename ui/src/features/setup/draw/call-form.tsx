import { Button, Input, Segmented } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { DrawCause, PanelMember } from "../../../backend";
import { Keys } from "../../../components/kbd";
import { ProblemBox } from "../../../components/problem-box";
import { useTyped } from "../../../components/unsaved";
import { useSetupChange } from "../use-setup";
import "./draw.css";

/** Puts the next alternate in a member's place; the program says who that is. */
export function CallForm({
  no,
  member,
  onDone,
  onCancel,
}: {
  no: string;
  member: PanelMember;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [cause, setCause] = useState<DrawCause>("absent");
  const [why, setWhy] = useState("");
  const act = useSetupChange(no, (backend, reason: string) => backend.drawCall(no, member.no, cause, reason));
  const ready = why.trim() !== "" && !act.isPending;
  const typed = useTyped(t("draw.call"), act.isPending);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) act.mutate(why.trim(), { onSuccess: onDone });
  };
  return (
    <form
      className="dr-call"
      aria-label={t("draw.callOf", { name: member.name })}
      onInput={typed}
      onSubmit={submit}
    >
      <p>
        <b>{t("draw.callOf", { name: member.name })}</b>{" "}
        {member.alternate === null
          ? t("draw.noNext", { name: member.name })
          : t("draw.next", { name: member.alternate })}
      </p>
      <Segmented<DrawCause>
        size="small"
        aria-label={t("draw.cause")}
        value={cause}
        onChange={setCause}
        options={(["absent", "recused", "other"] as const).map((value) => ({
          value,
          label: t(`draw.causeShort.${value}`),
        }))}
      />
      <Input
        autoFocus
        size="small"
        aria-label={t("draw.callWhy")}
        placeholder={t("draw.callWhyHint")}
        value={why}
        autoComplete="off"
        onChange={(event) => setWhy(event.target.value)}
      />
      {act.isError && <ProblemBox error={act.error} />}
      <div className="dr-do">
        <Button size="small" type="primary" htmlType="submit" disabled={!ready}>
          {t("draw.callDo")} <Keys of="Enter" />
        </Button>
        <Button size="small" onClick={onCancel}>
          {t("draw.cancel")}
        </Button>
        <span className="sec">{why.trim() === "" ? t("draw.callNeeded") : ""}</span>
      </div>
    </form>
  );
}
