import { Button, Input, Segmented, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AmendForm, AmendKind, SetupView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { ProblemBox } from "../../components/problem-box";
import { useTyped } from "../../components/unsaved";
import { AmendLook } from "./amend-look";
import { BidByHandForm } from "./bid-by-hand";
import { useAmendDraft, useAmendLook } from "./use-amend";
import { isAnother, useChair } from "./use-chair";
import { useSetupChange } from "./use-setup";

const KINDS: readonly AmendKind[] = ["late_bid", "replace", "take_out", "scoring"];
const NOTHING: AmendForm = {
  kind: "late_bid",
  bid_no: null,
  expert_no: null,
  by_no: null,
  counts: false,
  reason: "",
  approved_by: "",
};

interface FormProps {
  no: string;
  view: SetupView;
  /** Whether the draft of another sheet or method is to be shown. */
  onDrafting: (drafting: boolean) => void;
  onDone: () => void;
  /** Without having amended anything. */
  onClose: () => void;
}

/** One amendment of frozen rules: what, what it does, why and with whose assent. */
export function AmendmentForm({ no, view, onDrafting, onDone, onClose }: FormProps) {
  const { t } = useTranslation();
  const [form, setForm] = useState<AmendForm>(NOTHING);
  const [sure, setSure] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  // Who opened it by a key goes on with the keyboard; in a low window it lies out of sight.
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView?.({ block: "start" });
  }, []);
  const change = (part: Partial<AmendForm>) => {
    setSure(false);
    setForm({ ...form, ...part });
  };
  const leaving = view.panel.find((one) => one.no === form.expert_no);
  const scoring = form.kind === "scoring";
  useEffect(() => {
    onDrafting(scoring);
    return () => onDrafting(false);
  }, [scoring, onDrafting]);
  const draft = useAmendDraft(no, scoring);
  const begun = draft.data?.begun === true;
  const seated =
    leaving !== undefined && (form.kind === "take_out" || leaving.alternate !== null || form.by_no !== null);
  const chosen = scoring ? begun : form.kind === "late_bid" ? form.bid_no !== null : seated;
  const look = useAmendLook(no, form, chosen);
  // What whoever leaves signed, once it was looked up.
  const signed = look.data?.touched.find((one) => one.no === form.expert_no)?.signed ?? null;
  const act = useSetupChange(no, (backend, asked: AmendForm) => backend.rulesAmend(no, asked));
  const typed = useTyped(t("amend.title"), act.isPending);
  // Of who leaves no assent is asked.
  const chair = useChair(no, view, form.expert_no);
  const another = isAnother(form.approved_by, chair);
  const [chairTyped, setChairTyped] = useState(false);
  const lacks = () => {
    if (!chosen) return t(scoring ? "amend.draftNone" : "amend.needsChoice");
    if (look.data === undefined) return t("amend.looking");
    if (look.data.errors.length > 0) return t("amend.cannot");
    if (form.reason.trim() === "") return t("amend.needsReason");
    if (form.approved_by.trim() === "") return t("amend.needsChair");
    return another ? t("amend.notChair", { chair: chair ?? "" }) : "";
  };
  const lacking = lacks();
  const ready = lacking === "" && !act.isPending;
  const run = () => {
    if (ready && !sure) {
      setSure(true);
    } else if (ready) {
      act.mutate(form, { onSuccess: onDone });
    }
  };
  useKeys([
    { keys: "Ctrl Enter", label: t("amend.go"), run, inFields: true },
    {
      keys: "Esc",
      label: t(sure ? "amend.back" : "amend.close"),
      run: () => (sure ? setSure(false) : onClose()),
      inFields: true,
    },
  ]);
  return (
    <div
      ref={box}
      tabIndex={-1}
      className="am-form"
      role="form"
      aria-label={t("amend.title")}
      onInput={typed}
    >
      <p className="sec">{t("amend.hint")}</p>
      <Segmented<AmendKind>
        aria-label={t("amend.kind")}
        value={form.kind}
        onChange={(kind) => {
          setSure(false);
          setForm({ ...NOTHING, kind, reason: form.reason, approved_by: form.approved_by });
        }}
        options={KINDS.map((value) => ({ value, label: t(`amend.kinds.${value}`) }))}
      />
      {form.kind === "late_bid" && <LateBid no={no} view={view} form={form} onChange={change} />}
      {scoring && <p className="sec">{t("amend.draftHint")}</p>}
      {form.kind !== "late_bid" && !scoring && (
        <Seat view={view} form={form} signed={signed} onChange={change} />
      )}
      <label htmlFor="am-reason">{t("amend.reason")}</label>
      <Input.TextArea
        id="am-reason"
        autoSize={{ minRows: 2, maxRows: 4 }}
        placeholder={t("amend.reasonHint")}
        value={form.reason}
        onChange={(event) => change({ reason: event.target.value })}
      />
      <label htmlFor="am-chair">{t("amend.chair")}</label>
      <Input
        id="am-chair"
        autoComplete="off"
        value={form.approved_by}
        aria-invalid={another && chairTyped}
        aria-describedby="am-chair-said"
        {...(another && chairTyped ? { status: "error" as const } : {})}
        onBlur={() => setChairTyped(true)}
        onChange={(event) => change({ approved_by: event.target.value })}
      />
      {another && chairTyped && (
        <p id="am-chair-said" className="say-stop">
          {t("amend.notChair", { chair: chair ?? "" })}
        </p>
      )}
      {chosen && <AmendLook look={look} />}
      {act.isError && <ProblemBox error={act.error} />}
      <div className="su-go">
        <Button type="primary" disabled={!ready} onClick={run}>
          {sure ? t("amend.sure", { version: look.data?.version ?? 2 }) : t("amend.go")}{" "}
          <Keys of="Ctrl Enter" />
        </Button>
        <Button onClick={() => (sure ? setSure(false) : onClose())}>
          {t(sure ? "amend.back" : "amend.close")} <Keys of="Esc" />
        </Button>
        <span role="status" className="sec">
          {lacking === "" ? t("amend.ready") : lacking}
        </span>
      </div>
    </div>
  );
}

interface PartProps {
  view: SetupView;
  form: AmendForm;
  onChange: (part: Partial<AmendForm>) => void;
}

/** A bid of the batch that is not in the meeting, or one that is entered by hand. */
function LateBid({ no, view, form, onChange }: PartProps & { no: string }) {
  const { t } = useTranslation();
  const [hand, setHand] = useState(false);
  const others = view.bids.filter((one) => one.position === null);
  return (
    <>
      <label htmlFor="am-bid">{t("amend.bid")}</label>
      <div className="am-row">
        <Select
          id="am-bid"
          showSearch
          optionFilterProp="label"
          value={form.bid_no}
          placeholder={t(others.length === 0 ? "amend.noBids" : "amend.bidHint")}
          onChange={(bid_no: string) => onChange({ bid_no })}
          options={others.map((one) => ({
            value: one.no,
            label: `${one.no} ${one.title}（${one.solver ?? one.sponsor}）`,
          }))}
        />
        <Button onClick={() => setHand(!hand)}>{t(hand ? "amend.byHandClose" : "amend.byHand")}</Button>
      </div>
      {hand && (
        <BidByHandForm
          no={no}
          onDone={(bid_no) => {
            setHand(false);
            onChange({ bid_no });
          }}
        />
      )}
    </>
  );
}

/** Who leaves, who comes, and what becomes of signed sheets. */
function Seat({ view, form, signed, onChange }: PartProps & { signed: number | null }) {
  const { t } = useTranslation();
  const leaving = view.panel.find((one) => one.no === form.expert_no);
  const free = view.experts.filter((one) => view.panel.every((member) => member.no !== one.no));
  const label = (one: { name: string; unit: string; category: SetupView["panel"][number]["category"] }) =>
    `${one.name}（${t(`setup.category.${one.category}`)}，${one.unit}）`;
  return (
    <>
      <label htmlFor="am-leaves">{t("amend.leaves")}</label>
      <Select
        id="am-leaves"
        value={form.expert_no}
        placeholder={t("amend.leavesHint")}
        onChange={(expert_no: string) => onChange({ expert_no, by_no: null })}
        options={view.panel.map((one) => ({ value: one.no, label: label(one) }))}
      />
      {form.kind === "replace" && leaving !== undefined && leaving.alternate !== null && (
        <p className="say">{t("amend.next", { name: leaving.alternate })}</p>
      )}
      {form.kind === "replace" && leaving?.alternate === null && (
        <>
          <label htmlFor="am-joins">{t("amend.joins")}</label>
          <Select
            id="am-joins"
            showSearch
            optionFilterProp="label"
            value={form.by_no}
            placeholder={t("amend.joinsHint")}
            onChange={(by_no: string) => onChange({ by_no })}
            options={free.map((one) => ({ value: one.no, label: label(one) }))}
          />
        </>
      )}
      {signed === 0 ? (
        <p className="sec">{t("amend.signedNone")}</p>
      ) : form.kind === "replace" ? (
        <p className="sec">{t("amend.replacedNote")}</p>
      ) : (
        <>
          <span id="am-counted">{t("amend.counted")}</span>
          <Segmented<"no" | "yes">
            aria-labelledby="am-counted"
            value={form.counts ? "yes" : "no"}
            onChange={(value) => onChange({ counts: value === "yes" })}
            options={[
              { value: "no", label: t("amend.countNo") },
              { value: "yes", label: t("amend.countYes") },
            ]}
          />
        </>
      )}
    </>
  );
}
