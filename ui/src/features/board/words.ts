import { useTranslation } from "react-i18next";

import type { Problem } from "../../backend";

/** The words and the remedy of a finding in the current language. */
export function useSaying(): (problem: Problem) => [string, string] {
  const { i18n } = useTranslation();
  return (problem) =>
    i18n.language === "en" ? [problem.en, problem.remedy_en] : [problem.zh, problem.remedy_zh];
}

/** `123456789012` → `1234 5678 9012`: what is read aloud stands in groups. */
export function grouped(digits: string): string {
  return digits.replace(/\D/g, "").replace(/(\d{4})(?=\d)/g, "$1 ");
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).pop() ?? path;
}
