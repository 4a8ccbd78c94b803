import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Ground, RaisedBy, RecusalView, SetupView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { useTyped } from "../../components/unsaved";
import { DeclareForm } from "./declare-form";
import { answersOf, chosenBids, recusalOf, type Pair } from "./matrix";

export interface Declared {
  ground: Ground;
  raisedBy: RaisedBy;
  evidence: string;
}

interface DockProps {
  view: SetupView;
  pair: Pair;
  /** Whether the expert or the bid is no longer of the meeting. */
  stray: boolean;
  locked: string | null;
  by: string;
  onBy: (name: string) => void;
  busy: boolean;
  onDecide: (recused: boolean, reason: string, witness: string | null) => void;
  onDeclare: (declared: Declared) => void;
  onCancel: () => void;
}

/** The chosen cell in words: what was proposed, on what it rests, what follows, and the decision. */
export function RecusalDock(props: DockProps) {
  const { t } = useTranslation();
  const { view, pair, stray, locked } = props;
  const recusal = recusalOf(view, pair);
  const bid = view.bids.find((one) => one.no === pair.bid);
  const name = view.experts.find((one) => one.no === pair.expert)?.name ?? pair.expert;
  const position = chosenBids(view).find((one) => one.no === pair.bid)?.position;
  // A recusal that came from a desk while scores are given is decided then.
  const late = view.session.stage === "scoring" && recusal?.recused === null;
  const why = late ? null : locked;
  return (
    <div className="su-dock" role="region" aria-label={t("setup.decision")}>
      <h3>
        {position === undefined
          ? t("setup.pair", { name, bid: pair.bid })
          : t("setup.heading", { name, position })}
        <span>{bid?.title}</span>
      </h3>
      {recusal === undefined ? (
        <Undeclared {...props} />
      ) : (
        <>
          <Explained view={view} recusal={recusal} stray={stray} />
          {why === null ? (
            <Decide {...props} recusal={recusal} />
          ) : (
            <p className="sec">
              <Mark kind="lock" /> {why}
            </p>
          )}
        </>
      )}
    </div>
  );
}

function Undeclared({ locked, busy, onDeclare }: DockProps) {
  const { t } = useTranslation();
  const focus = () => document.getElementById("su-evidence")?.focus();
  useKeys([{ keys: "Alt Y", label: t("setup.declare"), run: focus, when: locked === null }]);
  return locked === null ? (
    <DeclareForm busy={busy} onDeclare={onDeclare} />
  ) : (
    <p className="sec">
      {t("setup.cell.none")} · {locked}
    </p>
  );
}

/** What was proposed or declared, and what a recusal would mean. */
function Explained({ view, recusal, stray }: { view: SetupView; recusal: RecusalView; stray: boolean }) {
  const { t } = useTranslation();
  const bid = view.bids.find((one) => one.no === recusal.bid_no);
  const { scored } = view.sheet;
  const count = scored ? (bid?.valid_left ?? 0) : answersOf(view, recusal.bid_no);
  const after = recusal.recused === true ? count : Math.max(count - 1, 0);
  const says = () => {
    if (after < view.min_valid) return t("setup.underMin", { min: view.min_valid });
    return t(after >= view.sheet.trim_from ? "setup.canTrim" : "setup.cannotTrim");
  };
  const { by, reason } = recusal;
  const position = bid?.position ?? "";
  // In force, what is left now is all there is to say.
  const left = !scored
    ? recusal.recused === true
      ? t("setup.unscored.only", { position, count })
      : `${t("setup.unscored.now", { position, count })} ${t("setup.unscored.after", { count: after })}`
    : recusal.recused === true
      ? t("setup.leftOnly", { position, count, says: says() })
      : `${t("setup.leftNow", { position, count })} ${t("setup.leftAfter", { count: after, says: says() })}`;
  return (
    <dl>
      <dt>{t("setup.hint")}</dt>
      <dd>
        {recusal.recused === null && <Mark kind="warn" />} <b>{t(`setup.ground.${recusal.ground}`)}</b>{" "}
        {recusal.evidence}
      </dd>
      <dt>{t("setup.basis")}</dt>
      <dd>{t(`setup.raised.${recusal.raised_by}`)}</dd>
      <dt>{t("setup.consequence")}</dt>
      <dd>{stray ? t("setup.strayLeft") : left}</dd>
      {recusal.recused !== null && (
        <>
          <dt>{t("setup.decision")}</dt>
          <dd>
            <Mark kind={recusal.recused ? "recuse" : "done"} />{" "}
            {t(recusal.recused ? "setup.decidedYes" : "setup.decidedNo", {
              by: by ?? "",
              reason: reason ?? "",
            })}
            {recusal.witness !== null && ` · ${t("setup.witness")} ${recusal.witness}`}
          </dd>
        </>
      )}
    </dl>
  );
}

/** Who decides, and how. Recusing rests on the hint; not recusing needs words. */
function Decide({ view, recusal, by, onBy, busy, onDecide, onCancel }: DockProps & { recusal: RecusalView }) {
  const { t } = useTranslation();
  const [clearing, setClearing] = useState(false);
  const [reason, setReason] = useState("");
  // The one who is recorded as supervising the meeting, unless somebody else was there.
  const [seen, setSeen] = useState(view.facts.supervisor ?? "");
  const witness = seen.trim() === "" ? null : seen.trim();
  const named = by.trim() !== "";
  const askName = () => document.getElementById("su-by")?.focus();
  const recuse = () => {
    if (!named) {
      askName();
    } else if (!busy) {
      const ground = recusal.evidence.trim();
      onDecide(true, ground === "" ? t(`setup.ground.${recusal.ground}`) : ground, witness);
    }
  };
  const clear = () => {
    if (named) {
      setClearing(true);
    } else {
      askName();
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (named && reason.trim() !== "" && !busy) {
      onDecide(false, reason.trim(), witness);
      setClearing(false);
    }
  };
  const cancel = () => {
    setClearing(false);
    onCancel();
  };
  useKeys([
    { keys: "Alt Y", label: t("setup.recuse"), run: recuse },
    { keys: "Alt N", label: t("setup.clearKey"), run: clear },
    { keys: "Esc", label: t("setup.cancel"), run: cancel, when: clearing },
  ]);
  const typed = useTyped(t("setup.decision"), busy);
  return (
    <>
      <div className="su-decide">
        <label htmlFor="su-by">{t("setup.by")}</label>
        <Input
          id="su-by"
          size="small"
          value={by}
          autoComplete="off"
          placeholder={t("setup.byHint")}
          onChange={(event) => onBy(event.target.value)}
        />
        <label htmlFor="su-witness">{t("setup.witness")}</label>
        <Input
          id="su-witness"
          size="small"
          value={seen}
          autoComplete="off"
          placeholder={t("setup.byHint")}
          onChange={(event) => setSeen(event.target.value)}
        />
        <Button
          type={recusal.recused === true ? "default" : "primary"}
          disabled={!named || busy}
          onClick={recuse}
        >
          {t("setup.recuse")} <Keys of="Alt Y" />
        </Button>
        <Button disabled={!named || busy} onClick={clear}>
          {t("setup.clear")} <Keys of="Alt N" />
        </Button>
        <span className="sec" role="status">
          {!named ? t("setup.byNeeded") : busy ? t("setup.working") : t("setup.logged")}
        </span>
      </div>
      {clearing && (
        <form className="su-decide" onInput={typed} onSubmit={submit}>
          <label htmlFor="su-reason">{t("setup.reason")}</label>
          <Input
            id="su-reason"
            autoFocus
            value={reason}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
          <Button type="primary" htmlType="submit" disabled={reason.trim() === "" || busy}>
            {t("setup.decideNo")} <Keys of="Enter" />
          </Button>
          <Button onClick={cancel}>{t("setup.cancel")}</Button>
          <span className="sec" role="status">
            {reason.trim() === "" && t("setup.reasonNeeded")}
          </span>
        </form>
      )}
    </>
  );
}
