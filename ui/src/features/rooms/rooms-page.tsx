import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type RoomsView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { KeysRest } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { ProblemList } from "../../components/problem-list";
import { Empty, QueryStates } from "../../components/states";
import { useLeavePart, Part } from "../../components/unsaved";
import { BackForm } from "./back-form";
import { Room } from "./room";
import "./rooms.css";
import { TakeRoom } from "./take-room";

/** The own panel's result beside those of panels in parallel rooms, each by its own ranks. */
export function RoomsPage({ no, onGo }: { no: string; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const query = useQuery({ queryKey: ["rooms", no], queryFn: () => backend.rooms(no), retry: false });
  return (
    <QueryStates query={query} what={t("rooms.what")}>
      {(view) => <Rooms no={no} view={view} onGo={onGo} />}
    </QueryStates>
  );
}

function Rooms({ no, view, onGo }: { no: string; view: RoomsView; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const [taking, setTaking] = useState(false);
  const leave = useLeavePart("rooms");
  const close = () => leave(() => setTaking(false));
  useKeys([
    { keys: "Ctrl I", label: t("rooms.take"), run: () => setTaking(true), inFields: true, when: !taking },
    {
      keys: "Esc",
      label: taking ? t("rooms.close") : t("rooms.back"),
      run: () => (taking ? close() : onGo("/results")),
    },
  ]);
  const count = view.others.length + 1;
  return (
    <div className="page rm">
      <PageHead title={t("rooms.title")} facts={t("rooms.facts", { title: view.session.title, count })}>
        <Button onClick={() => onGo("/results")}>{t("rooms.back")}</Button>
        <Button type="primary" disabled={taking} onClick={() => setTaking(true)}>
          {t("rooms.take")} <Keys of="Ctrl I" />
        </Button>
      </PageHead>
      {taking && (
        <KeysRest>
          <Part name="rooms">
            <TakeRoom no={no} onClose={close} onTaken={() => setTaking(false)} />
          </Part>
        </KeysRest>
      )}
      {view.lacks.length > 0 && (
        <section className="note" aria-label={t("rooms.lacks")}>
          <div>
            <b>{t("rooms.lacks")}</b>
            <ProblemList problems={view.lacks} />
          </div>
        </section>
      )}
      {view.others.length > 0 && (
        <p className="rm-said">
          {t("rooms.compared")} {t("rooms.summary")}
        </p>
      )}
      <div className="rm-sides">
        {view.own !== null && <Room room={view.own} />}
        {view.others.length === 0 && !taking && (
          <div className="rm-none">
            <Empty title={t("rooms.none")} hint={t("rooms.noneHint")} />
          </div>
        )}
        {view.others.map((room) => (
          <Room key={room.evidence?.archive} room={room}>
            <BackForm no={no} archive={room.evidence?.archive ?? ""} printed={view.printed} />
          </Room>
        ))}
      </div>
      {view.taken_back.length > 0 && (
        <section aria-label={t("rooms.takenBack")}>
          <h2>{t("rooms.takenBack")}</h2>
          <ul className="rm-back">
            {view.taken_back.map((one) => (
              <li key={`${one.archive}/${one.at}`}>
                {t("rooms.takenBackLine", {
                  no: one.session_no,
                  at: one.at,
                  by: one.by,
                  reason: one.reason,
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
