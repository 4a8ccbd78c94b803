import { useTranslation } from "react-i18next";

import type { PaymentStands, PaymentView, ScheduledView } from "../../backend";
import { grouped } from "../../components/amount";
import { Article } from "../../components/article";
import { Mark, type MarkKind } from "../../components/marks";
import { useNextWords } from "../../components/next-act";
import { Found, Steps, useActWords, type Offer, type PartProps } from "./section";
import { TURNS } from "./specs-money";

const MARKS: Record<PaymentStands, MarkKind> = {
  planned: "none",
  submitted: "wait",
  ready: "part",
  paid: "done",
  stopped: "stop",
};

/** Which article a part of the award is paid by. */
function articleOf({ tranche }: ScheduledView | PaymentView): string {
  return tranche === "milestone" ? "四（七）1" : "四（六）";
}

/** 拨付: what is foreseen with what it waits for, and the payments with their next step. */
export function PaymentsPart(props: PartProps) {
  const { t } = useTranslation();
  const { scheduled, payments } = props.view;
  return (
    <>
      <h3>{t("course.pay.title")}</h3>
      {scheduled.length + payments.length === 0 && <p className="sec">{t("course.pay.none")}</p>}
      <ul className="co-pays" aria-label={t("course.pay.title")}>
        {payments.map((one) => (
          <li key={one.at}>
            <Payment of={one} />
            <Steps id={`pay-${one.at}`} {...props} offers={offersOf(one)} />
          </li>
        ))}
        {scheduled.map((one) => (
          <Foreseen key={`${one.tranche}-${one.milestone ?? ""}`} of={one} {...props} />
        ))}
      </ul>
    </>
  );
}

/** A payment that is foreseen: what it waits for, or the form of its opinion. */
function Foreseen({ of, ...props }: PartProps & { of: ScheduledView }) {
  const { t } = useTranslation();
  const name = useName(of);
  const open = of.gate.length === 0;
  return (
    <li>
      <p>
        <Mark kind={open ? "part" : "lock"} /> <b>{name}</b>{" "}
        <b className="num">{t("course.pay.amount", { sum: grouped(of.amount) })}</b>{" "}
        <Article of={articleOf(of)} />{" "}
        <span className="sec">{t(open ? "course.pay.open" : "course.pay.waits")}</span>
      </p>
      {open ? (
        <Steps
          id={`opine-${of.tranche}-${of.milestone ?? ""}`}
          {...props}
          offers={[{ step: "opine", scheduled: of }]}
        />
      ) : (
        <Found problems={of.gate} />
      )}
    </li>
  );
}

/** What may be done to a payment, by where it stands. */
function offersOf(payment: PaymentView): Offer[] {
  const { state } = payment;
  return [
    ...(state === "submitted" ? [{ step: "approve_payment" as const, payment }] : []),
    ...(state === "ready" ? [{ step: "pay" as const, payment }] : []),
    ...(TURNS[state].length > 0 ? [{ step: "turn_payment" as const, payment }] : []),
    ...(state === "paid" ? [{ step: "correct_voucher" as const, payment }] : []),
  ];
}

/** What a part of the award is called. */
function useName({
  tranche,
  milestone,
}: {
  tranche: ScheduledView["tranche"];
  milestone: number | null;
}): string {
  const { t } = useTranslation();
  return t(`course.pay.tranche.${tranche}`, { n: milestone ?? "" });
}

function Payment({ of }: { of: PaymentView }) {
  const { t } = useTranslation();
  const words = useNextWords();
  const act = useActWords();
  const name = useName(of);
  const { state, approval, paid, corrected, note, next } = of;
  return (
    <>
      <p>
        <b>{name}</b> <b className="num">{t("course.pay.amount", { sum: grouped(of.amount) })}</b>{" "}
        <span className={`say say-${MARKS[state]}`}>
          <Mark kind={MARKS[state]} size={12} /> {t(`course.pay.state.${state}`)}
        </span>{" "}
        <span className="sec">{t("course.pay.payee", { payee: of.payee })}</span>
      </p>
      <p className="sec">
        {t("course.pay.opinion", { act: act(of.opinion) })}
        {approval !== null && t("course.pay.approval", { act: act(approval) })}
        {paid !== null && t("course.pay.paid", { on: paid[0], no: paid[1] })}
      </p>
      {of.reason !== "" && <p className="sec">{t("course.pay.reason", { why: of.reason })}</p>}
      {note !== "" && <p className="sec">{t("course.pay.note", { why: note })}</p>}
      {corrected.map(([on, no, why]) => (
        <p key={no} className="sec">
          {t("course.pay.corrected", { on, no, why })}
        </p>
      ))}
      {next !== null && (
        <p>
          {t("approval.dock.next", words(next))} <Article of={next.article} />
        </p>
      )}
    </>
  );
}
