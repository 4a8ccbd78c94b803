import { Button } from "antd";
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { DeskBudgetLine } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { BudgetLine, type Typing } from "./budget-line";
import { CapChainView, CapLine } from "./cap-chain";
import { asAsked, editOf, heldBack, unsavedOf, type LineEdit } from "./lines";
import { useNames } from "./names";
import { stuck } from "./save-queue";
import { keepsFocus, REST, type Work } from "./work";

/** The stop a key leads to: arrows and Tab walk over all of them, Enter over the fields alone. */
function stepFrom(
  stops: HTMLElement[],
  from: HTMLElement,
  key: string,
  back: boolean,
): HTMLElement | undefined {
  const at = stops.indexOf(from);
  if (back) {
    return stops[at - 1];
  }
  const rest = stops.slice(at + 1);
  return key === "Enter" ? rest.find((stop) => stop.matches("input, textarea")) : rest[0];
}

/** What the budget lines should be: amounts in both sources, ticks, reasons; and what follows from them. */
export function BudgetTab({ work, start }: { work: Work; start: string | null }) {
  const { t } = useTranslation();
  const names = useNames();
  const { bid, frozen } = work;
  const root = useRef<HTMLDivElement>(null);
  const [typing, setTyping] = useState<Typing | null>(null);
  const [stop, setStop] = useState(() => {
    const line = bid.lines.find(({ zh, subject }) => zh === start || subject === start) ?? bid.lines[0];
    return line === undefined
      ? ""
      : `${line.subject}/${start !== null && line.needs_reason ? "reason" : "fiscal"}`;
  });
  const typed = (line: DeskBudgetLine) => unsavedOf(bid.no, `line/${line.subject}`, work.unsaved);
  const nowOf = (line: DeskBudgetLine): LineEdit => {
    const edit = typed(line)?.edit;
    return edit?.edit === "line" ? edit : editOf(line);
  };
  const put = (line: DeskBudgetLine, edit: LineEdit, rest: number) =>
    work.put(edit, rest, heldBack(line, edit));
  const fill = (line: DeskBudgetLine) => {
    setTyping(null);
    put(line, asAsked(line, nowOf(line)), 0);
  };
  // Nothing of it was typed yet: only such lines are filled together.
  const open = bid.lines.filter((line) => {
    const { fiscal, self_raised, reason } = nowOf(line);
    const halfTyped = typing?.subject === line.subject && typing.text.trim() !== "";
    return fiscal === null && self_raised === null && reason.trim() === "" && !halfTyped;
  });
  // The sums are the program's: of what is saved.
  const away = bid.lines.filter((line) => typed(line) !== undefined);
  const isStuck = (line: DeskBudgetLine) => {
    const entry = typed(line);
    return entry !== undefined && stuck(entry);
  };
  const apart = { lines: away.filter(isStuck).map(names.line), any: away.length > 0 };
  const fillOpen = () => open.forEach(fill);
  useKeys([
    {
      keys: "Ctrl M",
      label: t("desk.key.page"),
      inFields: true,
      quiet: true,
      when: bid.papers.length > 0,
      // In the words of a paper, which is Chinese whatever the window speaks.
      run: () => work.seek.to(["经费预算", ...bid.lines.map(({ zh }) => zh)].join(" ")),
    },
    { keys: "Alt =", label: t("desk.key.asAsked"), run: fillOpen, inFields: true, when: !frozen },
    {
      keys: "Alt ↓",
      label: t("desk.key.budgetIn"),
      quiet: true,
      run: () => root.current?.querySelector<HTMLElement>("[data-stop][tabindex='0']")?.focus(),
    },
    // The table itself walks: these are here to be listed.
    { keys: "↑↓", label: t("desk.key.budgetWalk"), quiet: true, listed: true },
    { keys: "Tab", label: t("desk.key.budgetTab"), quiet: true, listed: true },
    { keys: "Enter", label: t("desk.key.budgetNext"), quiet: true, listed: true },
  ]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const from = event.target as HTMLElement;
    const held = event.ctrlKey || event.altKey || (event.shiftKey && event.key !== "Tab");
    const walks = /^(ArrowUp|ArrowDown|Enter|Tab)$/.test(event.key);
    if (held || event.nativeEvent.isComposing || !walks || from.dataset["stop"] === undefined) {
      return;
    }
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-stop]")];
    const back = event.key === "ArrowUp" || (event.key === "Tab" && event.shiftKey);
    const to = stepFrom(stops, from, event.key, back);
    // At either end Tab leaves the table as it leaves everything.
    if (event.key !== "Tab" || to !== undefined) {
      event.preventDefault();
      to?.focus();
    }
  };
  return (
    <div ref={root} className="dk-budget" onKeyDown={onKeyDown}>
      <table className="dk-lines">
        <caption className="aside">{t("desk.budget")}</caption>
        <colgroup>
          <col />
          <col className="dk-col-source" />
          <col className="dk-col-asked" />
          <col className="dk-col-amount" />
          <col className="dk-col-cut" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {t("desk.subject")}
            </th>
            <th scope="col">{t("desk.requested")}</th>
            <th scope="col">{t("desk.recommended")}</th>
            <th scope="col">{t("desk.cut")}</th>
          </tr>
        </thead>
        {bid.lines.map((line) => (
          <BudgetLine
            key={line.subject}
            line={line}
            now={nowOf(line)}
            unsaved={typed(line)}
            frozen={frozen}
            typing={typing?.subject === line.subject ? typing : null}
            stop={stop}
            onStop={setStop}
            onTyping={setTyping}
            onEdit={(edit, paused) => put(line, edit, paused ? REST : 0)}
            onRest={work.flush}
            onFill={() => fill(line)}
          />
        ))}
      </table>
      {/* No stop of Tab: whoever leaves the table with it must not land on what fills everything. */}
      {!frozen && open.length > 0 && (
        <p className="dk-fill">
          <Button onClick={fillOpen} {...keepsFocus}>
            {t("desk.fillRest", { count: open.length })} <Keys of="Alt =" />
          </Button>
          <span className="dim">{t("desk.fillHint")}</span>
        </p>
      )}
      <CapChainView chain={bid.chain} apart={apart} />
      <CapLine chain={bid.chain} apart={apart} />
    </div>
  );
}
