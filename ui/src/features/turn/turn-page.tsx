import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type HomeFacts, type TurnOpened, type TurnSeat, type TurnView } from "../../backend";
import { LanguageSwitch } from "../../components/language-switch";
import { Mark, Seal, type MarkKind } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { EndForm } from "./end-form";
import { OpenDesk } from "./open-desk";
import { SetCode } from "./set-code";
import "./turn.css";

export interface TurnPageProps {
  turn: TurnView;
  onTurn: (turn: TurnView) => void;
  /** A desk was opened. */
  onOpened: (opened: TurnOpened) => void;
  /** The secretariat took the laptop back. */
  onEnded: (facts: HomeFacts) => void;
  /** What went wrong when the last desk was given back. */
  fault: unknown;
}

const MARKS: Partial<Record<TurnSeat["state"], MarkKind>> = { locked: "lock", scoring: "part" };

/** “轮到您”: names and nothing else. Behind a name stands its desk, behind the last button the secretariat. */
export function TurnPage({ turn, onTurn, onOpened, onEnded, fault }: TurnPageProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [ending, setEnding] = useState(false);
  const seats = useRef<HTMLFieldSetElement>(null);
  // Whoever gets the laptop goes on with the keyboard: arrows choose a name.
  useEffect(() => seats.current?.querySelector("input")?.focus(), []);
  const seat = turn.seats.find(({ no }) => no === chosen);
  const choose = (no: string) => {
    setChosen(no);
    setSaid(null);
    setEnding(false);
  };
  return (
    <div className="gatepage turn">
      <section className="gate-left">
        <h1>
          <Seal size={30} />
          {t("turn.title")}
        </h1>
        <p className="sub">{turn.title}</p>
        <div className="lang">
          <LanguageSwitch />
        </div>
        {turn.office_open && <Shut onTurn={onTurn} />}
        <Button className="turn-end" aria-expanded={ending} onClick={() => setEnding(!ending)}>
          {t("turn.end")}
        </Button>
        {ending && <EndForm onEnded={onEnded} />}
        <div className="note note-warn">
          <Mark kind="warn" size={16} />
          <div>{t("turn.cannot")}</div>
        </div>
      </section>
      <main className="gate-right">
        {fault !== null && <ProblemBox error={fault} />}
        {turn.problems.length > 0 && (
          <div className="note note-warn" role="alert">
            <ProblemList problems={turn.problems} />
          </div>
        )}
        <h2>{t("turn.your")}</h2>
        <p className="sec">{t(turn.seats.length === 0 ? "turn.nobody" : "turn.choose")}</p>
        <fieldset ref={seats} className="turn-seats">
          <legend className="aside">{t("turn.choose")}</legend>
          {turn.seats.map((one) => (
            <Seat key={one.no} seat={one} chosen={one.no === chosen} onChoose={() => choose(one.no)} />
          ))}
        </fieldset>
        {said !== null && (
          <p className="say say-done turn-said" role="status">
            <Mark kind="done" /> {said}
          </p>
        )}
        {seat !== undefined &&
          (seat.state !== "no_code" ? (
            <OpenDesk key={seat.no} seat={seat} onTurn={onTurn} onOpened={onOpened} />
          ) : turn.office_open ? (
            <SetCode
              key={seat.no}
              seat={seat}
              onSet={(next) => {
                setSaid(t("turn.isSet", { name: seat.name }));
                setChosen(null);
                onTurn(next);
              }}
            />
          ) : (
            <p className="note note-info" role="status">
              <Mark kind="lock" size={16} /> {t("turn.noCode")}
            </p>
          ))}
      </main>
    </div>
  );
}

function Seat({ seat, chosen, onChoose }: { seat: TurnSeat; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  return (
    <label>
      <input type="radio" name="turn-seat" checked={chosen} onChange={onChoose} />
      <b>{seat.name}</b>
      <span className="say">
        <Mark kind={MARKS[seat.state] ?? "none"} /> {t(`turn.state.${seat.state}`)}
      </span>
      {seat.wrong > 0 && <span className="say say-warn">{t("turn.wrong", { count: seat.wrong })}</span>}
    </label>
  );
}

/** Locks the secretariat once the codes are set; the first desk that is opened does the same. */
function Shut({ onTurn }: { onTurn: (turn: TurnView) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const shut = useMutation({
    mutationFn: async () => {
      await backend.lock();
      return backend.sharedTurn();
    },
    onSuccess: (next) => next !== null && onTurn(next),
  });
  return (
    <div className="turn-shut">
      <p className="sec">{t("turn.officeOpen")}</p>
      <Button type="primary" disabled={shut.isPending} onClick={() => shut.mutate()}>
        {t(shut.isPending ? "turn.shutting" : "turn.shut")}
      </Button>
      {shut.isError && <ProblemBox error={shut.error} />}
    </div>
  );
}
