import { useTranslation } from "react-i18next";

import type { RestoreView } from "../backend";
import { actOf, subjectOf } from "./journal-words";
import { Mark } from "./marks";

/** What going back to a backup would do: the entries that the vault has and the backup has not. */
export function RestoreLoss({ of }: { of: RestoreView }) {
  const { t } = useTranslation();
  return (
    <>
      <p>
        <span className="say say-done">
          <Mark kind="done" /> {t("safe.restore.holds", { seq: of.seq, at: of.at ?? "—" })}
        </span>
        <br />
        <code className="dim">{of.head}</code>
      </p>
      <p>
        {of.now === null
          ? t("safe.restore.unknown")
          : of.keys_only
            ? t("safe.restore.keysOnly", { now: of.now })
            : of.lost_count === 0
              ? t("safe.restore.nothing")
              : t("safe.restore.lost", { count: of.lost_count, now: of.now })}
      </p>
      {of.lost.length > 0 && (
        <ul className="sf-lost" aria-label={t("safe.restore.list")}>
          {of.lost.map((line) => (
            <li key={line.seq}>
              <span className="num">{line.seq}</span> {line.at} · {line.actor} · {actOf(line)} ·{" "}
              {subjectOf(line)}
            </li>
          ))}
        </ul>
      )}
      {of.lost.length > 0 && of.lost_count > of.lost.length && (
        <p className="sec">{t("safe.restore.more", { count: of.lost_count - of.lost.length })}</p>
      )}
      {of.meetings.length > 0 && (
        <ul className="rules" aria-label={t("safe.restore.meetings")}>
          {of.meetings.map((meeting) => (
            <li key={meeting.no} className={meeting.seen || !meeting.stays ? "look" : ""}>
              <Mark kind={meeting.seen || !meeting.stays ? "warn" : "done"} />
              <span>
                <b>
                  {meeting.no} {meeting.title}
                </b>
                <small>
                  {t("safe.restore.entries", { count: meeting.entries })}
                  {t(meeting.stays ? "safe.restore.stays" : "safe.restore.anew")}
                  {meeting.seen && t("safe.restore.seen")}
                </small>
              </span>
            </li>
          ))}
        </ul>
      )}
      {!of.keys_only && <p className="sec">{t("safe.restore.aside")}</p>}
    </>
  );
}
