import { Button, Input } from "antd";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { DrawView } from "../../../backend";
import { Keys } from "../../../components/kbd";
import { useKeys } from "../../../components/keys";
import { ProblemBox } from "../../../components/problem-box";
import { TextField } from "../../../components/text-field";
import { useTyped } from "../../../components/unsaved";
import { useSetupChange } from "../use-setup";
import { PoolLists } from "./pool-lists";

/** A prepared draw: the commitment for the room to note, the words, and the draw. */
export function OpenDraw({ no, draw, locked }: { no: string; draw: DrawView; locked: string | null }) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const [saidBy, setSaidBy] = useState("");
  const [witnesses, setWitnesses] = useState("");
  const [aside, setAside] = useState(false);
  const given = (text: string) => (text.trim() === "" ? null : text.trim());
  const doing = useSetupChange(no, (backend, said: string) =>
    backend.drawDo(no, said, given(saidBy), given(witnesses)),
  );
  const blanks = given(saidBy) === null || given(witnesses) === null ? t("draw.blanks") : "";
  const ready = locked === null && words.trim() !== "" && !doing.isPending;
  const go = () => doing.mutate(words.trim());
  useKeys([{ keys: "Ctrl Enter", label: t("draw.draw"), run: go, when: ready && !aside, inFields: true }]);
  const typed = useTyped(t("draw.words"), doing.isPending);
  const said = useRef<HTMLDivElement>(null);
  // The form before it is gone, and the keyboard with it.
  useEffect(() => said.current?.querySelector("input")?.focus(), []);
  return (
    <div className="dr-open">
      <h3>
        {t("draw.number", { number: draw.number })}{" "}
        <small>
          {t("draw.prepared", { at: draw.at, by: draw.by })} ·{" "}
          {t("draw.figures", {
            eligible: draw.pool.eligible.length,
            out: draw.pool.left_out.length,
          })}
        </small>
      </h3>
      {draw.reason !== null && <p className="sec">{t("draw.because", { reason: draw.reason })}</p>}
      <div className="dr-commitment" role="group" aria-label={t("draw.commitment")}>
        <b>{t("draw.commitment")}</b>
        <Groups of={draw.commitment} />
        <p className="sec">{t("draw.commitmentSays")}</p>
      </div>
      <dl className="dr-facts">
        <dt>{t("draw.digest")}</dt>
        <dd>
          <code>{draw.digest}</code>
        </dd>
      </dl>
      <PoolLists pool={draw.pool} />
      {locked === null && (
        <form
          className="dr-words"
          aria-label={t("draw.draw")}
          onInput={typed}
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) go();
          }}
        >
          <div ref={said} className="dr-wide">
            <TextField
              id="dr-words"
              label={t("draw.words")}
              value={words}
              onChange={setWords}
              hint={t("draw.wordsHint")}
            />
          </div>
          <TextField
            id="dr-said-by"
            label={t("draw.saidBy")}
            value={saidBy}
            onChange={setSaidBy}
            hint={t("draw.nameHint")}
          />
          <TextField
            id="dr-witnesses"
            label={t("draw.witnesses")}
            value={witnesses}
            onChange={setWitnesses}
            hint={t("draw.nameHint")}
          />
          {doing.isError && <ProblemBox error={doing.error} />}
          <div className="dr-do">
            <Button type="primary" htmlType="submit" disabled={!ready}>
              {t("draw.draw")} <Keys of="Ctrl Enter" />
            </Button>
            <Button onClick={() => setAside(!aside)} aria-expanded={aside}>
              {t("draw.setAside")}
            </Button>
            <span className="sec" role="status">
              {doing.isPending ? t("draw.working") : words.trim() === "" ? t("draw.wordsNeeded") : blanks}
            </span>
          </div>
        </form>
      )}
      {aside && <AsideForm no={no} onClose={() => setAside(false)} />}
    </div>
  );
}

/** Groups of four digits, large, in rows of four: read aloud and written down. */
function Groups({ of }: { of: string }) {
  return (
    <code className="dr-groups">
      {of.split(" ").map((group, index) => (
        <span key={index}>{group} </span>
      ))}
    </code>
  );
}

/** Gives the prepared draw up, with a reason that is printed. */
function AsideForm({ no, onClose }: { no: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [why, setWhy] = useState("");
  const act = useSetupChange(no, (backend, reason: string) => backend.drawSetAside(no, reason));
  const ready = why.trim() !== "" && !act.isPending;
  const typed = useTyped(t("draw.setAsideDo"), act.isPending);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) act.mutate(why.trim());
  };
  return (
    <form className="dr-aside" aria-label={t("draw.setAsideDo")} onInput={typed} onSubmit={submit}>
      <label className="field" htmlFor="dr-aside">
        {t("draw.setAsideWhy")}
      </label>
      <Input
        id="dr-aside"
        autoFocus
        value={why}
        autoComplete="off"
        onChange={(event) => setWhy(event.target.value)}
      />
      {act.isError && <ProblemBox error={act.error} />}
      <div className="dr-do">
        <Button danger htmlType="submit" disabled={!ready}>
          {t("draw.setAsideDo")} <Keys of="Enter" />
        </Button>
        <Button onClick={onClose}>{t("draw.cancel")}</Button>
        <span className="sec">{ready ? "" : t("draw.setAsideNeeded")}</span>
      </div>
    </form>
  );
}
