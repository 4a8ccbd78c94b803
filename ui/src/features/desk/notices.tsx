import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AmendmentView, DeskView } from "../../backend";
import { Mark, type MarkKind } from "../../components/marks";
import { useHandWords } from "../../components/shared-laptop";
import { language } from "../../i18n";
import { openOf } from "./bid-list";
import { useBidNames } from "./names";

/** So many are on screen at first, a line each: the sheet below keeps its room. */
const SHOWN = 2;

interface Notice {
  id: string;
  mark: MarkKind;
  /** What it is, in bold. */
  head: string;
  /** What it means. Cut off at the end of the line until everything is unfolded. */
  rest: string;
  act?: { word: string; run: () => void };
}

interface NoticesProps {
  view: DeskView;
  onScores: () => void;
  onAsked: () => void;
}

/** What an expert should know before going on: questions, bids that are open again, the lock, amended rules. Most urgent first. */
export function Notices({ view, onScores, onAsked }: NoticesProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [hand] = useHandWords();
  const asked = useAsked(view, onAsked);
  const owed = useOwed(view);
  const amended = useAmended(view);
  const locked: Notice[] =
    view.locked_at === null
      ? []
      : [
          {
            id: "locked",
            mark: "lock",
            head: t("desk.lockedAt", { at: view.locked_at }),
            rest: t("desk.lockedMeans"),
            act: { word: t(hand), run: onScores },
          },
        ];
  const urgent = asked.filter(({ mark }) => mark === "warn");
  const all = [...urgent, ...owed, ...locked, ...amended, ...asked.filter((one) => !urgent.includes(one))];
  if (all.length === 0) {
    return null;
  }
  const shown = open ? all : all.slice(0, SHOWN);
  const word = all.length > SHOWN ? t("desk.unfoldMore", { count: all.length - SHOWN }) : t("desk.unfold");
  return (
    <section className="dk-notices" data-open={open} aria-label={t("desk.notices")}>
      <div>
        {shown.map(({ id, mark, head, rest, act }) => (
          <div key={id} className="dk-notice">
            <p role="status" title={`${head} ${rest}`}>
              <Mark kind={mark} size={15} /> <b>{head}</b> {rest}
            </p>
            {act !== undefined && (
              <Button size="small" onClick={act.run}>
                {act.word}
              </Button>
            )}
          </div>
        ))}
      </div>
      <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t("desk.fold") : word}
      </Button>
    </section>
  );
}

/** That the office asks about deviating scores. */
function useAsked(view: DeskView, run: () => void): Notice[] {
  const { t } = useTranslation();
  const open = view.asked.filter(({ state }) => state === "open").length;
  const head = open > 0 ? t("desk.said.askedOpen", { count: open }) : t("desk.said.askedDone");
  const act = { word: t("desk.said.asked"), run };
  return view.asked.length === 0
    ? []
    : [{ id: "asked", mark: open > 0 ? "warn" : "done", head, rest: "", act }];
}

/** Bids that are open again: returned, come in late, to be confirmed. */
function useOwed(view: DeskView): Notice[] {
  const { t } = useTranslation();
  const names = useBidNames(view.bids);
  const open = openOf(view);
  const toConfirm = open.filter(({ confirm }) => confirm).length;
  // What came late is said with the amendment.
  const back = view.given_back.filter((no) => !view.late.includes(no));
  // Of the others: those of an earlier amendment that wait to be confirmed, and those that were returned.
  const left = view.bids.filter(
    ({ no, state, confirm }) =>
      !view.late.includes(no) && state !== "recused" && (confirm || (back.includes(no) && state !== "done")),
  ).length;
  const found: Notice[] = [];
  if (back.length > 0) {
    const head = t("desk.givenBack", { which: names(back) });
    found.push({ id: "back", mark: "warn", head, rest: t("desk.givenBackMeans") });
  }
  if (view.late.length > 0) {
    const head = t("amend.deskOpen", { items: names(view.late) });
    // Nobody who still owes others is told that nothing else is to be done.
    const rest = left > 0 ? t("amend.deskRestOwed", { count: left }) : t("amend.deskRest");
    found.push({ id: "late", mark: "warn", head, rest });
  }
  if (toConfirm > 0) {
    const head = t("amend.deskAnew", { count: toConfirm });
    found.push({
      id: "anew",
      mark: "warn",
      head,
      rest: [...(view.signed_before ? [t("amend.deskAnewSigned")] : []), t("amend.deskAnewMeans")].join(""),
    });
  }
  return found;
}

/** How the rules were amended since the freeze, a line a version, the last one first. */
function useAmended(view: DeskView): Notice[] {
  const { t } = useTranslation();
  // Whether somebody else signed before is not known at a desk; whether anybody did, the amendment of a sheet tells.
  const said = ({ what, signed }: AmendmentView) => {
    const zh = language() === "zh";
    const { by = "", expert = "", edits = "", edits_en = edits } = Object.fromEntries(what.params);
    if (what.code === "amended.replaced") return t("amend.deskReplaced", { by, expert });
    if (what.code === "amended.taken_out") return t("amend.deskTakenOut", { expert });
    if (what.code === "amended.sheet" && signed === 0 && edits !== "")
      return t("amend.deskSheet", { edits: zh ? edits : edits_en });
    return zh ? what.zh : what.en;
  };
  return [...view.amended].reverse().map((one) => ({
    id: `amended-${one.version}`,
    mark: "info" as const,
    head: t("amend.deskSaid", { version: one.version, at: one.at }),
    rest: [said(one), t("amend.sentenceEnd"), t("amend.deskReason", { reason: one.reason })].join(""),
  }));
}
