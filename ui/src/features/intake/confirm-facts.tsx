import { useTranslation } from "react-i18next";

import type { IntakeView } from "../../backend";
import { Mark } from "../../components/marks";

/** What will be taken with it, what stays behind and why. */
export function Facts({ view }: { view: IntakeView }) {
  const { t } = useTranslation();
  return (
    <dl className="in-facts">
      <dt>{t("intake.confirm.bids")}</dt>
      <dd>
        <b>{t("intake.confirm.bidCount", { count: view.bids })}</b>
      </dd>
      <dt>{t("intake.confirm.experts")}</dt>
      <dd>
        <b>{t("intake.confirm.expertCount", { count: view.experts })}</b>
      </dd>
      {view.demands > 0 && (
        <>
          <dt>{t("intake.confirm.demands")}</dt>
          <dd>
            <b>{t("intake.confirm.demandCount", { count: view.demands })}</b>
          </dd>
        </>
      )}
      {(view.budget_lines > 0 || view.people > 0 || view.milestones > 0) && (
        <>
          <dt>{t("intake.confirm.beside")}</dt>
          <dd>
            <b>
              {t("intake.confirm.besideCount", {
                lines: view.budget_lines,
                people: view.people,
                milestones: view.milestones,
              })}
            </b>
          </dd>
        </>
      )}
      {view.not_taken.length > 0 && <Behind tables={view.not_taken} />}
      <dt>{t("intake.confirm.left")}</dt>
      <dd>
        {view.left_out.length === 0
          ? t("intake.confirm.leftNone")
          : t("intake.confirm.leftCount", { count: view.left_out.length })}
        <ul>
          {view.left_out.map(({ sheet, row, reason, with_bid }) => (
            <li key={`${sheet}!${row}`}>
              <b>
                {sheet} {t("intake.finds.row", { row })}
              </b>{" "}
              {with_bid ? t("intake.sheet.withBid") : reason}
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t("intake.confirm.changed")}</dt>
      <dd>{t("intake.confirm.changedCount", { count: view.corrected.length })}</dd>
      <dt>{t("intake.confirm.warnings")}</dt>
      <dd>
        {view.warnings === 0
          ? t("intake.confirm.warningsNone")
          : t("intake.confirm.warningsCount", { count: view.warnings })}
      </dd>
      <dt>{t("intake.confirm.digest")}</dt>
      <dd>
        <code>{view.file_digest}</code>
      </dd>
    </dl>
  );
}

/** Tables of which no row comes in, each with the reason. */
function Behind({ tables }: { tables: IntakeView["not_taken"] }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{t("intake.confirm.behind")}</dt>
      <dd>
        <span className="say say-warn in-wrap">
          <Mark kind="warn" /> {t("intake.confirm.behindCount", { count: tables.length })}
        </span>
        <ul>
          {tables.map(({ sheet, at, rows, by_hand }) => (
            <li key={`${sheet}!${at}`}>
              <b>{t("intake.confirm.behindTable", { sheet, at })}</b>{" "}
              {t(by_hand ? "intake.confirm.behindChosen" : "intake.confirm.behindUnknown", { rows })}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}
