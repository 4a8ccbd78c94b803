import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { RoomView } from "../../backend";
import { Mark } from "../../components/marks";

/** One panel: who it was, by what it judged, and what it came to in order of its own ranks. */
export function Room({ room, children }: { room: RoomView; children?: ReactNode }) {
  const { t } = useTranslation();
  const { evidence } = room;
  const members = room.members
    .map(([kind, count]) => t("rooms.member", { kind: t(`board.category.${kind}`), count }))
    .join("、");
  return (
    <section className="rm-room" aria-label={room.title}>
      <h2>
        <small className="dim">{t(evidence === null ? "rooms.own" : "rooms.other")}</small> {room.title}
      </h2>
      <p className="sec">
        {t("rooms.head", {
          no: room.session_no,
          office: room.office,
          date: room.date,
          chair: room.chair ?? t("rooms.noChair"),
          members,
          count: room.lines.length,
        })}
        <br />
        {t("rooms.rules", {
          sheet: room.sheet,
          full: room.full,
          policy: room.policy,
          digest: room.rules_digest.slice(0, 14),
        })}
      </p>
      {evidence !== null && room.scored_alike && <p className="sec">{t("rooms.alike")}</p>}
      {!room.scored_alike && (
        <p className="say say-warn">
          <Mark kind="warn" /> {t("rooms.unlike")}
        </p>
      )}
      {/* It may be longer than its place: the keyboard reaches it and scrolls it. */}
      <div className="rm-table" tabIndex={0} role="group" aria-label={room.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("rooms.rank")}</th>
              <th scope="col">{t("rooms.item")}</th>
              <th scope="col" className="num">
                {t("rooms.score")}
              </th>
              <th scope="col" className="num dim">
                {t("rooms.standard")}
              </th>
              <th scope="col">{t("rooms.conclusion")}</th>
              <th scope="col" className="num">
                {t("rooms.award")}
              </th>
            </tr>
          </thead>
          <tbody>
            {room.lines.map((line) => (
              <tr key={line.no}>
                <td className="rm-rank">{line.rank ?? "—"}</td>
                <td>
                  {line.title}
                  <small className="dim">
                    {[line.challenge_no, line.no, line.solver].filter((text) => text !== "").join(" · ")}
                  </small>
                </td>
                <td className="num">
                  {line.score ?? "—"}
                  <small className="dim">{line.valid_n}</small>
                </td>
                <td className="num dim">{line.standard ?? "—"}</td>
                <td className="rm-word">
                  {t(`results.conclusion.${line.conclusion}`)}
                  {line.standing !== "none" && (
                    <small className="dim">{t(`results.standing.${line.standing}`)}</small>
                  )}
                </td>
                <td className="num">{line.award ?? "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {evidence !== null && (
        <p className="sec rm-evidence">
          {t("rooms.evidence", { archive: evidence.archive.slice(0, 16), events: evidence.events })}
          {evidence.at !== null && (
            <>
              <br />
              {t("rooms.takenAt", { at: evidence.at, by: evidence.by, with: evidence.compared_with })}
            </>
          )}
        </p>
      )}
      {children}
    </section>
  );
}
