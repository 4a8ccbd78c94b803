import type { PersonRole } from "../../backend";
import { act, actOf, day, lines, parties, same, spec, type Ctx, type StepSpec } from "./step-fields";

export const SUBJECTS = ["equipment", "business", "labour", "indirect"] as const;

const PARTS = ["市科技管理部门", "出题企业", "揭榜方", "参与单位"] as const;

export function sign(c: Ctx): StepSpec {
  const { t, view } = c;
  const units = parties(view);
  const signatures = units.flatMap((unit) => PARTS.map((part) => `${part}“${unit}”的签字盖章`));
  return spec({
    title: t("courseSteps.sign.title"),
    save: t("courseSteps.sign.save"),
    hint: t("courseSteps.sign.hint"),
    article: "四（六）",
    fields: {
      on: day(c, { names: ["签订任务书"] }),
      by: { kind: "ticks", label: t("courseSteps.sign.by"), options: same(units), names: signatures },
      copy: {
        kind: "path",
        label: t("courseSteps.sign.copy"),
        files: ["pdf", "jpg", "jpeg", "png"],
        names: ["签署件的摘要"],
      },
    },
    make: (v) => ({ step: "sign", on: v.on, by: lines(v.by), copy: v.copy }),
  });
}

export function drop(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.drop.title"),
    hint: t("courseSteps.drop.hint"),
    fields: {
      on: day(c),
      reason: {
        kind: "area",
        label: t("courseSteps.reason"),
        names: ["撤销立项"],
        codes: ["reason.missing"],
      },
    },
    make: (v) => ({ step: "drop", ...v }),
  });
}

export function reallocate(c: Ctx): StepSpec {
  const { t, view } = c;
  const subjects = SUBJECTS.map((value) => ({ value, label: t(`projects.form.subject.${value}`) }));
  const equipment = (v: Readonly<Record<string, string>>) =>
    v["from"] === "equipment" || v["to"] === "equipment";
  return spec({
    title: t("courseSteps.reallocate.title"),
    save: t("courseSteps.reallocate.save"),
    hint: t("courseSteps.reallocate.hint"),
    article: "四（七）2",
    fields: {
      on: day(c, { names: ["任务书变更"] }),
      amount: { kind: "money", label: t("courseSteps.amount"), codes: ["contract.incomplete"] },
      from: { kind: "choice", label: t("courseSteps.reallocate.from"), options: subjects },
      to: { kind: "choice", label: t("courseSteps.reallocate.to"), options: subjects },
      source: {
        kind: "choice",
        label: t("courseSteps.reallocate.source"),
        options: [
          { value: "fiscal", label: t("projects.form.fiscal") },
          { value: "own", label: t("projects.form.own") },
        ],
      },
      unit: {
        kind: "choice",
        label: t("courseSteps.reallocate.unit"),
        options: same(parties(view).filter((one) => one !== view.contract.bureau.trim())),
        when: equipment,
        codes: ["reallocation.wrong_person"],
      },
      chief: {
        kind: "text",
        label: t("courseSteps.reallocate.chief"),
        start: view.chief_now ?? "",
        when: (v) => !equipment(v),
        codes: ["reallocation.wrong_person"],
      },
      note: { kind: "text", label: t("courseSteps.reallocate.note"), free: true },
    },
    make: ({ source, ...v }) => ({ step: "reallocate", ...v, fiscal: source === "fiscal" }),
  });
}

export function reroute(c: Ctx): StepSpec {
  const { t, view } = c;
  return spec({
    title: t("courseSteps.reroute.title"),
    hint: t("courseSteps.reroute.hint"),
    article: "四（七）2",
    fields: {
      on: day(c, { names: ["任务书变更"] }),
      by: {
        kind: "text",
        label: t("courseSteps.reroute.by"),
        start: view.chief_now ?? "",
        codes: ["reallocation.wrong_person"],
      },
      what: { kind: "area", label: t("courseSteps.reroute.what"), names: ["技术路线调整内容"] },
    },
    make: (v) => ({ step: "reroute", ...v }),
  });
}

export function replace(c: Ctx): StepSpec {
  const { t, view } = c;
  // Who is there now: the list of the contract, with the chief engineer as last changed.
  const now = view.contract.people.map(({ role, name }) =>
    role === "chief_engineer" ? { role, name: view.chief_now ?? name } : { role, name },
  );
  const lead = (v: Readonly<Record<string, string>>) =>
    v["who"] !== "" && !v["who"]?.startsWith("key_member/");
  return spec({
    title: t("courseSteps.replace.title"),
    hint: t("courseSteps.replace.hint"),
    article: "四（七）2",
    fields: {
      on: day(c, { names: ["任务书变更"] }),
      new: { kind: "text", label: t("courseSteps.replace.new"), codes: ["contract.incomplete"] },
      who: {
        kind: "choice",
        label: t("courseSteps.replace.who"),
        options: now.map(({ role, name }) => ({
          value: `${role}/${name}`,
          label: `${t(`bid.role.${role}`)} ${name}`,
        })),
      },
      reason: {
        kind: "area",
        label: t("courseSteps.reason"),
        when: lead,
        codes: ["chief.change_reason"],
      },
      why: { kind: "area", label: t("courseSteps.reason"), when: (v) => !lead(v), free: true },
    },
    make: (v) => {
      const [role = "", ...old] = v.who.split("/");
      return {
        step: "replace",
        on: v.on,
        role: role as PersonRole,
        old: old.join("/"),
        new: v.new,
        reason: v.reason === "" ? v.why : v.reason,
      };
    },
  });
}

export function adjust(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.adjust.title"),
    hint: t("courseSteps.adjust.hint"),
    article: "五（二）",
    fields: {
      on: day(c, { names: ["任务书变更"] }),
      ...act(c, "approval", "调整的批准", { label: t("courseSteps.adjust.of") }),
      what: { kind: "area", label: t("courseSteps.adjust.what"), names: ["调整内容"] },
    },
    make: (v) => ({ step: "adjust", on: v.on, approval: actOf(v, "approval"), what: v.what }),
  });
}

export function notify(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.notify.title"),
    hint: t("courseSteps.notify.hint"),
    article: "四（七）1",
    fields: act(c, "notice", "限期整改通知"),
    make: (v) => ({ step: "notify", notice: actOf(v, "notice") }),
  });
}

export function goOn(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.goOn.title"),
    hint: t("courseSteps.goOn.hint"),
    fields: {
      on: day(c),
      how: { kind: "area", label: t("courseSteps.goOn.how"), codes: ["reason.missing"] },
    },
    make: (v) => ({ step: "go_on", ...v }),
  });
}

export function inspect(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.inspect.title"),
    hint: t("courseSteps.inspect.hint"),
    article: "四（七）2",
    fields: {
      on: day(c),
      by: { kind: "text", label: t("courseSteps.inspect.by"), names: ["检查单位和内容"] },
      what: { kind: "text", label: t("courseSteps.inspect.what") },
      planned: {
        kind: "choice",
        label: t("courseSteps.inspect.planned"),
        options: [
          { value: "yes", label: t("courseSteps.inspect.isPlanned") },
          { value: "no", label: t("courseSteps.inspect.notPlanned") },
        ],
      },
      reason: {
        kind: "area",
        label: t("courseSteps.inspect.reason"),
        when: (v) => v["planned"] === "no",
        codes: ["inspection.unplanned", "reason.missing"],
      },
      result: { kind: "area", label: t("courseSteps.inspect.result"), free: true },
    },
    make: (v) => ({ step: "inspect", inspection: { ...v, planned: v.planned === "yes" } }),
  });
}
