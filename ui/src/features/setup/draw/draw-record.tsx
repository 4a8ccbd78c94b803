import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DrawOutcome, type DrawView } from "../../../backend";
import { Mark } from "../../../components/marks";
import { PathField } from "../../../components/path-field";
import { ProblemBox } from "../../../components/problem-box";
import { ProblemList } from "../../../components/problem-list";
import { PoolLists } from "./pool-lists";

/** A draw on record: what was drawn, who was called, and whether drawing it again gives the same. */
export function DrawRecord({ no, draw }: { no: string; draw: DrawView }) {
  const { t } = useTranslation();
  const { number, outcome, set_aside: aside, called, differs } = draw;
  return (
    <section className="dr-record" aria-label={t("draw.number", { number })}>
      <h3>
        {t("draw.number", { number })} <small>{t("draw.prepared", { at: draw.at, by: draw.by })}</small>
      </h3>
      {draw.reason !== null && <p className="sec">{t("draw.because", { reason: draw.reason })}</p>}
      {aside !== null && <p>{t("draw.asideSays", { ...aside })}</p>}
      {outcome !== null && (
        <>
          <p>
            {t("draw.drawn", { at: outcome.at, by: outcome.by, words: outcome.words })}
            {outcome.said_by !== null && t("draw.saidBySays", { name: outcome.said_by })}
            {outcome.witnesses !== null && t("draw.witnessSays", { name: outcome.witnesses })}
          </p>
          {differs.length === 0 ? (
            <p className="say say-done">
              <Mark kind="done" /> {t("draw.holds")}
            </p>
          ) : (
            <>
              <p className="say say-stop">
                <Mark kind="stop" /> {t("draw.differs")}
              </p>
              <ProblemList problems={differs} />
            </>
          )}
          <Ranks number={number} outcome={outcome} />
        </>
      )}
      {called.length > 0 && (
        <ul className="dr-calls" aria-label={t("draw.calls")}>
          {called.map((call, index) => {
            const says = { at: call.at, replaced: call.replaced, reason: call.reason };
            const cause = t(`draw.causeOf.${call.cause}`);
            return (
              <li key={index}>
                {call.alternate === null
                  ? t("draw.givenUpSays", { ...says, cause })
                  : t("draw.calledSays", { ...says, cause, alternate: call.alternate })}
              </li>
            );
          })}
        </ul>
      )}
      <dl className="dr-facts">
        <dt>{t("draw.commitment")}</dt>
        <dd>
          <code>{draw.commitment}</code>
        </dd>
        <dt>{t("draw.digest")}</dt>
        <dd>
          <code>{draw.digest}</code>
        </dd>
        {outcome !== null && (
          <>
            <dt>{t("draw.seed")}</dt>
            <dd>
              <code>{outcome.seed}</code>
            </dd>
          </>
        )}
      </dl>
      <PoolLists pool={draw.pool} />
      {outcome !== null && <WriteForm no={no} number={number} />}
    </section>
  );
}

/** The pool in the order of the keys. */
function Ranks({ number, outcome }: { number: number; outcome: DrawOutcome }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const ranks = outcome.ranks.map((one, index) => ({ ...one, at: index + 1 }));
  const shown = all ? ranks : ranks.filter(({ place }) => place !== "none");
  return (
    <>
      <table className="grid dr-ranks" aria-label={t("draw.result", { number })}>
        <thead>
          <tr>
            <th scope="col">{t("draw.place")}</th>
            <th scope="col">{t("draw.name")}</th>
            <th scope="col">{t("draw.kind")}</th>
            <th scope="col">{t("draw.unit")}</th>
            <th scope="col">{t("draw.became")}</th>
            <th scope="col">{t("draw.key")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ at, person, place, key }) => (
            <tr key={person.no}>
              <td className="num">{at}</td>
              <th scope="row">{person.name}</th>
              <td>{t(`setup.category.${person.category}`)}</td>
              <td>
                {person.unit} <span className="dim">{person.specialty}</span>
              </td>
              <td>{t(`draw.placeOf.${place}`)}</td>
              <td>
                <code title={key}>{key.slice(0, 12)}…</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {ranks.some(({ place }) => place === "none") && (
        <Button size="small" onClick={() => setAll(!all)}>
          {all ? t("draw.fewer") : t("draw.everybody", { count: ranks.length })}
        </Button>
      )}
    </>
  );
}

/** Saves what anybody needs to draw it again. */
function WriteForm({ no, number }: { no: string; number: number }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const write = useMutation({ mutationFn: () => backend.drawWrite(no, number, path.trim()) });
  const ready = path.trim() !== "" && !write.isPending;
  return (
    <form
      className="dr-write"
      aria-label={t("draw.write")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) write.mutate();
      }}
    >
      <PathField
        id={`dr-path-${number}`}
        label={t("draw.writePath")}
        value={path}
        onChange={setPath}
        choose={() => backend.chooseSave(t("draw.writeName"))}
      />
      <Button size="small" htmlType="submit" disabled={!ready}>
        {t("draw.write")}
      </Button>
      {write.isError && <ProblemBox error={write.error} />}
      {write.isSuccess && (
        <p className="say say-done" role="status">
          <Mark kind="done" /> {t("draw.written", { path: write.data })}
        </p>
      )}
    </form>
  );
}
