import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { DocumentLine } from "../../backend";
import { Mark } from "../../components/marks";
import { useRoving } from "../../components/roving";
import { language } from "../../i18n";
import { formOf, PHASES, STATE_MARK } from "./state";

/** The set, phase by phase. One Tab stop; the arrows choose. `lines` are in the list's order. */
export function PaperList({
  lines,
  selected,
  onSelect,
}: {
  lines: readonly DocumentLine[];
  selected: string;
  onSelect: (id: string) => void;
}) {
  const { t } = useTranslation();
  const at = lines.findIndex((line) => line.id === selected);
  const select = (index: number) => {
    const line = lines[index];
    if (line !== undefined) {
      onSelect(line.id);
    }
  };
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Chosen from elsewhere it may be out of sight. (A page without layout has nothing to scroll.)
    box.current?.querySelector("[aria-selected=true]")?.scrollIntoView?.({ block: "nearest" });
  }, [selected]);
  const { pane, item } = useRoving({ count: lines.length, initial: at, onMove: select, onPick: select });
  return (
    <div ref={box} className="dc-list" role="listbox" aria-label={t("documents.list")} {...pane}>
      <div className="dc-row dc-head" aria-hidden>
        <span>{t("documents.paper")}</span>
        <span className="num">{t("documents.pages")}</span>
        <span>{t("documents.state")}</span>
      </div>
      {PHASES.filter((phase) => lines.some((line) => line.phase === phase)).map((phase) => (
        <div key={phase} role="group" aria-label={t(`documents.phase.${phase}`)}>
          <div className="dc-phase" aria-hidden>
            {t(`documents.phase.${phase}`)}
          </div>
          {lines.map(
            (line, index) =>
              line.phase === phase && (
                <div
                  key={line.id}
                  role="option"
                  aria-selected={line.id === selected}
                  className="dc-row"
                  data-id={line.id}
                  {...item(index)}
                  tabIndex={line.id === selected ? 0 : -1}
                  onClick={() => onSelect(line.id)}
                >
                  <span className="dc-title">
                    {line.title}
                    {line.format !== "pdf" && <small className="dim"> .{line.format}</small>}
                    <Gloss line={line} />
                  </span>
                  <span className="num">{line.pages ?? t("documents.noPages")}</span>
                  <State line={line} />
                </div>
              ),
          )}
        </div>
      ))}
    </div>
  );
}

/** Titles are those of the official papers; in English it is said what each one is. */
function Gloss({ line }: { line: DocumentLine }) {
  const { t } = useTranslation();
  const form = formOf(line);
  return form !== null && language() === "en" ? (
    <small className="dim dc-gloss">{t(`documents.forms.${form}`)}</small>
  ) : null;
}

/** A lock says what it waits for. */
function useWord() {
  const { t } = useTranslation();
  return (line: DocumentLine): string => {
    const [problem] = line.problems;
    switch (line.state) {
      case "saved":
        return line.saved_at === null
          ? t("documents.states.saved")
          : t("documents.states.savedAt", { at: line.saved_at });
      case "blocked": {
        const what = problem === undefined ? "" : language() === "zh" ? problem.zh : problem.en;
        return what === ""
          ? t("documents.states.blockedPlain")
          : t("documents.states.blocked", { what: what.replace(/[。.]$/, "") });
      }
      default:
        return t(`documents.states.${line.state}`);
    }
  };
}

function State({ line }: { line: DocumentLine }) {
  const word = useWord();
  const mark = STATE_MARK[line.state];
  return (
    <span className={`say say-${mark} dc-state`}>
      <Mark kind={mark} /> <span>{word(line)}</span>
    </span>
  );
}
