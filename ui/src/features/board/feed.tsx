import { Button } from "antd";
import { useTranslation } from "react-i18next";

import type { BoardView, FeedLine } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Empty } from "../../components/states";
import type { Refusal, Refusals } from "./refusals";
import { useSaying } from "./words";

/** Packs out and in: three figures, what was refused, what happened. */
export function Feed({ view, refusals }: { view: BoardView; refusals: Refusals }) {
  const { t } = useTranslation();
  const { experts, feed } = view;
  const { unseen } = refusals;
  useKeys([
    {
      keys: "Enter",
      label: t("board.understood"),
      run: () => unseen !== undefined && refusals.see(unseen),
      when: unseen !== undefined,
      // Wherever the focus is: the card says so. Nothing is typed beside it.
      inFields: true,
    },
  ]);
  const all = experts.length;
  // A pack of the rules before an amendment is not the one that is wanted now.
  const out = experts.filter((e) => e.task_at !== null).length - view.task_due.length;
  const figures = [
    [t("board.out"), t("board.of", { done: out, total: all })],
    [
      t("board.in"),
      t("board.of", { done: experts.filter((e) => e.pack !== null && e.anew === null).length, total: all }),
    ],
    [t("board.refusedCount"), String(refusals.all.length)],
  ] as const;
  const lines = [
    ...feed.map((line, index) => ({ at: line.at, key: `f${index}`, node: <Happened line={line} /> })),
    ...refusals.all.map((one, index) => ({ at: one.at, key: `r${index}`, node: <RefusedLine of={one} /> })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <section className="bd-feed" aria-label={t("board.feed")} tabIndex={0}>
      <dl className="bd-figures" title={t("board.refusedKept")}>
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {unseen !== undefined && <RefusedBox of={unseen} onSeen={() => refusals.see(unseen)} />}
      {lines.length === 0 ? (
        <Empty title={t("board.noFeed")} hint={t("board.noFeedHint")} />
      ) : (
        <ul>
          {lines.map(({ key, at, node }) => (
            <li key={key}>
              <time dateTime={at.replace(" ", "T")} title={at}>
                {at.slice(11, 16)}
              </time>
              {node}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Happened({ line }: { line: FeedLine }) {
  const { t } = useTranslation();
  const saying = useSaying();
  return (
    <>
      <Mark kind="done" />
      <div>
        {t(`board.line.${line.kind}`, { name: line.name, seq: line.sequence ?? "" })}
        {line.what !== null && <small>{saying(line.what)[0]}</small>}
        {line.digest !== null && <small>{t("board.digest", { digest: line.digest.slice(0, 16) })}</small>}
      </div>
    </>
  );
}

/** Who sent a refused pack, as far as that is known. */
function Sender({ of }: { of: Refusal }) {
  const { t } = useTranslation();
  return (
    <>
      {of.name === null ? t("board.nobody") : t("board.claimed", { name: of.name })}
      {of.sequence !== null && ` ${t("board.packNo", { seq: of.sequence })}`}
    </>
  );
}

function RefusedLine({ of }: { of: Refusal }) {
  const { t } = useTranslation();
  const saying = useSaying();
  return (
    <>
      <Mark kind="stop" />
      <div>
        <Sender of={of} /> <b>{t("board.refusedLine")}</b>
        {of.problems.map((problem, index) => (
          <small key={index}>
            {saying(problem)[0]} <code>{problem.code}</code>
          </small>
        ))}
        {of.digest !== undefined && (
          <small>
            <code>{of.file}</code> {t("board.fileDigest", { digest: of.digest.slice(0, 16) })}
          </small>
        )}
      </div>
    </>
  );
}

/** A refusal in full: nothing changed, which file, why, what to do. */
function RefusedBox({ of, onSeen }: { of: Refusal; onSeen: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="note note-stop bd-refused" role="alert">
      <Mark kind="stop" size={16} />
      <div>
        <b>{t("board.refusedPack")}</b>
        <p>
          {t("board.file")} <code>{of.file}</code> <Sender of={of} />
        </p>
        <RefusedWords of={of} />
        <Button size="small" type="primary" onClick={onSeen}>
          {t("board.understood")} <Keys of="Enter" />
        </Button>
      </div>
    </div>
  );
}

/** Why a pack was refused, with each code and what to do. */
export function RefusedWords({ of }: { of: Pick<Refusal, "problems"> }) {
  const saying = useSaying();
  return (
    <>
      {of.problems.map((problem, index) => {
        const [found, remedy] = saying(problem);
        return (
          <p key={index} data-code={problem.code}>
            {found} <code className="dim">{problem.code}</code>
            <br />
            {remedy}
          </p>
        );
      })}
    </>
  );
}
