import { act, actOf, day, lines, parties, same, spec, type Ctx, type StepSpec } from "./step-fields";

export function proposeEnd(c: Ctx): StepSpec {
  const { t, view } = c;
  return spec({
    title: t("courseSteps.proposeEnd.title"),
    hint: t("courseSteps.proposeEnd.hint"),
    article: "四（七）4",
    fields: {
      on: day(c),
      by: {
        kind: "choice",
        label: t("courseSteps.proposeEnd.by"),
        options: same(parties(view)),
        codes: ["termination.not_signatory"],
      },
      reason: { kind: "area", label: t("courseSteps.reason"), names: ["终止建议"] },
    },
    make: (v) => ({ step: "propose_end", ...v }),
  });
}

export function commission(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.commission.title"),
    hint: t("courseSteps.commission.hint"),
    article: "四（七）4",
    fields: {
      third_party: { kind: "text", label: t("courseSteps.commission.party"), names: ["受委托的第三方"] },
      ...act(c, "act", "委托"),
    },
    make: (v) => ({ step: "commission", third_party: v.third_party, act: actOf(v, "act") }),
  });
}

export function tell(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.tell.title"),
    hint: t("courseSteps.tell.hint"),
    fields: {
      on: day(c, { names: ["告知"] }),
      hearing: {
        kind: "area",
        label: t("courseSteps.tell.hearing"),
        hint: t("courseSteps.tell.hearingHint"),
        free: true,
      },
    },
    make: (v) => ({ step: "tell", ...v }),
  });
}

/** Whether an amount that was reckoned is above nothing. */
function some(amount: string | null | undefined): boolean {
  return amount != null && /[1-9]/.test(amount);
}

export function terminate(c: Ctx): StepSpec {
  const { t, view } = c;
  const money = view.endings.at(-1)?.money ?? null;
  return spec({
    title: t("courseSteps.terminate.title"),
    save: t("courseSteps.terminate.save"),
    hint: t("courseSteps.terminate.hint"),
    article: "四（七）4",
    fields: {
      ...act(c, "act", "终止决定"),
      return_by: day(c, {
        label: t("courseSteps.terminate.returnBy"),
        start: "",
        when: () => some(money?.recover),
        names: ["退回期限"],
      }),
      tolerance: {
        kind: "area",
        label: t("courseSteps.terminate.tolerance"),
        hint: t("courseSteps.terminate.toleranceHint"),
        free: true,
        when: () => money?.conclusion === "terminate_objective",
        names: ["宽容失败的认定依据"],
        codes: ["termination.tolerance"],
      },
    },
    make: (v) => ({
      step: "terminate",
      act: actOf(v, "act"),
      return_by: v.return_by,
      tolerance: v.tolerance,
    }),
  });
}

export function refund(c: Ctx): StepSpec {
  const { t, view } = c;
  return spec({
    title: t("courseSteps.refund.title"),
    fields: {
      on: day(c, { names: ["收回"] }),
      amount: {
        kind: "money",
        label: t("courseSteps.amount"),
        start: view.endings.at(-1)?.outstanding ?? "",
        codes: ["recovery.over"],
      },
      voucher_no: { kind: "text", label: t("courseSteps.refund.voucher"), names: ["收回凭证号"] },
    },
    make: (v) => ({ step: "refund", ...v }),
  });
}

export function proceeds(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.proceeds.title"),
    hint: t("courseSteps.proceeds.hint"),
    article: "四（七）4",
    fields: {
      on: day(c),
      amount: { kind: "money", label: t("courseSteps.amount") },
      what: {
        kind: "text",
        label: t("courseSteps.proceeds.what"),
        names: ["处置的资产、金额和所依据的规定"],
      },
      rule: { kind: "text", label: t("courseSteps.proceeds.rule") },
    },
    make: (v) => ({ step: "proceeds", ...v }),
  });
}

export function suspend(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.suspend.title"),
    hint: t("courseSteps.suspend.hint"),
    article: "四（七）4",
    fields: {
      on: day(c),
      handed_to: { kind: "text", label: t("courseSteps.suspend.handedTo") },
      what: {
        kind: "area",
        label: t("courseSteps.suspend.what"),
        names: ["涉嫌的事实和移交核查的单位"],
      },
    },
    make: (v) => ({ step: "suspend", ...v }),
  });
}

export function examined(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.examined.title"),
    hint: t("courseSteps.examined.hint"),
    article: "四（七）4",
    fields: {
      proved: {
        kind: "choice",
        label: t("courseSteps.examined.word"),
        options: [
          { value: "yes", label: t("courseSteps.examined.proved") },
          { value: "no", label: t("courseSteps.examined.cleared") },
        ],
      },
      ...act(c, "act", "核查结果"),
      found: { kind: "area", label: t("courseSteps.examined.found"), names: ["核查认定的事实"] },
    },
    make: (v) => ({ step: "examined", proved: v.proved === "yes", act: actOf(v, "act"), found: v.found }),
  });
}

export function overturn(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.overturn.title"),
    hint: t("courseSteps.overturn.hint"),
    fields: act(c, "act", "撤销查实认定"),
    make: (v) => ({ step: "overturn", act: actOf(v, "act") }),
  });
}

export function integrity(c: Ctx): StepSpec {
  const { t, view } = c;
  return spec({
    title: t("courseSteps.integrity.title"),
    hint: t("courseSteps.integrity.hint"),
    article: "四（七）4",
    fields: {
      ...act(c, "act", "失信行为记录"),
      units: {
        kind: "ticks",
        label: t("courseSteps.integrity.units"),
        options: same(parties(view).filter((one) => one !== view.contract.bureau.trim())),
        names: ["记录的单位或者个人"],
      },
    },
    make: (v) => ({ step: "integrity", act: actOf(v, "act"), units: lines(v.units) }),
  });
}

export function justice(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.justice.title"),
    hint: t("courseSteps.justice.hint"),
    article: "四（七）4",
    fields: act(c, "act", "移交司法机关"),
    make: (v) => ({ step: "justice", act: actOf(v, "act") }),
  });
}
