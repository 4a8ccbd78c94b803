import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { SessionCard } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { useRoving } from "../../components/roving";
import { Empty } from "../../components/states";
import "./meetings.css";
import { StageWord } from "./stage";

interface MeetingsProps {
  /** Newest first. */
  sessions: readonly SessionCard[];
  onOpen: (session: SessionCard) => void;
  onNew: () => void;
}

/** The meetings of a batch. */
export function MeetingsPage({ sessions, onOpen, onNew }: MeetingsProps) {
  const { t } = useTranslation();
  useKeys([{ keys: "Ctrl N", label: t("meetings.new"), run: onNew, changes: true }]);
  const make = (
    <Changes>
      <Button type="primary" onClick={onNew}>
        {t("meetings.new")} <Keys of="Ctrl N" />
      </Button>
    </Changes>
  );
  const empty = sessions.length === 0;
  return (
    <div className="page">
      <PageHead title={t("meetings.title")} facts={t("meetings.facts", { count: sessions.length })}>
        {!empty && make}
      </PageHead>
      <div className="scroll mt-list">
        {empty ? (
          <Empty title={t("meetings.emptyTitle")} hint={t("meetings.emptyHint")} action={make} />
        ) : (
          <MeetingTable sessions={sessions} onOpen={onOpen} />
        )}
      </div>
    </div>
  );
}

function MeetingTable({
  sessions,
  onOpen,
}: {
  sessions: readonly SessionCard[];
  onOpen: (session: SessionCard) => void;
}) {
  const { t } = useTranslation();
  const open = (index: number) => {
    const one = sessions[index];
    if (one !== undefined) {
      onOpen(one);
    }
  };
  const { pane, item } = useRoving({ count: sessions.length, onPick: open });
  return (
    <table className="grid" role="grid" aria-label={t("meetings.title")} {...pane}>
      <thead className="stuck">
        <tr>
          <th scope="col">{t("meetings.no")}</th>
          <th scope="col">{t("meetings.name")}</th>
          <th scope="col">{t("meetings.batch")}</th>
          <th scope="col">{t("meetings.date")}</th>
          <th scope="col" className="num">
            {t("meetings.bids")}
          </th>
          <th scope="col" className="num">
            {t("meetings.experts")}
          </th>
          <th scope="col">{t("meetings.stageOf")}</th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((one, index) => (
          <tr key={one.no} onClick={() => open(index)} {...item(index)}>
            <td className="mt-no mt-cut" title={one.no}>
              {one.no}
            </td>
            <th scope="row">
              <b title={one.title}>{one.title}</b>
              <div className="dim" title={one.office}>
                {t(`meetings.kindOf.${one.kind}`)} · {one.office}
              </div>
            </th>
            <td className="mt-cut" title={one.batch}>
              {one.batch}
            </td>
            <td className="mt-no">{one.date}</td>
            <td className="num">{one.bids}</td>
            <td className="num">{one.experts}</td>
            <td>
              <StageWord of={one.stage} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
