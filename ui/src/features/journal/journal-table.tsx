import type { ReactNode, UIEvent } from "react";
import { useTranslation } from "react-i18next";

import type { JournalLine } from "../../backend";
import { actOf, subjectOf } from "../../components/journal-words";
import { useRoving } from "../../components/roving";

/** How near the end of the list earlier entries are read, in pixels. */
const NEAR = 240;

/** The entries. Arrows move, and what has the focus is shown beside. */
export function JournalTable({
  lines,
  chosen,
  onChoose,
  onEnd,
  children,
}: {
  lines: readonly JournalLine[];
  chosen: number | null;
  onChoose: (seq: number) => void;
  /** The end of the list comes into sight. */
  onEnd: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const choose = (index: number) => {
    const line = lines[index];
    if (line !== undefined) {
      onChoose(line.seq);
    }
  };
  const { pane, item } = useRoving({ count: lines.length, onMove: choose, onPick: choose });
  const scrolled = ({ currentTarget: box }: UIEvent<HTMLDivElement>) => {
    if (box.scrollHeight - box.scrollTop - box.clientHeight < NEAR) {
      onEnd();
    }
  };
  return (
    <div className="jn-list" onScroll={scrolled}>
      <table className="grid" role="grid" aria-label={t("journal.title")} {...pane}>
        <thead className="stuck">
          <tr>
            <th scope="col" className="num">
              {t("journal.seq")}
            </th>
            <th scope="col">{t("journal.at")}</th>
            <th scope="col">{t("journal.actor")}</th>
            <th scope="col">{t("journal.action")}</th>
            <th scope="col">{t("journal.subject")}</th>
            <th scope="col">{t("journal.reason")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr
              key={line.seq}
              aria-selected={line.seq === chosen}
              onClick={() => choose(index)}
              {...item(index)}
            >
              <td className="num">{line.seq}</td>
              <td className="jn-nowrap">{line.at}</td>
              <td className="jn-nowrap">{line.actor}</td>
              <th scope="row">{actOf(line)}</th>
              <td className="jn-subject">{subjectOf(line)}</td>
              <td className="sec">{line.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </div>
  );
}
