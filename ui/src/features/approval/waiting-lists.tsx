import { Button, Checkbox } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type WaitingList } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { useApprovalAct } from "./use-approval-act";

const SUBMIT = "Ctrl N";

/** Lists of closed sessions that nobody decided on: chosen within one batch, and put before a meeting together. */
export function WaitingLists({
  waiting,
  onOpened,
}: {
  waiting: readonly WaitingList[];
  onOpened: (no: string) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const list = useRef<HTMLUListElement>(null);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const open = useApprovalAct(
    (sessions: readonly string[]) => backend.approvalOpen(sessions),
    (view) => {
      setTicked([]);
      onOpened(view.no);
    },
  );
  const chosen = waiting.filter((one) => ticked.includes(one.session_no));
  const count = chosen.length;
  const said = count === 0 ? t("approval.waiting.none") : t("approval.waiting.chosen", { count });
  const submit = () => {
    if (count === 0) {
      list.current?.querySelector<HTMLElement>("input")?.focus();
    } else if (!open.isPending) {
      open.mutate(chosen.map((one) => one.session_no));
    }
  };
  useKeys([{ keys: SUBMIT, label: t("approval.waiting.submit"), run: submit, changes: true }]);
  const tick = (no: string, on: boolean) => {
    open.reset();
    setTicked(on ? [...ticked, no] : ticked.filter((one) => one !== no));
  };
  return (
    <section className="ap-waiting" aria-label={t("approval.waiting.title")}>
      <h2>
        <Mark kind="wait" /> {t("approval.waiting.title")} <small>{waiting.length}</small>
      </h2>
      <p className="sec">{t("approval.waiting.hint")}</p>
      <ul ref={list}>
        {waiting.map((one) => (
          <Waits
            key={one.session_no}
            of={one}
            ticked={ticked.includes(one.session_no)}
            other={chosen.some(({ batch }) => batch !== one.batch)}
            onTick={(on) => tick(one.session_no, on)}
          />
        ))}
      </ul>
      {open.isError && <ProblemBox error={open.error} />}
      <div className="ap-do">
        <Button type="primary" size="small" disabled={count === 0 || open.isPending} onClick={submit}>
          {t("approval.waiting.submit")} <Keys of={SUBMIT} />
        </Button>
        <span className="sec">{said}</span>
      </div>
    </section>
  );
}

function Waits({
  of,
  ticked,
  other,
  onTick,
}: {
  of: WaitingList;
  ticked: boolean;
  /** It is of another batch than what is ticked. */
  other: boolean;
  onTick: (on: boolean) => void;
}) {
  const { t } = useTranslation();
  return (
    <li>
      <Checkbox checked={ticked} disabled={other} onChange={(event) => onTick(event.target.checked)}>
        {of.session_no}　{of.title}
      </Checkbox>
      <span className="dim">
        {t("approval.waiting.facts", { batch: of.batch, date: of.date, bids: of.bids })}
        {other && ` · ${t("approval.waiting.other")}`}
      </span>
    </li>
  );
}
