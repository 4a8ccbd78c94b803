import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { DeskMeeting } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { SignIn } from "./sign-in";

/** ④ Into the desk. */
export function Enter({
  meeting,
  onMeeting,
  onChanged,
}: {
  meeting: DeskMeeting;
  onMeeting: (meeting: string) => void;
  onChanged: () => void;
}) {
  const { t } = useTranslation();
  const run = () => onMeeting(meeting.meeting);
  const word = t(
    meeting.deviations > 0
      ? "desk.said.homeAskedGo"
      : meeting.locked_at !== null
        ? "desk.enterLocked"
        : meeting.pledged_at !== null
          ? "desk.enterOn"
          : "desk.enter",
  );
  useKeys([{ keys: "Ctrl Enter", label: word, run, inFields: true, when: meeting.task }]);
  return (
    <>
      {meeting.deviations > 0 && (
        <p className="note note-warn">
          <Mark kind="warn" size={16} /> {t("desk.said.homeAskedHint", { count: meeting.deviations })}
        </p>
      )}
      <p>{t(meeting.pledged_at === null ? "desk.enterHintPledge" : "desk.enterHint")}</p>
      <p className="dk-acts">
        <Button type="primary" size="large" onClick={run}>
          {word} <Keys of="Ctrl Enter" />
        </Button>
      </p>
      {meeting.locked_at === null && <SignIn meeting={meeting} onSigned={onChanged} />}
    </>
  );
}
