import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { OfficeHome, Waiting } from "../../backend";
import { Mark } from "../../components/marks";
import { useDay } from "./use-day";
import { waitingPath } from "./paths";

/** Who is waited for, what for, since when, and the button that ends it. */
export function WaitingTable({ home, onGo }: { home: OfficeHome; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const { sessions, waiting } = home;
  const bids = home.chain.find(({ step }) => step === 4)?.count ?? 0;
  const titleOf = (no: string | null) => sessions.find((one) => one.no === no)?.title ?? no ?? "";
  return (
    <>
      <div className="sec-h">
        <h2>
          {t("home.waiting")} <small>{t("home.waitingHint", { count: waiting.length })}</small>
        </h2>
      </div>
      {waiting.length === 0 ? (
        <p className="oh-none">
          <Mark kind="done" /> {t("home.nobody")}
        </p>
      ) : (
        <table className="grid oh-waiting" aria-label={t("home.waiting")}>
          <thead>
            <tr>
              <th scope="col">{t("home.who")}</th>
              <th scope="col">{t("home.what")}</th>
              <th scope="col">{t("home.since")}</th>
              <th scope="col">{t("home.act")}</th>
            </tr>
          </thead>
          <tbody>
            {waiting.map((one, index) => (
              <tr key={index}>
                <th scope="row">
                  <Mark kind={one.who === null ? "warn" : "wait"} /> {one.who ?? t("home.secretariat")}
                </th>
                <td>
                  <What of={one} />
                  {one.session_no !== null && <div className="dim">{titleOf(one.session_no)}</div>}
                </td>
                <td className="sec">
                  <Since at={one.since} today={home.today} />
                </td>
                <td>
                  <Button size="small" onClick={() => onGo(waitingPath(one, bids))}>
                    {t(`home.open.${one.what}`)}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function What({ of: { what, count } }: { of: Waiting }) {
  const { t } = useTranslation();
  return what === "setup" && count === 0
    ? t("home.waitingFor.setupReady")
    : t(`home.waitingFor.${what}`, { count });
}

/** `2026-01-20 10:05`, in words. */
function Since({ at, today }: { at: string | null; today: string }) {
  const { t } = useTranslation();
  const { day } = useDay();
  if (at === null) {
    return <span className="dim">{t("home.sinceUnknown")}</span>;
  }
  const [date = "", time = ""] = at.split(" ");
  return date === today ? t("home.today", { time }) : `${day(date)} ${time}`;
}
