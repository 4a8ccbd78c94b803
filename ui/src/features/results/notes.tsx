import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Problem } from "../../backend";
import { Mark, type MarkKind } from "../../components/marks";
import { placeShown, ProblemList } from "../../components/problem-list";
import { language } from "../../i18n";

const ORDER = ["error", "warning", "info"];
const LOOKS = {
  error: { mark: "stop", word: "app.mustChange" },
  warning: { mark: "warn", word: "app.pleaseLook" },
  info: { mark: "info", word: "app.forInformation" },
} as const satisfies Record<string, { mark: MarkKind; word: string }>;
const lookOf = (severity: string) =>
  severity === "warning" || severity === "info" ? LOOKS[severity] : LOOKS.error;

/** Same findings together, those that must change first; said twice in the same words they are one. */
function merged(findings: readonly Problem[]): Problem[][] {
  const groups = new Map<string, Problem[]>();
  for (const one of findings) {
    const group = groups.get(`${one.severity}|${one.code}`) ?? [];
    if (!group.some((was) => was.zh === one.zh && was.place === one.place)) {
      group.push(one);
    }
    groups.set(`${one.severity}|${one.code}`, group);
  }
  return [...groups.values()].sort(
    ([a], [b]) => ORDER.indexOf(a?.severity ?? "") - ORDER.indexOf(b?.severity ?? ""),
  );
}

/** What else a human should look at: a line for each kind, with all of it and the next act where opened. */
export function Notes({ findings }: { findings: readonly Problem[] }) {
  const { t } = useTranslation();
  return (
    <ul className="rs-findings" tabIndex={0} aria-label={t("results.notes.title")}>
      {merged(findings).map((group) => (
        <Note key={`${group[0]?.severity}|${group[0]?.code}`} group={group} />
      ))}
    </ul>
  );
}

function Note({ group }: { group: readonly Problem[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const first = group[0] as Problem;
  const { mark, word } = lookOf(first.severity);
  return (
    <li>
      <div className="rs-note">
        <span className={`say say-${mark}`}>
          <Mark kind={mark} /> {t(word)}
        </span>
        <span>
          {first.place !== null && <code>{placeShown(first.place)} </code>}
          {language() === "zh" ? first.zh : first.en}
          {group.length > 1 && <b className="sec"> {t("results.notes.same", { count: group.length })}</b>}
        </span>
        <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t("results.notes.close") : t("results.notes.open")}
        </Button>
      </div>
      {open && <ProblemList problems={group} />}
    </li>
  );
}
