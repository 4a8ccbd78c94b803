import { Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ApprovalView, type DecidedBy, type Problem, type RulingForm } from "../../backend";
import { Choice } from "../../components/form/choice";
import { FormOf, Line } from "../../components/form/form";
import { param, placeBy } from "../../components/form/problems";
import { lacks, meetingOf, reorders, rowsOf, sent, type Meeting } from "./ruling-draft";
import { RulingTable } from "./ruling-table";
import { useSheet } from "./use-approval-act";

const BY: readonly DecidedBy[] = ["meeting", "city"];

const named = placeBy({
  fields: {
    审定日期: "ru-on",
    会议名称: "ru-meeting",
    会议纪要编号: "ru-minutes_no",
    出席人员: "ru-attendance",
  },
  days: { 会议审定: "ru-on" },
  reasons: { 变更审定名单: "ru-because", 调整名单次序: "ru-order_reason" },
});

/** What is said of a bid stands at its row. */
function placeOf(problem: Problem): string | null {
  const no =
    param(problem, "bid_no") ||
    (problem.code.startsWith("award.") ? param(problem, "no") : "") ||
    (/^(.+)的立项金额$/.exec(param(problem, "field"))?.[1] ?? "") ||
    (/^方案(.+?)(?:增列|不列入|改变类别|调整金额)$/.exec(param(problem, "what"))?.[1] ?? "");
  return no === "" ? named(problem) : `row:${no}`;
}

type TextField = keyof typeof LABELS;

/** What is typed of a ruling, and what it still lacks. */
function useRuling(view: ApprovalView, onDone: () => void) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [before] = useState(() => rowsOf(view));
  const [start] = useState(() => meetingOf(view));
  const [rows, setRows] = useState(before);
  const [meeting, setMeeting] = useState(start);
  const again = view.rulings.length > 0;
  const name = t(again ? "approval.ruling.again" : "approval.ruling.title");
  const sheet = useSheet<RulingForm>({
    what: name,
    dirty: rows !== before || meeting !== start,
    act: (form) => backend.approvalRule(view.no, form),
    placeOf,
    done: onDone,
  });
  const turned = reorders(before, rows) || sheet.at("ru-order_reason").length > 0;
  const ordered = turned || start.order_reason !== "";
  const texts: TextField[] = [
    ...(again ? (["because"] as const) : []),
    ...(ordered ? (["order_reason"] as const) : []),
    ...(["on", "meeting", "minutes_no", "attendance"] as const),
  ];
  const missing = [
    ...rows.flatMap((row) =>
      lacks(row).map((what) => t(`approval.ruling.lack.${what}`, { no: row.bid.bid_no })),
    ),
    ...texts.filter((field) => meeting[field].trim() === "").map((field) => t(LABELS[field])),
  ];
  const order_reason = ordered ? meeting.order_reason : "";
  const send = () => sheet.send({ ...meeting, order_reason, items: rows.map(sent) }, missing);
  const set = (more: Partial<Meeting>) => setMeeting((was) => ({ ...was, ...more }));
  return { again, name, sheet, rows, setRows, meeting, set, ordered, missing, send };
}

/** Records what a meeting decided; a further ruling says why, and on which objections it acts. */
export function RulingFields({
  view,
  main,
  onDone,
  onCancel,
}: {
  view: ApprovalView;
  main: boolean;
  onDone: () => void;
  onCancel?: () => void;
}) {
  const { t } = useTranslation();
  const { again, name, sheet, rows, setRows, meeting, set, ordered, missing, send } = useRuling(view, onDone);
  const line = (field: TextField, hint = "") => (
    <Line
      id={`ru-${field}`}
      label={t(LABELS[field])}
      value={meeting[field]}
      onChange={(text) => set({ [field]: text })}
      sheet={sheet}
      hint={hint}
      must
    />
  );
  return (
    <FormOf
      name={name}
      save={t("approval.ruling.save")}
      sheet={sheet}
      missing={missing}
      main={main}
      onSend={send}
      {...(onCancel === undefined ? {} : { onCancel })}
    >
      {again && line("because", t("approval.ruling.becauseHint"))}
      {again && (
        <ActsOn view={view} chosen={meeting.objections} onChosen={(objections) => set({ objections })} />
      )}
      <RulingTable rows={rows} sheet={sheet} onRows={setRows} />
      {ordered && line("order_reason", t("approval.ruling.orderHint"))}
      <div className="ap-two">
        {line("on", t("approval.form.dayHint"))}
        {line("minutes_no")}
        {line("meeting", t("approval.ruling.meetingHint"))}
        {line("attendance")}
      </div>
      <Choice
        name="ru-by"
        label={t("approval.ruling.by")}
        value={meeting.by}
        options={BY.map((value) => ({ value, label: t(`approval.ruling.byOf.${value}`) }))}
        onChoose={(by) => set({ by })}
      />
    </FormOf>
  );
}

const LABELS = {
  on: "approval.ruling.on",
  meeting: "approval.ruling.meeting",
  minutes_no: "approval.ruling.minutes",
  attendance: "approval.ruling.attendance",
  order_reason: "approval.ruling.orderReason",
  because: "approval.ruling.because",
} as const;

/** Objections whose finding asks for another list. */
function ActsOn({
  view,
  chosen,
  onChosen,
}: {
  view: ApprovalView;
  chosen: readonly string[];
  onChosen: (chosen: string[]) => void;
}) {
  const { t } = useTranslation();
  const found = view.objections.filter(({ state }) => state === "examined" || state === "answered");
  if (found.length === 0) {
    return null;
  }
  return (
    <fieldset className="ap-set">
      <legend>{t("approval.ruling.acts")}</legend>
      <Checkbox.Group<string>
        value={[...chosen]}
        onChange={onChosen}
        options={found.map(({ no, form }) => ({
          value: no,
          label: t("approval.ruling.actsOf", { no, text: form.text }),
        }))}
      />
    </fieldset>
  );
}
