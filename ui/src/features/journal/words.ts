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
    name: (raw: string) => {
      const key = known(journal.keys, raw);
      return key === null ? raw : t(`journal.keys.${key}`);
    },
  };
}
