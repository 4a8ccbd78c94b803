import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type TurnSeat, type TurnView } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";

/** Digits that a code has at least; the program decides. */
const LEAST = 6;

/** A member sets the own code, typed twice. */
export function SetCode({ seat, onSet }: { seat: TurnSeat; onSet: (turn: TurnView) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [code, setCode] = useState("");
  const [again, setAgain] = useState("");
  const [signsIn, setSignsIn] = useState(true);
  const set = useMutation({
    mutationFn: () => backend.sharedCode(seat.no, code, again, signsIn),
    onSuccess: onSet,
    onError: () => {
      setCode("");
      setAgain("");
    },
    // The call closes over the code: it is not kept once it is done.
    gcTime: 0,
  });
  const differs = again !== "" && !code.startsWith(again);
  const lacks =
    code.trim().length < LEAST
      ? t("turn.needSix")
      : code === again
        ? ""
        : again === ""
          ? t("turn.again")
          : "";
  const ready = lacks === "" && code === again && !set.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) {
      set.mutate();
    }
  };
  const field = { size: "large", inputMode: "numeric", autoComplete: "new-password" } as const;
  return (
    <form onSubmit={submit} aria-label={t("turn.set")}>
      <h3>{t("turn.set")}</h3>
      <p className="sec">{t("turn.setHint")}</p>
      {set.isError && <ProblemBox error={set.error} />}
      <label className="field" htmlFor="turn-new">
        {t("turn.code")}
      </label>
      <Input.Password
        {...field}
        id="turn-new"
        autoFocus
        value={code}
        readOnly={set.isPending}
        onChange={(event) => {
          set.reset();
          setCode(event.target.value);
        }}
      />
      <label className="field" htmlFor="turn-again">
        {t("turn.again")}
      </label>
      <Input.Password
        {...field}
        id="turn-again"
        value={again}
        readOnly={set.isPending}
        status={differs ? "error" : ""}
        aria-invalid={differs}
        onChange={(event) => setAgain(event.target.value)}
      />
      <p className="says stop" role="status">
        {differs && (
          <>
            <Mark kind="stop" /> {t("turn.differs")}
          </>
        )}
      </p>
      <Checkbox checked={signsIn} onChange={(event) => setSignsIn(event.target.checked)}>
        {t("turn.signIn")}
      </Checkbox>
      <div className="actions">
        <Button type="primary" size="large" htmlType="submit" disabled={!ready}>
          {t("turn.setDo")} <kbd>Enter</kbd>
        </Button>
        <span className="sec" role="status">
          {set.isPending ? t("turn.setting") : !differs && lacks}
        </span>
      </div>
    </form>
  );
}
