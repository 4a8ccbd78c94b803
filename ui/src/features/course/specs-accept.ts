import type { CourseView } from "../../backend";
import {
  act,
  actOf,
  day,
  joint,
  jointOf,
  lines,
  parties,
  same,
  spec,
  type Ctx,
  type Field,
  type StepSpec,
  type Values,
} from "./step-fields";

export function takeBack(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.takeBack.title"),
    fields: {
      on: day(c),
      reason: { kind: "area", label: t("courseSteps.reason"), codes: ["reason.missing"] },
    },
    make: (v) => ({ step: "take_back", ...v }),
  });
}

export function settlePlan(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.settlePlan.title"),
    hint: t("courseSteps.settlePlan.hint"),
    article: "四（七）3",
    fields: joint(c, "共同确认"),
    make: (v) => ({ step: "settle_plan", joint: jointOf(v) }),
  });
}

/** The number of the audit that was handed in with the application. */
function auditOf({ nodes, accounts }: CourseView): string {
  const audited = accounts.filter(({ audit_no }) => audit_no !== "");
  return audited.at(-1)?.audit_no ?? nodes.at(-1)?.papers?.audit_no ?? "";
}

export function conclude(c: Ctx): StepSpec {
  const { t, view } = c;
  const said = view.acceptances.at(-1)?.said ?? null;
  // Of a project that was closed before it was taken over nobody here concluded.
  const closed = () => (said === null ? view.stands === "closed" : said.conclusion === "close");
  const close = act(c, "close", "结题拨付决定", { label: t("courseSteps.conclude.closeAct"), free: true });
  const ofClose = (field: Field): Field => ({ ...field, when: closed });
  return spec({
    title: t("courseSteps.conclude.title"),
    save: t("courseSteps.conclude.save"),
    hint: t("courseSteps.conclude.hint"),
    article: "四（七）3",
    fields: {
      session_no: { kind: "text", label: t("courseSteps.conclude.session"), start: said?.session_no ?? "" },
      result_no: { kind: "text", label: t("courseSteps.conclude.resultNo"), names: ["验收结论书编号"] },
      ...joint(c, "签署结果"),
      audited_rd: {
        kind: "money",
        label: t("courseSteps.conclude.auditedRd"),
        names: ["经审计的研发投入总额"],
        codes: ["funding.no_base", "project.money"],
      },
      audit_no: {
        kind: "text",
        label: t("courseSteps.conclude.auditNo"),
        start: auditOf(view),
        names: ["专项审计报告编号"],
      },
      reason: {
        kind: "area",
        label: t("courseSteps.conclude.reason"),
        free: !closed(),
        when: () => said?.conclusion !== "acceptance_pass",
        names: ["结题或者未通过"],
      },
      close_amount: {
        kind: "money",
        label: t("courseSteps.conclude.closeAmount"),
        hint: t("courseSteps.conclude.closeHint"),
        free: true,
        when: closed,
        names: ["结题拨付金额"],
        codes: ["payment.final_over_settlement"],
      },
      close_on: ofClose(close.close_on),
      close_number: ofClose(close.close_number),
      close_by: ofClose(close.close_by),
    },
    make: (v) => ({
      step: "conclude",
      result: {
        session_no: v.session_no,
        result_no: v.result_no,
        signed: jointOf(v),
        audited_rd: v.audited_rd,
        audit_no: v.audit_no,
        reason: v.reason,
        close_amount: v.close_amount,
        close_act: actOf(v, "close"),
      },
    }),
  });
}

const yesNo = (yes: string, no: string) => [
  { value: "yes", label: yes },
  { value: "no", label: no },
];

export function askExtension(c: Ctx): StepSpec {
  const { t, view } = c;
  return spec({
    title: t("courseSteps.askExtension.title"),
    hint: t("courseSteps.askExtension.hint"),
    article: "四（七）4",
    fields: {
      on: day(c),
      to: day(c, {
        label: t("courseSteps.askExtension.to"),
        start: "",
        hint: t("courseSteps.askExtension.toHint", { end: view.end_now }),
        names: ["延期后的完成日期", "申请延至"],
      }),
      by: { kind: "choice", label: t("courseSteps.askExtension.by"), options: same(parties(view)) },
      cause: { kind: "area", label: t("courseSteps.askExtension.cause") },
      force_majeure: {
        kind: "choice",
        label: t("courseSteps.askExtension.forceMajeure"),
        options: yesNo(t("courseSteps.askExtension.is"), t("courseSteps.askExtension.isNot")),
        codes: ["extension.ground"],
      },
      proofs: {
        kind: "paths",
        label: t("courseSteps.askExtension.proofs"),
        hint: t("courseSteps.askExtension.proofsHint"),
        free: true,
        files: ["pdf", "jpg", "jpeg", "png"],
      },
    },
    make: (v) => ({
      step: "ask_extension",
      ...v,
      force_majeure: v.force_majeure === "yes",
      proofs: lines(v.proofs),
    }),
  });
}

export function answerExtension(c: Ctx): StepSpec {
  const { t, view } = c;
  const granted = (v: Readonly<Record<string, string>>) => v["agree"] === "yes";
  const open = view.nodes.filter(({ passed }) => !passed);
  const dues = Object.fromEntries(
    open.map(({ n, form }): [`due_${number}`, Field] => [
      `due_${n}`,
      day(c, {
        label: t("courseSteps.answerExtension.due", { n }),
        start: "",
        hint: t("courseSteps.answerExtension.dueHint", { due: form.due }),
        free: true,
        when: granted,
        ...(n === open[0]?.n ? { names: ["节点延至"], codes: ["contract.incomplete"] } : {}),
      }),
    ]),
  ) as Record<`due_${number}`, Field>;
  return spec({
    title: t("courseSteps.answerExtension.title"),
    hint: t("courseSteps.answerExtension.hint"),
    article: "四（七）4",
    fields: {
      agree: {
        kind: "choice",
        label: t("courseSteps.answerExtension.word"),
        options: yesNo(t("courseSteps.answerExtension.agree"), t("courseSteps.answerExtension.refuse")),
        codes: ["extension.ground"],
      },
      ...act(c, "reply", "延期批复"),
      to: day(c, {
        label: t("courseSteps.answerExtension.to"),
        start: view.extensions.at(-1)?.to ?? "",
        when: granted,
        names: ["延期后的完成日期", "同意延至"],
      }),
      reason: {
        kind: "area",
        label: t("courseSteps.reason"),
        when: (v) => v["agree"] === "no",
        codes: ["reason.missing"],
      },
      ...dues,
    },
    make: (v) => {
      const typed: Values = v;
      return {
        step: "answer_extension",
        reply: actOf(v, "reply"),
        to: v.to,
        reason: v.reason,
        dues: open
          .map(({ n }): [number, string] => [n, typed[`due_${n}`] ?? ""])
          .filter(([, due]) => due !== ""),
      };
    },
  });
}
