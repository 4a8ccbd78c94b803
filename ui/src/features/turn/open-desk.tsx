import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type TurnOpened, type TurnSeat, type TurnView } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { useLeft } from "./left";

/** The code of a member opens the member's desk. After a wrong one there is a time to wait, which is counted down. */
export function OpenDesk({
  seat,
  onTurn,
  onOpened,
}: {
  seat: TurnSeat;
  onTurn: (turn: TurnView) => void;
  onOpened: (opened: TurnOpened) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(0);
  const left = useLeft(seat.wait, tried);
  const open = useMutation({
    mutationFn: () => backend.sharedOpen(seat.no, code),
    onSuccess: onOpened,
    onError: async () => {
      const next = await backend.sharedTurn();
      if (next !== null) {
        onTurn(next);
      }
      setTried((n) => n + 1);
    },
    onSettled: () => setCode(""),
    // The call closes over the code: it is not kept once it is done.
    gcTime: 0,
  });
  const ready = code !== "" && left === 0 && !open.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) {
      open.mutate();
    }
  };
  return (
    <form onSubmit={submit} aria-label={t("turn.enter")}>
      <label className="field" htmlFor="turn-code">
        {t("turn.code")}
      </label>
      <Input.Password
        id="turn-code"
        size="large"
        inputMode="numeric"
        autoComplete="off"
        autoFocus
        value={code}
        // What is typed while the first one is tried would be lost with it.
        readOnly={open.isPending}
        // What was wrong with the code before is nothing to whoever types now.
        onChange={(event) => {
          open.reset();
          setCode(event.target.value);
        }}
      />
      <div className="actions">
        <Button type="primary" size="large" htmlType="submit" disabled={!ready}>
          {t("turn.enter")} <kbd>Enter</kbd>
        </Button>
        <span className="sec" role="status">
          {open.isPending ? (
            t("turn.opening")
          ) : left > 0 ? (
            <>
              <Mark kind="wait" /> {t("turn.wait", { count: left })}
            </>
          ) : (
            code === "" && t("turn.need")
          )}
        </span>
      </div>
      {open.isError && <ProblemBox error={open.error} />}
    </form>
  );
}
