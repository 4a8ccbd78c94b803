import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { DeskBid, DeskView } from "../../backend";
import { clockTime } from "../../clock";
import { useWhyNot } from "../../components/may";
import { Empty, Failed, Loading } from "../../components/states";
import { useUnsaved } from "../../components/unsaved";
import type { DeskSize } from "../../frame/desk-frame";
import { AskedPane, type Words } from "./asked-pane";
import { BidList, owedOf } from "./bid-list";
import { DeskShell } from "./desk-shell";
import { LeaveQuestion, useLeave } from "./leave";
import { LockPane } from "./lock-pane";
import { useBidNames } from "./names";
import { NextButton, ListFoot, SavedPlace } from "./room-parts";
import { Notices } from "./notices";
import { NotSaved } from "./not-saved";
import { onScreen } from "./lines";
import { Reader } from "./reader";
import { useRoomKeys } from "./room-keys";
import { RecusePane } from "./recuse-pane";
import { ScoresPane, type Handed } from "./scores-pane";
import { stuck } from "./save-queue";
import { Sheet } from "./sheet";
import { bidKey, useBid, useSaveQueue, useWide } from "./use-desk";
import { VersionsPane } from "./versions-pane";
import { Watermarked } from "./watermarked";
import { makeSeek, tabOf, type Tab, type Work } from "./work";

type PaneName = "papers" | "lock" | "recuse" | "scores" | "asked" | "versions";

interface RoomProps {
  view: DeskView;
  size: DeskSize;
  onSize: (size: DeskSize) => void;
  onView: (view: DeskView) => void;
  onHome: () => void;
  onLockScreen: () => void;
}

/** From this width on score and budget stand one below the other. */
const WIDE = 1600;

/** The desk itself. */
export function DeskRoom({ view, size, onSize, onView, onHome, onLockScreen }: RoomProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { meeting, bids, locked_at, given_back } = view;
  const why = useWhyNot();
  // After the lock only what was given back is open.
  const shut = (no: string) =>
    why !== null || locked_at !== null || (given_back.length > 0 && !given_back.includes(no));
  const { queue, saving } = useSaveQueue(meeting);
  const { leave, wanted, stay } = useLeave(queue, saving, view);
  const [seek] = useState(makeSeek);
  const wide = useWide(WIDE);
  const large = size === "large";
  const mine = bids.filter(({ state }) => state !== "recused");
  const [picked, setPicked] = useState(
    () => given_back[0] ?? (mine.find(({ state }) => state !== "done") ?? mine[0])?.no ?? "",
  );
  const [tab, setTab] = useState<Tab>(
    view.category === "finance" && view.kind === "bid" ? "budget" : "score",
  );
  const [pane, setPane] = useState<PaneName>("papers");
  const [start, setStart] = useState<{ bid: string; what: string } | null>(null);
  // The sheet of that bid is to take the keyboard: each number once, and at first the one that stands there.
  const [focus, setFocus] = useState({ bid: picked, n: 1 });
  const [handed, setHanded] = useState<readonly Handed[]>([]);
  const [words, setWords] = useState<Words>({});
  const typed = Object.values(words).some((text) => text.trim() !== "");
  useUnsaved(typed ? { what: t("desk.said.askedWork") } : null);
  const current = mine.some(({ no }) => no === picked) ? picked : (mine[0]?.no ?? "");
  const at = mine.findIndex(({ no }) => no === current);
  const [before, after] = [mine[at - 1]?.no, mine[at + 1]?.no];
  const query = useBid(
    meeting,
    current,
    [before, after].filter((no) => no !== undefined),
  );
  const names = useBidNames(bids);
  const owed = owedOf(bids);
  const focusOn = (bid: string) => setFocus((was) => ({ bid, n: was.n + 1 }));
  const go = (bid: string | undefined) => {
    if (bid !== undefined) {
      void queue.flush();
      focusOn("");
      setStart(null);
      setPicked(bid);
      setPane("papers");
    }
  };
  // Whoever was in the sheet is in that of the next bid, at the same tab.
  const goOn = (bid: string | undefined) => {
    const within = document.activeElement?.closest(".dk-sheet") != null;
    go(bid);
    if (bid !== undefined && within) {
      focusOn(bid);
    }
  };
  const goTab = (next: Tab) => {
    void queue.flush();
    setPane("papers");
    setStart(null);
    setTab(next);
    focusOn(current);
  };
  const jump = (bid: string, what: string) => {
    go(bid);
    setTab(tabOf(what));
    setStart({ bid, what });
    focusOn(bid);
  };
  const lock = () => {
    void queue.flush();
    setPane(locked_at === null ? "lock" : "scores");
  };
  const home = () => leave(onHome);
  const open = locked_at === null && (given_back.length === 0 || view.late.includes(current));
  const canRecuse = why === null && open && current !== "";
  useRoomKeys(view, {
    bid: (key) => goOn(key === "↓" ? after : before),
    tab: goTab,
    lock,
    recuse: canRecuse ? () => setPane("recuse") : null,
    home,
  });
  const failed = saving.state === "failed";
  // Locking is the last save: its time is that of what stands here.
  const safe = saving.at ?? locked_at?.slice(11) ?? query.data?.saved_at ?? null;
  const close = () => setPane("papers");
  const read = (bid: DeskBid) => {
    switch (pane) {
      case "lock":
        return (
          <LockPane
            view={view}
            queue={queue}
            unsaved={saving.unsaved.length}
            owed={owed}
            onJump={jump}
            onLocked={(locked) => {
              queue.kept(clockTime());
              onView(locked);
              setPane("scores");
            }}
            onClose={close}
          />
        );
      case "recuse":
        return (
          <RecusePane
            key={bid.no}
            meeting={meeting}
            bid={bid}
            onClose={close}
            onRecused={(next, gone) => {
              queue.drop(gone);
              queue.kept(clockTime());
              go(after ?? before);
              focusOn(after ?? before ?? "");
              onView(next);
              close();
              queries.removeQueries({ queryKey: bidKey(meeting, gone) });
            }}
          />
        );
      case "scores":
        return (
          <ScoresPane
            view={view}
            handed={handed}
            onHanded={(one) => setHanded((was) => [one, ...was])}
            onClose={close}
          />
        );
      case "versions":
        return <VersionsPane meeting={meeting} bid={bid} onClose={close} />;
      case "asked":
        return (
          <AskedPane
            view={view}
            words={words}
            onWord={(of, text) => setWords((was) => ({ ...was, [of]: text }))}
            onView={onView}
            onOpen={(no) => {
              queries.removeQueries({ queryKey: bidKey(meeting, no) });
              go(no);
              focusOn(no);
            }}
            onClose={close}
          />
        );
      default:
        return <Reader bid={bid} tab={tab} wide={wide} seek={seek} />;
    }
  };
  const shown = query.data;
  const work: Work | undefined = shown && {
    view,
    bid: onScreen(shown, saving.unsaved),
    unsaved: saving.unsaved,
    frozen: shut(shown.no) || shown.no !== current,
    put: (edit, rest, held) => queue.put(shown.no, edit, rest, held),
    flush: () => void queue.flush(),
    settle: async (what) => {
      await queue.flush();
      return !queue.view().unsaved.some((entry) => entry.bid === shown.no && entry.what === what);
    },
    seek,
  };
  return (
    <DeskShell
      view={view}
      size={size}
      onSize={onSize}
      onLock={() => leave(onLockScreen)}
      saved={<SavedPlace saving={saving} safe={safe} />}
    >
      <div className="dk" data-wide={wide} data-large={large}>
        <BidList
          bids={bids}
          current={current}
          rail={large}
          unsaved={new Set(saving.unsaved.filter(stuck).map(({ bid }) => bid))}
          owed={owed}
          declared={view.declared}
          onPick={go}
          onHome={home}
        >
          <ListFoot
            view={view}
            unsaved={saving.unsaved.filter(stuck).length}
            owed={owed}
            rail={large}
            onLock={lock}
            onRecuse={() => setPane("recuse")}
            canRecuse={canRecuse}
          />
        </BidList>
        <div className="dk-middle" aria-busy={shown !== undefined && shown.no !== current}>
          {work !== undefined && read(work.bid)}
          {shown === undefined && query.isPending && current !== "" && <Loading what={names([current])} />}
          {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
          {current === "" && <Empty title={t("desk.allRecused")} hint={t("desk.allRecusedHint")} />}
          <Watermarked view={view} strength={0.075} />
          {failed && (
            <NotSaved view={view} saving={{ ...saving, at: safe }} onRetry={() => void queue.retry()} />
          )}
        </div>
        <div className="dk-right">
          <Notices view={view} onScores={() => setPane("scores")} onAsked={() => setPane("asked")} />
          {work !== undefined && (
            <Sheet
              key={`${work.bid.no} ${start?.bid === work.bid.no ? `${start.what} ${focus.n}` : ""}`}
              work={work}
              tab={tab}
              stacked={wide && !large}
              keysOn={pane === "papers"}
              onTab={goTab}
              onJump={(what) => jump(work.bid.no, what)}
              onVersions={() => setPane("versions")}
              start={start?.bid === work.bid.no ? start.what : null}
              focus={focus.bid === work.bid.no ? focus.n : 0}
              foot={
                <NextButton last={after === undefined} view={view} onNext={() => goOn(after)} onLock={lock} />
              }
            />
          )}
          <Watermarked view={view} strength={0.05} />
        </div>
      </div>
      <LeaveQuestion view={view} saving={saving} wanted={wanted} onStay={stay} onRetry={leave} />
    </DeskShell>
  );
}
