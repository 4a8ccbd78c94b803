import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DeskBid, type PaperCard, type PaperKind } from "../../backend";
import { grouped } from "../../components/amount";
import { Empty } from "../../components/states";
import { useKeys } from "../../components/keys";
import { PdfBar } from "../../components/pdf/pdf-bar";
import { PdfView } from "../../components/pdf/pdf-view";
import { usePdfReader } from "../../components/pdf/use-pdf-reader";
import { ProjectText } from "./project-stated";
import { Stated } from "./stated";
import type { Seek, Tab } from "./work";
import { keepsFocus } from "./work";

const KINDS: readonly PaperKind[] = ["plan", "agreement", "budget", "evidence"];
/** How far Space scrolls: a line or two stay in view. */
const SCREEN = 0.9;

/** Papers by kind, and the word of each: evidence is numbered. */
function useShelf(papers: readonly PaperCard[]): { paper: PaperCard; word: string }[] {
  const { t } = useTranslation();
  return KINDS.flatMap((kind) => {
    const same = papers.filter((paper) => paper.kind === kind);
    return same.map((paper, index) => ({
      paper,
      word:
        same.length > 1 || kind === "evidence"
          ? t("desk.paperN", { kind: t(`desk.paper.${kind}`), n: index + 1 })
          : t(`desk.paper.${kind}`),
    }));
  });
}

/** What one stands on in each paper of the desk. */
type Places = Readonly<Record<string, number>>;

/** The papers of a bid. On the budget the reader goes to its explanation, if there is one. */
export function Reader({ bid, tab, wide, seek }: { bid: DeskBid; tab: Tab; wide: boolean; seek: Seek }) {
  const { t } = useTranslation();
  const shelf = useShelf(bid.papers);
  // What was chosen by hand, for each bid and side of the sheet.
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [places, setPlaces] = useState<Places>({});
  const side = `${bid.no} ${tab === "budget" ? "budget" : "plan"}`;
  const wanted = shelf.find(({ paper }) => paper.id === chosen[side]);
  const follows = tab === "budget" ? shelf.find(({ paper }) => paper.kind === "budget") : undefined;
  // What a demand states is read first; its papers are beside it.
  const told = bid.demand !== null || bid.project !== null;
  const stated = told && wanted === undefined;
  const now = wanted ?? follows ?? (told ? undefined : shelf[0]);
  const choose = (id: string | undefined) => {
    if (id !== undefined) {
      setChosen((was) => ({ ...was, [side]: id }));
    }
  };
  useKeys([
    {
      keys: `Alt 1–${Math.max(1, Math.min(9, shelf.length))}`,
      label: t("desk.key.paper"),
      when: shelf.length > 1,
      inFields: true,
      quiet: true,
      run: (key) => choose(shelf[Number(key) - 1]?.paper.id),
    },
  ]);
  const buttons = shelf.map(({ paper, word }) => (
    <button
      key={paper.id}
      type="button"
      aria-pressed={false}
      title={paper.name}
      onClick={() => choose(paper.id)}
      {...keepsFocus}
    >
      {word}
    </button>
  ));
  return (
    <section className="dk-read" aria-label={t("desk.papers")}>
      <BidHead bid={bid} wide={wide} />
      {stated && bid.demand !== null ? (
        <Stated bid={bid} demand={bid.demand}>
          {buttons}
        </Stated>
      ) : stated && bid.project !== null ? (
        <ProjectText bid={bid} project={bid.project}>
          {buttons}
        </ProjectText>
      ) : now === undefined ? (
        <NoPaper bid={bid} />
      ) : (
        <OnePaper
          key={now.paper.id}
          paper={now.paper}
          title={now.word}
          seek={seek}
          startAt={places[now.paper.id] ?? 1}
          onPlace={(page) => setPlaces((was) => ({ ...was, [now.paper.id]: page }))}
        >
          <div className="dk-papers" role="group" aria-label={t("desk.papers")}>
            {told && (
              <button type="button" aria-pressed={false} onClick={() => choose("")} {...keepsFocus}>
                {t(bid.project === null ? "desk.stated.title" : "desk.project.title")}
              </button>
            )}
            {shelf.map(({ paper, word }) => (
              <button
                key={paper.id}
                type="button"
                aria-pressed={paper.id === now.paper.id}
                title={paper.name}
                onClick={() => choose(paper.id)}
                {...keepsFocus}
              >
                {word}
              </button>
            ))}
          </div>
        </OnePaper>
      )}
    </section>
  );
}

function BidHead({ bid, wide }: { bid: DeskBid; wide: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="dk-read-head">
      <h1>
        <span>{bid.no}</span> {bid.title}
      </h1>
      <p>
        <span>
          {t("desk.fact.sponsor")} <b>{bid.sponsor}</b>
        </span>
        {bid.solver === null ? (
          <span>
            {t("desk.fact.field")} <b>{bid.field}</b>
          </span>
        ) : (
          <span>
            {t("desk.fact.solver")} <b>{bid.solver}</b>
          </span>
        )}
        {wide && bid.chief_engineer !== null && (
          <span>
            {t("desk.fact.chief")} <b>{bid.chief_engineer}</b>
          </span>
        )}
        {bid.fiscal !== null && bid.rd_total !== null && (
          <span>
            {t("desk.fact.asked")} <b>{grouped(bid.fiscal)}</b> / {t("desk.fact.rd")}{" "}
            <b>{grouped(bid.rd_total)}</b> {t("desk.wan")}
          </span>
        )}
      </p>
    </div>
  );
}

function OnePaper({
  paper,
  title,
  seek,
  startAt,
  onPlace,
  children,
}: {
  paper: PaperCard;
  title: string;
  seek: Seek;
  startAt: number;
  onPlace: (page: number) => void;
  children: React.ReactNode;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const reader = usePdfReader(paper.id, { startAt });
  const [sought, setSought] = useState("");
  const show = useEffectEvent((words: string) => {
    const page = reader.about(words);
    if (page !== null) {
      setSought(page > 0 ? t("desk.aboutPage", { page }) : t("desk.aboutNone"));
    }
  });
  useEffect(() => seek.served((words) => show(words)), [seek]);
  const { zoom } = reader.bar;
  useKeys([
    { keys: "Ctrl +", label: t("pdf.larger"), quiet: true, inFields: true, run: zoom.larger },
    { keys: "Ctrl −", label: t("pdf.smaller"), quiet: true, inFields: true, run: zoom.smaller },
    { keys: "Ctrl 0", label: t("pdf.fit"), quiet: true, inFields: true, run: zoom.reset },
    { keys: "Space", label: t("desk.key.scroll"), run: () => reader.scrollBy(SCREEN) },
    {
      keys: "Shift Space",
      label: t("desk.key.scrollBack"),
      quiet: true,
      run: () => reader.scrollBy(-SCREEN),
    },
    { keys: "PageDown", label: t("desk.key.pageNext"), quiet: true, run: () => reader.go(reader.page + 1) },
    { keys: "PageUp", label: t("desk.key.pageBack"), quiet: true, run: () => reader.go(reader.page - 1) },
  ]);
  return (
    <>
      <PdfBar {...reader.bar}>{children}</PdfBar>
      <p className="dk-sought" role="status">
        {sought}
      </p>
      <PdfView
        {...reader.view}
        label={title}
        size={paper.size}
        load={() => backend.paper(paper.id)}
        onPage={(page) => {
          reader.view.onPage?.(page);
          onPlace(page);
        }}
      />
    </>
  );
}

/** A bid whose papers were not handed over: that is said, and what is known stands here. */
function NoPaper({ bid }: { bid: DeskBid }) {
  const { t } = useTranslation();
  const facts: [string, string][] = [
    [t("desk.fact.field"), bid.field],
    [t("desk.fact.sponsor"), bid.sponsor],
    [t("desk.fact.solver"), bid.solver ?? "—"],
    [t("desk.fact.participants"), bid.participants.join(t("desk.listJoin")) || "—"],
    [t("desk.fact.chief"), bid.chief_engineer ?? "—"],
    [t("desk.fact.askedLong"), `${grouped(bid.fiscal ?? "—")} ${t("desk.wan")}`],
    [t("desk.fact.rdLong"), `${grouped(bid.rd_total ?? "—")} ${t("desk.wan")}`],
  ];
  return (
    <div className="dk-no-paper" tabIndex={0} role="region" aria-label={t("desk.noPaper")}>
      <Empty
        title={t("desk.noPaper")}
        hint={t("desk.noPaperHint")}
        action={
          <dl>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        }
      />
    </div>
  );
}
