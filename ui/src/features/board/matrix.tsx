import { useTranslation } from "react-i18next";

import type { BoardCell, BoardExpert, BoardView } from "../../backend";
import { ofProjects } from "../../components/conclusions";
import { Mark } from "../../components/marks";
import { Unknown } from "../../components/unknown";

/** Bids × experts: what packs prove, and nothing else. */
export function Matrix({ view }: { view: BoardView }) {
  const { t } = useTranslation();
  const sum = (of: (bid: BoardView["bids"][number]) => number) =>
    view.bids.reduce((before, bid) => before + of(bid), 0);
  const { stage, kind } = view.session;
  const received =
    stage === "tallied" || stage === "closed"
      ? "board.receivedTallied"
      : ofProjects(kind)
        ? "board.receivedProjects"
        : "board.received";
  const late = view.experts.map((expert) => view.waiting.includes(expert.no));
  return (
    <section className="bd-left">
      <div className="bd-scroll" role="region" aria-label={t("board.matrix")} tabIndex={0}>
        <table className="bd-matrix">
          <colgroup>
            <col />
            {view.experts.map(({ no }) => (
              <col key={no} className="bd-col" />
            ))}
            <col className="bd-sum" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className="bd-bid">
                <b>{t("board.bid")}</b> <span className="dim">{t("board.byOrder")}</span>
              </th>
              {view.experts.map((expert, at) => (
                <Head key={expert.no} expert={expert} late={late[at] === true} />
              ))}
              <th scope="col">
                {t("board.sum")}
                <small>{t("board.due")}</small>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.bids.map((bid) => (
              <tr key={bid.no}>
                <th scope="row" className="bd-bid">
                  <div>
                    <span className="bd-n">{bid.position}</span>
                    <span>{bid.title}</span>
                  </div>
                </th>
                {bid.cells.map((cell, at) => (
                  <Cell key={view.experts[at]?.no ?? at} cell={cell} />
                ))}
                <td className={bid.scored < bid.due ? "bd-short" : ""}>
                  {t("board.of", { done: bid.scored, total: bid.due })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="legend bd-legend">
        <span>
          <Mark kind="done" /> {t("board.cell.scored")}
        </span>
        <span>
          <Mark kind="none" size={12} /> {t("board.cell.none")}
        </span>
        <span>
          <i className="sw hatch" /> {t("board.cell.recused")}
        </span>
        <span>
          <Mark kind="warn" /> {t("board.pendingLong")}
        </span>
        <span>
          <b className="dim">?</b> {t("board.cell.unknown")}
        </span>
        {(["outdated", "returned"] as const).map(
          (cell) =>
            view.bids.some(({ cells }) => cells.includes(cell)) && (
              <span key={cell} title={t(`board.${cell}Long`)}>
                <small className="sec">{t(`board.cell.${cell}`)}</small> {t(`board.${cell}Short`)}
              </span>
            ),
        )}
        <span className="dim bd-received">
          {t(received, { done: sum((bid) => bid.scored), total: sum((bid) => bid.due) })}
        </span>
      </div>
    </section>
  );
}

/** A member: who, how far, by which pack. */
function Head({ expert, late }: { expert: BoardExpert; late: boolean }) {
  const { t } = useTranslation();
  const role = t(`board.category.${expert.category}`);
  return (
    <th scope="col" className={late ? "bd-late" : ""}>
      <span className="bd-nm">{expert.name}</span>
      <small>{expert.chair ? `${t("board.chair")}·${role}` : role}</small>
      <small>
        <State expert={expert} />
      </small>
      {expert.anew !== null && (
        <small title={t("board.anewWhy")}>
          <span className="say-warn">{t("board.anew", { version: expert.anew })}</span>
        </small>
      )}
      {expert.set_aside !== null && (
        <small title={t("board.asideWhy", { ...expert.set_aside })}>
          <span className="say say-warn">
            <Mark kind="warn" size={12} /> {t("board.aside", { count: expert.set_aside.count })}
          </span>
        </small>
      )}
      <small className="dim">
        {expert.pack !== null && expert.anew === null && (
          <span title={t("board.packAt", { at: expert.pack.at })}>
            {expert.pack.locked
              ? `${t("board.state.locked")} ${expert.pack.locked_at ?? expert.pack.at}`
              : `${t("board.state.open")} ${expert.pack.at}`}
          </span>
        )}
        {expert.pack === null && expert.excused === null && expert.paper === null && t("board.unknown")}
        {expert.paper !== null &&
          (expert.paper.closed_at === null
            ? t("board.onPaper")
            : t("board.paperClosed", { at: expert.paper.closed_at }))}
      </small>
    </th>
  );
}

function State({ expert }: { expert: BoardExpert }) {
  const { t } = useTranslation();
  const { pack, paper } = expert;
  if (expert.excused !== null) {
    return (
      <span className="say say-recuse" title={expert.excused}>
        {t("board.state.excused")}
      </span>
    );
  }
  if (paper !== null && (pack === null || paper.closed_at !== null)) {
    const closed = paper.closed_at !== null;
    return (
      <span className={`say say-${closed ? "done" : "part"}`}>
        <Mark kind={closed ? "done" : "part"} />
        {t("board.of", { done: expert.scored, total: expert.due })}
      </span>
    );
  }
  if (pack === null) {
    const what = expert.digits === null ? "digits" : expert.task_at === null ? "task" : "pack";
    return (
      <span className="say say-warn">
        <Mark kind="warn" /> {t(`board.state.${what}`)}
      </span>
    );
  }
  return (
    <span className={`say say-${pack.locked ? "done" : "part"}`}>
      <Mark kind={pack.locked ? "done" : "part"} />
      {t("board.of", { done: expert.scored, total: expert.due })}
    </span>
  );
}

function Cell({ cell }: { cell: BoardCell }) {
  const { t } = useTranslation();
  const word = <span className="aside">{t(`board.cell.${cell}`)}</span>;
  switch (cell) {
    case "scored":
      return (
        <td className="bd-full">
          <Mark kind="done" />
          {word}
        </td>
      );
    case "none":
      return (
        <td>
          <Mark kind="none" size={12} />
          {word}
        </td>
      );
    case "recused":
      return <td className="hatch">{t("board.cell.recused")}</td>;
    case "pending":
      return (
        <td className="bd-pending" title={t("board.pendingLong")}>
          <span className="say say-warn">
            <Mark kind="warn" size={12} /> {t("board.cell.pending")}
          </span>
        </td>
      );
    case "unknown":
      return (
        <td className="bd-unknown">
          <Unknown what={t("board.unknown")} />
        </td>
      );
    case "paper":
      return (
        <td className="bd-full">
          <Mark kind="done" /> <small>{t("board.cell.paper")}</small>
        </td>
      );
    case "paper_first":
    case "paper_second":
    case "paper_ready":
      return (
        <td className="bd-pending">
          <small className="sec">{t(`board.cell.${cell}`)}</small>
        </td>
      );
    case "paper_differs":
    case "paper_conflict":
      return (
        <td className="bd-pending">
          <span className="say say-warn">
            <Mark kind="warn" size={12} /> {t(`board.cell.${cell}`)}
          </span>
        </td>
      );
    case "abstained":
      return <td className="bd-absent">{t("board.cell.abstained")}</td>;
    case "outdated":
    case "returned":
      return (
        <td className="bd-pending" title={t(`board.${cell}Long`)}>
          <small className="sec">{t(`board.cell.${cell}`)}</small>
        </td>
      );
    case "absent":
      return <td className="bd-absent">{t("board.cell.absent")}</td>;
  }
}
