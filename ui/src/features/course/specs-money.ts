import type { PaymentStands, PaymentTurn } from "../../backend";
import { fenOf } from "../../components/amount";
import { SUBJECTS } from "./specs-work";
import { act, actOf, day, spec, type Ctx, type Field, type StepSpec } from "./step-fields";

const OVER = ["payment.over_total", "payment.final_over_settlement", "payment.twice", "project.money"];

/** Gives the opinion of a payment that is foreseen. */
export function opine(c: Ctx): StepSpec {
  const { t, scheduled } = c;
  const foreseen = scheduled?.amount ?? "";
  const other = (v: Readonly<Record<string, string>>) => fenOf(v["amount"] ?? "") !== fenOf(foreseen);
  return spec({
    title: t("courseSteps.opine.title"),
    save: t("courseSteps.opine.save"),
    hint: t("courseSteps.opine.hint"),
    article: "四（七）1",
    fields: {
      amount: { kind: "money", label: t("courseSteps.amount"), start: foreseen, codes: OVER },
      reason: {
        kind: "text",
        label: t("courseSteps.opine.reason"),
        when: other,
        codes: ["reason.missing"],
      },
      ...act(c, "opinion", "拨付意见"),
    },
    make: (v) => ({
      step: "opine",
      tranche: scheduled?.tranche ?? "first",
      milestone: scheduled?.milestone ?? null,
      amount: v.amount,
      reason: v.reason,
      opinion: actOf(v, "opinion"),
    }),
  });
}

export function approvePayment(c: Ctx): StepSpec {
  const { t } = c;
  return spec({
    title: t("courseSteps.approvePayment.title"),
    hint: t("courseSteps.approvePayment.hint"),
    article: "四（七）1",
    fields: act(c, "approval", "拨付意见审定"),
    make: (v) => ({ step: "approve_payment", at: c.payment?.at ?? 0, approval: actOf(v, "approval") }),
  });
}

export const TURNS: Readonly<Record<PaymentStands, readonly PaymentTurn[]>> = {
  planned: ["stop"],
  submitted: ["refuse", "withdraw", "stop"],
  ready: ["withdraw", "stop"],
  paid: ["bounce"],
  stopped: ["resume"],
};

export function turnPayment(c: Ctx): StepSpec {
  const { t, payment } = c;
  const turns = payment === undefined ? [] : TURNS[payment.state];
  const words = turns.map((value) => ({ value, label: t(`courseSteps.turnPayment.turn.${value}`) }));
  return spec({
    title: words.map(({ label }) => label).join(t("approval.form.join")),
    save: t("courseSteps.turnPayment.save"),
    fields: {
      how: {
        kind: "choice",
        label: t("courseSteps.turnPayment.how"),
        start: turns.length === 1 ? (turns[0] ?? "") : "",
        options: words,
      },
      reason: { kind: "area", label: t("courseSteps.reason"), codes: ["reason.missing"] },
    },
    make: (v) => ({
      step: "turn_payment",
      at: payment?.at ?? 0,
      how: v.how as PaymentTurn,
      reason: v.reason,
    }),
  });
}

export function pay(c: Ctx): StepSpec {
  const { t, payment } = c;
  return spec({
    title: t("courseSteps.pay.title"),
    hint: t("courseSteps.pay.hint", { payee: payment?.payee ?? "" }),
    article: "四（七）1",
    fields: {
      on: day(c, { names: ["拨付"] }),
      voucher_no: { kind: "text", label: t("courseSteps.voucherNo"), names: ["支付凭证号"] },
      voucher: {
        kind: "path",
        label: t("courseSteps.pay.voucher"),
        free: true,
        files: ["pdf", "jpg", "jpeg", "png"],
      },
    },
    make: (v) => ({ step: "pay", at: payment?.at ?? 0, ...v }),
  });
}

export function correctVoucher(c: Ctx): StepSpec {
  const { t, payment } = c;
  return spec({
    title: t("courseSteps.correctVoucher.title"),
    hint: t("courseSteps.correctVoucher.hint"),
    fields: {
      on: day(c, { label: t("courseSteps.correctVoucher.on"), start: payment?.paid?.[0] ?? "" }),
      voucher_no: {
        kind: "text",
        label: t("courseSteps.voucherNo"),
        start: payment?.paid?.[1] ?? "",
        names: ["支付凭证号"],
      },
      reason: { kind: "area", label: t("courseSteps.reason"), codes: ["reason.missing"] },
    },
    make: (v) => ({ step: "correct_voucher", at: payment?.at ?? 0, ...v }),
  });
}

/** What the catalogue calls the subjects. */
const NAMES: Readonly<Record<(typeof SUBJECTS)[number], string>> = {
  equipment: "设备费",
  business: "业务费",
  labour: "劳务费",
  indirect: "间接费用",
};

type SpentKey = `${(typeof SUBJECTS)[number]}_${"fiscal" | "own"}`;

/** What was spent and came in, from the beginning; by subject where it is known. */
export function account(c: Ctx): StepSpec {
  const { t } = c;
  const money = (label: string, more: Partial<Field> = {}): Field => ({
    kind: "money",
    label,
    codes: ["account.unsound"],
    ...more,
  });
  const by = Object.fromEntries(
    SUBJECTS.flatMap((subject) =>
      (["fiscal", "own"] as const).map((source): [SpentKey, Field] => [
        `${subject}_${source}`,
        {
          kind: "money",
          label: `${t(`projects.form.subject.${subject}`)} ${t(`projects.form.${source}`)}`,
          free: true,
          hint: t("projects.form.unknown"),
          names: [`${NAMES[subject]}（${source === "fiscal" ? "财政" : "自筹"}）`],
        },
      ]),
    ),
  ) as Record<SpentKey, Field>;
  return spec({
    title: t("courseSteps.account.title"),
    hint: t("courseSteps.account.hint"),
    fields: {
      as_of: day(c, { label: t("courseSteps.account.asOf"), start: "" }),
      spent_fiscal: money(t("courseSteps.account.fiscal"), { names: ["已支出（财政）"] }),
      spent_self_raised: money(t("courseSteps.account.own"), { names: ["已支出（自筹）"] }),
      arrived: money(t("courseSteps.account.arrived"), { names: ["自筹资金到位"] }),
      audit_no: {
        kind: "text",
        label: t("courseSteps.account.audit"),
        hint: t("courseSteps.account.auditHint"),
        free: true,
      },
      ...by,
    },
    make: (v) => {
      const spent_by = SUBJECTS.map((subject) => ({
        subject,
        spent: { fiscal: v[`${subject}_fiscal`], self_raised: v[`${subject}_own`] },
      }));
      const known = spent_by.some(({ spent }) => spent.fiscal !== "" || spent.self_raised !== "");
      return {
        step: "account",
        account: {
          as_of: v.as_of,
          spent_fiscal: v.spent_fiscal,
          spent_self_raised: v.spent_self_raised,
          spent_by: known ? spent_by : [],
          arrived: v.arrived,
          audit_no: v.audit_no,
        },
      };
    },
  });
}
