import { useTranslation } from "react-i18next";

import type { CourseView, FundsLedger } from "../../backend";
import { fenOf, grouped, wanOf } from "../../components/amount";
import { Steps, type PartProps } from "./section";

/** 台账: what was approved, parted so that it adds up, and what was spent. */
export function LedgerPart(props: PartProps) {
  const { t } = useTranslation();
  const { view } = props;
  const { ledger } = view;
  const facts = [
    ["spent", ledger.spent?.fiscal ?? null],
    ["spentOwn", ledger.spent?.self_raised ?? null],
    ["arrived", ledger.arrived],
    ["refunded", ledger.refunded],
  ] as const;
  return (
    <>
      <Bar of={ledger} />
      <dl className="co-facts">
        {facts.map(([name, sum]) => (
          <div key={name}>
            <dt>{t(`course.ledger.${name}`)}</dt>
            <dd className="num">{sum === null ? t("course.ledger.unknown") : grouped(sum)}</dd>
          </div>
        ))}
      </dl>
      <Accounts view={view} />
      <Steps id="ledger" {...props} offers={[{ step: "account" }]} />
    </>
  );
}

/** What of the award is paid, under way and left; nothing where nobody knows what was paid. */
export function partsOf(
  ledger: FundsLedger,
): { paid: bigint; under_way: bigint; left: bigint; approved: bigint } | null {
  const [approved, paid, under_way] = [ledger.approved, ledger.paid ?? "", ledger.under_way].map(fenOf);
  if (approved == null || paid == null || under_way == null) {
    return null;
  }
  return { approved, paid, under_way, left: approved - paid - under_way };
}

/** The award as a bar with its figures: each part has its pattern and its words. */
function Bar({ of }: { of: FundsLedger }) {
  const { t } = useTranslation();
  const parts = partsOf(of);
  if (parts === null || parts.left < 0n) {
    return (
      <p>
        {t("course.ledger.approved", { sum: grouped(of.approved) })}　
        <span className="say say-warn">{t("course.ledger.paidUnknown")}</span>
      </p>
    );
  }
  const shown = (["paid", "under_way", "left"] as const).map((part) => ({ part, fen: parts[part] }));
  const words = t("course.ledger.adds", {
    approved: grouped(of.approved),
    paid: grouped(wanOf(parts.paid)),
    under_way: grouped(wanOf(parts.under_way)),
    left: grouped(wanOf(parts.left)),
  });
  return (
    <div className="co-ledger">
      <p>
        <b>{words}</b> <span className="sec">{t("course.ledger.unit")}</span>
      </p>
      <div className="co-bar" role="img" aria-label={words}>
        {shown
          .filter(({ fen }) => fen > 0n)
          .map(({ part, fen }) => (
            // For the eye alone: the figures stand above.
            <span key={part} data-part={part} style={{ flexGrow: Number(fen) }}>
              {t(`course.ledger.${part}`)}
            </span>
          ))}
      </div>
    </div>
  );
}

/** What was reported, the latest first. */
function Accounts({ view }: { view: CourseView }) {
  const { t } = useTranslation();
  if (view.accounts.length === 0) {
    return <p className="sec">{t("course.ledger.noAccounts")}</p>;
  }
  return (
    <table className="grid co-accounts" aria-label={t("course.ledger.accounts")}>
      <thead>
        <tr>
          <th scope="col">{t("courseSteps.account.asOf")}</th>
          <th scope="col" className="num">
            {t("courseSteps.account.fiscal")}
          </th>
          <th scope="col" className="num">
            {t("courseSteps.account.own")}
          </th>
          <th scope="col" className="num">
            {t("courseSteps.account.arrived")}
          </th>
          <th scope="col">{t("courseSteps.account.audit")}</th>
        </tr>
      </thead>
      <tbody>
        {[...view.accounts].reverse().map((one, at) => (
          <tr key={at}>
            <td>{one.as_of}</td>
            <td className="num">{grouped(one.spent_fiscal)}</td>
            <td className="num">{grouped(one.spent_self_raised)}</td>
            <td className="num">{grouped(one.arrived)}</td>
            <td>{one.audit_no === "" ? t("course.ledger.reported") : one.audit_no}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
