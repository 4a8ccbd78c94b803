import { useTranslation } from "react-i18next";

import { useTableName } from "../../components/table-names";
import { zh } from "../../i18n/zh";
import { journal } from "../../i18n/zh/journal";

/** Values that records hold as codes; each code has the word that its own screen shows. */
const CODES = {
  "results.conclusion": zh.results.conclusion,
  "results.standing": zh.results.standing,
  "experts.kind": zh.experts.kind,
  "bid.subject": zh.bid.subject,
  "board.ground": zh.board.ground,
  "setup.raised": zh.setup.raised,
  "needs.status": zh.needs.status,
  "meetings.stage": zh.meetings.stage,
} as const;

/** The key of the word for a code. */
function keyOf(raw: string): string | null {
  const of = Object.entries(CODES).find(([, words]) => Object.hasOwn(words, raw));
  return of === undefined ? null : `${of[0]}.${raw}`;
}

/** A meeting's identity before a `/` or alone is said by its first eight digits, as everywhere in the window. */
export function shortId(id: string): string {
  return id.replace(/^([0-9a-f]{8})[0-9a-f]{24}(?=\/|$)/, "$1…");
}

/** `recusal.decide` as a key of texts, if it has words. */
function known<K extends string>(of: Record<K, string>, raw: string): K | null {
  const key = raw.replaceAll(".", "_");
  return Object.hasOwn(of, key) ? (key as K) : null;
}

/** Tables and names of figures in words; one that has none is shown as it is. */
export function useWords() {
  const { t } = useTranslation();
  const table = useTableName();
  return {
    table,
    /** A part of the way to a field: as the table calls it, else as any does, else as figures are called. */
    field: (of: string, raw: string) => {
      const key = known(journal.fields, `${of}_${raw}`) ?? known(journal.fields, raw);
      if (key !== null) return t(`journal.fields.${key}`);
      const figure = known(journal.keys, raw);
      return figure === null ? raw : t(`journal.keys.${figure}`);
    },
    /** What a record holds: the word for a code, anything else as it is. */
    value: (raw: string) => {
      if (raw === "true" || raw === "false") return t(raw === "true" ? "journal.yes" : "journal.no");
      const key = keyOf(raw);
      return key === null ? raw : t(key as "results.conclusion.approve");
    },
    name: (raw: string) => {
      const key = known(journal.keys, raw);
      return key === null ? raw : t(`journal.keys.${key}`);
    },
  };
}
