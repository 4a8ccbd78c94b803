import { useTranslation } from "react-i18next";

import { journal } from "../i18n/zh/journal";

type Named = keyof typeof journal.tables;

/** A table of the vault in words; one that has none is shown as it is. */
export function useTableName(): (raw: string) => string {
  const { t } = useTranslation();
  return (raw) => (Object.hasOwn(journal.tables, raw) ? t(`journal.tables.${raw as Named}`) : raw);
}
