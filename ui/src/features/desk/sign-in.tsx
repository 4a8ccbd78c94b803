import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DeskMeeting } from "../../backend";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { useProposed } from "../../components/proposed";

/** 电脑签到: a word signed by this laptop's key, carried over in a small pack, in the place of a signature by hand. */
export function SignIn({ meeting, onSigned }: { meeting: DeskMeeting; onSigned: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [open, setOpen] = useState(false);
  const name = t("signIn.file");
  const proposed = useProposed(name);
  const [typed, setPath] = useState<string | null>(null);
  const to = (typed ?? proposed).trim();
  const sign = useMutation({
    mutationFn: (path: string) => backend.deskSignIn(meeting.meeting, path).then(() => path),
    onSuccess: onSigned,
  });
  return (
    <div className="dk-signin">
      {meeting.signed_in_at !== null && (
        <p className="dk-said" role="status">
          <Mark kind="done" /> {t("signIn.signed", { at: meeting.signed_in_at })}
          {sign.data !== undefined && ` ${t("signIn.written", { path: sign.data })}`}
        </p>
      )}
      <Button aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(meeting.signed_in_at === null ? "signIn.open" : "signIn.again")}
      </Button>
      {open && (
        <Changes said>
          <p className="sec">{t("signIn.hint")}</p>
          <PathField
            id="dk-signin-path"
            label={t("signIn.path")}
            hint={name}
            value={typed ?? proposed}
            onChange={(next) => {
              setPath(next);
              sign.reset();
            }}
            choose={() => backend.chooseSave(name)}
          />
          {sign.isError && <ProblemBox error={sign.error} />}
          <p className="dk-acts">
            <Button disabled={to === "" || sign.isPending} onClick={() => sign.mutate(to)}>
              {t("signIn.do")}
            </Button>
            <span className="sec" role="status">
              {sign.isPending ? t("desk.working") : to === "" && t("desk.needPath")}
            </span>
          </p>
        </Changes>
      )}
    </div>
  );
}
