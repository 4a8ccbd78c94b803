import { useTranslation } from "react-i18next";

import { journal } from "../../i18n/zh/journal";

/** `recusal.decide` as a key of texts, if it has words. */
function known<K extends string>(of: Record<K, string>, raw: string): K | null {
  const key = raw.replaceAll(".", "_");
  return Object.hasOwn(of, key) ? (key as K) : null;
}

/** Acts, tables and names of figures in words; one that has none is shown as it is. */
export function useWords() {
  const { t } = useTranslation();
  return {
    act: (raw: string) => {
      const key = known(journal.acts, raw);
      return key === null ? raw : t(`journal.acts.${key}`);
    },
    table: (raw: string) => {
      const key = known(journal.tables, raw);
      return key === null ? raw : t(`journal.tables.${key}`);
    },
    /** A part of the way to a field: as the table calls it, else as any does, else as figures are called. */
    field: (of: string, raw: string) => {
      const key = known(journal.fields, `${of}_${raw}`) ?? known(journal.fields, raw);
      if (key !== null) return t(`journal.fields.${key}`);
      const figure = known(journal.keys, raw);
      return figure === null ? raw : t(`journal.keys.${figure}`);
    },
    name: (raw: string) => {
      const key = known(journal.keys, raw);
      return key === null ? raw : t(`journal.keys.${key}`);
    },
  };
}
