import { useTranslation } from "react-i18next";

import type { JournalLine } from "../../backend";
import { actOf, subjectOf } from "../../components/journal-words";
import { Side } from "../../components/side";
import { detailsOf, inGroups, type Detail } from "./details";
import { shortId, useWords } from "./words";

/** The chosen entry in full: figures, rows, hash. */
export function EntryDock({ entry }: { entry: JournalLine | undefined }) {
  const { t } = useTranslation();
  if (entry === undefined) {
    return (
      <Side className="dock jn-dock" label={t("journal.choose")}>
        <p className="dim">{t("journal.choose")}</p>
      </Side>
    );
  }
  return (
    <Side className="dock jn-dock" label={t("journal.detail", { seq: entry.seq })}>
      <p className="sec">
        {t("journal.detail", { seq: entry.seq })} · {entry.at} · {entry.actor}
      </p>
      <h2>{actOf(entry)}</h2>
      <p className="jn-subject">
        {subjectOf(entry)} {entry.action === "pack.refuse" && <>（{t("journal.claimedSubject")}） </>}
        <code className="dim">{entry.action}</code>
      </p>
      {/* Where a reason is asked there is one: an act without says nothing of it. */}
      {entry.reason !== null && (
        <>
          <h3>{t("journal.reason")}</h3>
          <p>{entry.reason}</p>
        </>
      )}
      <h3>{t("journal.details")}</h3>
      <Details of={detailsOf(entry.details, entry.action)} />
      <h3>
        {t("journal.changes")}{" "}
        {entry.changes.length > 0 && (
          <small>{t("journal.changeCount", { count: entry.changes.length })}</small>
        )}
      </h3>
      <Changes of={entry.changes} />
      <h3>{t("journal.hash")}</h3>
      <code className="jn-hash">{inGroups(entry.hash)}</code>
    </Side>
  );
}

function Details({ of }: { of: Detail[] }) {
  const { t } = useTranslation();
  const { name, value: said } = useWords();
  if (of.length === 0) {
    return <p className="dim">{t("journal.noDetails")}</p>;
  }
  const says = ({ value }: Detail) => {
    if (value === null) return <span className="dim">{t("journal.none")}</span>;
    if (typeof value === "boolean") return t(value ? "journal.yes" : "journal.no");
    return Array.isArray(value)
      ? value
          .filter((one) => one !== "")
          .map(said)
          .join("、")
      : said(value);
  };
  return (
    <dl className="jn-details">
      {of.map((detail, index) => (
        <div key={index}>
          <dt>{detail.path.map(name).join(" · ")}</dt>
          <dd>{says(detail)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Changes({ of }: { of: JournalLine["changes"] }) {
  const { t } = useTranslation();
  const { table, field: named, value: said } = useWords();
  if (of.length === 0) {
    return <p className="dim">{t("journal.noChanges")}</p>;
  }
  return (
    <ul className="jn-changes">
      {of.map((row) => (
        <li key={`${row.table}/${row.id}`}>
          <span>
            {t(`journal.became.${row.became}`)} {table(row.table)}
          </span>{" "}
          <code title={row.id}>{shortId(row.id)}</code>
          {row.fields.length > 0 && (
            <dl className="jn-details jn-fields">
              {row.fields.map((field) => (
                <div key={field.path.join(".")}>
                  <dt>{field.path.map((part) => named(row.table, part)).join(" · ")}</dt>
                  <dd>
                    <del>{field.before === null ? t("journal.emptySide") : said(field.before)}</del>{" "}
                    <span aria-hidden>→</span>{" "}
                    <ins>{field.after === null ? t("journal.emptySide") : said(field.after)}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {row.more > 0 && <p className="dim">{t("journal.moreFields", { count: row.more })}</p>}
        </li>
      ))}
    </ul>
  );
}
