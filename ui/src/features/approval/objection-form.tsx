import { Checkbox, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  useBackend,
  type ApprovalView,
  type ObjectionChannel,
  type ObjectionForm,
  type Problem,
} from "../../backend";
import { Choice } from "../../components/form/choice";
import { blanks, FormOf, Line, Says } from "../../components/form/form";
import { placeBy } from "../../components/form/problems";
import type { Sheet } from "../../components/form/use-sheet";
import { Mark } from "../../components/marks";
import { EvidenceRows } from "./evidence-rows";
import { BLANK, postedBids, sent, unfit, type Who } from "./objection-draft";
import { useSheet } from "./use-approval-act";

const CHANNELS: readonly ObjectionChannel[] = ["in_person", "post", "email", "other"];
const WHO: readonly Who[] = ["unit", "person", "nobody"];

const named = placeBy({
  fields: {
    收到时间: "ob-received_at",
    接收人: "ob-received_by",
    异议内容: "ob-text",
    证据页数: "ob-evidence",
  },
});

const placeOf = (problem: Problem) => (problem.code === "decision.item" ? "ob-bids" : named(problem));

/** Records an objection as it came, one that cannot be accepted too. */
export function NewObjection({
  view,
  onDone,
  onCancel,
}: {
  view: ApprovalView;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [form, setForm] = useState(BLANK);
  const [who, setWho] = useState<Who>("person");
  const sheet = useSheet<ObjectionForm>({
    what: t("approval.objection.add"),
    dirty: form !== BLANK,
    act: (asked) => backend.objectionTake(view.no, asked),
    placeOf,
    done: onDone,
  });
  const set = (more: Partial<ObjectionForm>) => {
    sheet.reset();
    setForm((was) => ({ ...was, ...more }));
  };
  const fields = [
    ["received_at", t("approval.objection.receivedAt"), ""],
    ["received_by", t("approval.objection.receivedBy"), ""],
    ["text", t("approval.objection.text"), ""],
  ] as const;
  const missing = blanks(fields, form);
  return (
    <FormOf
      name={t("approval.objection.add")}
      save={t("approval.objection.save")}
      sheet={sheet}
      missing={missing}
      onSend={() => sheet.send(sent(form, who), missing)}
      onCancel={onCancel}
    >
      <Receipt form={form} sheet={sheet} onForm={set} />
      <Objector form={form} who={who} sheet={sheet} onWho={setWho} onForm={set} />
      <About view={view} form={form} sheet={sheet} onForm={set} />
      <Line
        id="ob-text"
        label={t("approval.objection.text")}
        value={form.text}
        onChange={(text) => set({ text })}
        sheet={sheet}
        rows={3}
        must
      />
      <EvidenceRows rows={form.evidence} onRows={(evidence) => set({ evidence })} />
      <Says id="ap-ob-evidence-says" problems={sheet.at("ob-evidence")} />
      <Unfit form={sent(form, who)} view={view} />
    </FormOf>
  );
}

interface PartProps {
  form: ObjectionForm;
  sheet: Sheet<never>;
  onForm: (more: Partial<ObjectionForm>) => void;
}

/** That it could not be accepted as it is typed. */
function Unfit({ form, view }: { form: ObjectionForm; view: ApprovalView }) {
  const { t } = useTranslation();
  const why = unfit(form, view.postings);
  return why === null ? null : (
    <p className="say say-warn" role="status">
      <Mark kind="warn" /> {t("approval.objection.hint", { why: t(`approval.objection.why.${why}`) })}
    </p>
  );
}

/** When and how it came, and who took it. */
function Receipt({ form, sheet, onForm }: PartProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="ap-two">
        <Line
          id="ob-received_at"
          label={t("approval.objection.receivedAt")}
          hint={t("approval.objection.receivedHint")}
          value={form.received_at}
          onChange={(received_at) => onForm({ received_at })}
          sheet={sheet}
          must
        />
        <Line
          id="ob-received_by"
          label={t("approval.objection.receivedBy")}
          value={form.received_by}
          onChange={(received_by) => onForm({ received_by })}
          sheet={sheet}
          must
        />
      </div>
      <label className="field" htmlFor="ap-ob-channel">
        {t("approval.objection.channel")}
      </label>
      <Select
        id="ap-ob-channel"
        value={form.channel}
        onChange={(channel: ObjectionChannel) => onForm({ channel })}
        options={CHANNELS.map((value) => ({ value, label: t(`approval.objection.channelOf.${value}`) }))}
      />
    </>
  );
}

/** Who objects: a unit by its seal, a person by real name and contact, or nobody. */
function Objector({ form, who, sheet, onWho, onForm }: PartProps & { who: Who; onWho: (who: Who) => void }) {
  const { t } = useTranslation();
  const line = (field: "unit" | "person" | "contact") => (
    <Line
      id={`ob-${field}`}
      label={t(`approval.objection.${field}`)}
      value={form[field]}
      onChange={(text) => onForm({ [field]: text })}
      sheet={sheet}
    />
  );
  return (
    <>
      <Choice
        name="ob-who"
        label={t("approval.objection.who")}
        value={who}
        options={WHO.map((value) => ({ value, label: t(`approval.objection.whoOf.${value}`) }))}
        onChoose={onWho}
      >
        {who === "unit" && (
          <Checkbox checked={form.sealed} onChange={(event) => onForm({ sealed: event.target.checked })}>
            {t("approval.objection.sealed")}
          </Checkbox>
        )}
      </Choice>
      {who !== "nobody" && (
        <div className="ap-two">
          {line(who)}
          {line("contact")}
        </div>
      )}
    </>
  );
}

/** The bids it is about; none is the whole list. */
function About({ view, form, sheet, onForm }: PartProps & { view: ApprovalView }) {
  const { t } = useTranslation();
  return (
    <fieldset className="ap-set">
      <legend>
        {t("approval.objection.bids")} <small className="dim">{t("approval.objection.bidsHint")}</small>
      </legend>
      <Checkbox.Group<string>
        value={form.bids}
        onChange={(bids) => onForm({ bids })}
        options={postedBids(view).map(({ bid_no, title }) => ({
          value: bid_no,
          label: `${bid_no}　${title}`,
        }))}
      />
      <Says id="ap-ob-bids-says" problems={sheet.at("ob-bids")} />
    </fieldset>
  );
}
